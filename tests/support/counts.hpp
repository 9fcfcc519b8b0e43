#pragma once
#include <algorithm>

namespace sanggan::test {

/// Steps, cuts or Newton iterations that are no regression: a fifth more than recorded, and of few
/// a few more.
inline long admitted(long recorded) { return std::max(recorded + 3, recorded + recorded / 5); }

}  // namespace sanggan::test
