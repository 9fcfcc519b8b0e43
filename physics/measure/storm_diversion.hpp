#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Storm-water diversion: ditches lead a share of the rain or run-on of a patch away. Ageing, by
/// silting, takes from that share.
struct StormDiversion {
  double share;  ///< (-)

  static constexpr TargetKind target = TargetKind::patch;
  Edits edits(MeasureView const& view) const {
    return {ScaleWeather{view.target.boundary, 1 - view.effect * share, 1}};
  }
  static constexpr std::string_view name = "storm_diversion";
  static constexpr std::string_view about =
      "ditches lead a share of the rain or inflow of a patch away";
  static constexpr std::array<Key<StormDiversion>, 1> keys() {
    return {{{"share", "1", &StormDiversion::share, 0, 1, required,
              "share of the rain or inflow that no longer comes"}}};
  }
};

}  // namespace sanggan
