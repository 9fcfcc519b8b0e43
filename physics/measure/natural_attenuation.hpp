#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Monitored natural attenuation: it changes nothing and costs what the watch costs.
struct NaturalAttenuation {
  static constexpr TargetKind target = TargetKind::nothing;
  Edits edits(MeasureView const&) const { return {}; }
  static constexpr std::string_view name = "natural_attenuation";
  static constexpr std::string_view about = "changes nothing; for what its watch costs";
  static constexpr std::array<Key<NaturalAttenuation>, 0> keys() { return {}; }
};

}  // namespace sanggan
