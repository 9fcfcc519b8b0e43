#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Change of crop or land use on a patch: other irrigation with the rain, other evapotranspiration.
struct LandUse {
  double inflow, evaporation;  ///< factors (-)

  static constexpr TargetKind target = TargetKind::patch;
  static constexpr bool needs_atmosphere = true;
  Edits edits(MeasureView const& view) const {
    return {ScaleWeather{view.target.boundary, inflow, evaporation}};
  }
  static constexpr std::string_view name = "land_use";
  static constexpr std::string_view about =
      "change of crop or land use: factors of rain with irrigation, and of evapotranspiration";
  static constexpr std::array<Key<LandUse>, 2> keys() {
    return {{{"inflow_factor", "1", &LandUse::inflow, 0, 10, 1.0, "of rain or inflow"},
             {"evaporation_factor", "1", &LandUse::evaporation, 0, 10, 1.0,
              "of the potential evaporation"}}};
  }
};

}  // namespace sanggan
