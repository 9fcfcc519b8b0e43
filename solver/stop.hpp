#pragma once
#include <functional>

namespace sanggan {

/// Whether this process has been asked to give up the step in hand. Cheap, and any thread may ask;
/// ranks may answer differently, so that who acts on it agrees with the others first.
using StopAsked = std::function<bool()>;

inline bool is_asked(StopAsked const& asked) { return asked && asked(); }

/// Thrown on all ranks at the same point where any of them has been asked: the step in hand is
/// given up, and the state is that of the last one accepted.
struct GivenUp {};

}  // namespace sanggan
