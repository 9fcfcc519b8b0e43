#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Drain or leachate collection at a patch, whose flow it sets. Ageing, by clogging, takes from its
/// conductance.
struct DrainMeasure {
  double elevation;    ///< (m)
  double conductance;  ///< (1/s)

  static constexpr TargetKind target = TargetKind::patch;
  static constexpr bool opens_patch = true;
  Edits edits(MeasureView const& view) const {
    return {SetFlow{view.target.boundary,
                    Drain{Series::constant(elevation), view.effect * conductance}}};
  }
  static constexpr std::string_view name = "drain";
  static constexpr std::string_view about =
      "drain or leachate collection: takes water at a patch while the head is above it";
  static constexpr std::array<Key<DrainMeasure>, 2> keys() {
    return {{{"elevation", "m", &DrainMeasure::elevation, -1e5, 1e5, required,
              "head above which it takes water"},
             {"conductance", "1/s", &DrainMeasure::conductance, 0, 1e6, required,
              "flow per area of the patch and head difference"}}};
  }
};

}  // namespace sanggan
