#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Outflow under gravity alone (unit gradient of head), for a base far above the water table.
struct FreeDrainage {
  BoundaryFlow flow(SurfaceView const& face) const {
    double const capacity = face.K_vertical * face.plan_area;
    return {capacity * face.cell.k_r, capacity * face.cell.dk_r_dpsi};
  }
  static constexpr std::string_view name = "free_drainage";
  static constexpr std::string_view about =
      "outflow under gravity alone, for a base far above the water table";
  static constexpr std::array<Key<FreeDrainage>, 0> keys() { return {}; }
};

}  // namespace sanggan
