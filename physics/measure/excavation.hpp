#pragma once
#include <array>
#include <cmath>

#include "physics/measure/heap_reuse.hpp"
#include "physics/measure/soil_cover.hpp"

namespace sanggan {

/// Excavation with transfer: all that a region holds leaves the site, and other soil takes its
/// place. Works that last until its end go on in intervals, at an even pace: at the start of each
/// leaves what is dug in it, and with the last comes the soil. The shape of the ground stays.
struct Excavation {
  std::string material;
  double pressure_head;  ///< of the water in the soil as it is placed (m)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool works_until_end = true;
  Edits edits(MeasureView const& view) const {
    bool const at_once = std::isinf(view.left);
    if (at_once && !view.first) return {};
    if (at_once || view.length > (1 - 1e-9) * view.left)
      return {placed_soil(view, material, pressure_head)};
    return {share_taken(view, view.length / view.left)};
  }
  static constexpr std::string_view name = "excavation";
  static constexpr std::string_view about =
      "all that its region holds leaves the site, and other soil or the filling of a trench takes "
      "its place; at once, or bit by bit until its end, in steps of ageing.every";
  static constexpr std::array<Key<Excavation>, 2> keys() {
    return {
        {{"material", "", &Excavation::material, 0, 0, required, "material that takes its place"},
         {"pressure_head", "m", &Excavation::pressure_head, -1e4, 100, required,
          "of the water in the soil as it is placed"}}};
  }
};

}  // namespace sanggan
