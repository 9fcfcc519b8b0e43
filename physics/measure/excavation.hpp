#pragma once
#include <array>

#include "physics/measure/soil_cover.hpp"

namespace sanggan {

/// Excavation with transfer: all that a region holds leaves the site, and other soil takes its
/// place.
struct Excavation {
  std::string material;
  double pressure_head;  ///< of the water in the soil as it is placed (m)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool for_good = true;
  Edits edits(MeasureView const& view) const {
    if (!view.first) return {};
    return {placed_soil(view, material, pressure_head)};
  }
  static constexpr std::string_view name = "excavation";
  static constexpr std::string_view about =
      "all that its region holds leaves the site, and other soil or the filling of a trench takes "
      "its place";
  static constexpr std::array<Key<Excavation>, 2> keys() {
    return {
        {{"material", "", &Excavation::material, 0, 0, required, "material that takes its place"},
         {"pressure_head", "m", &Excavation::pressure_head, -1e4, 100, required,
          "of the water in the soil as it is placed"}}};
  }
};

}  // namespace sanggan
