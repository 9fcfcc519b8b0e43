#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// River over a bed of given conductance per plan area. Where the head below falls under the bed,
/// the river loses water at a rate that no longer depends on it.  [Harbaugh2005]
struct River {
  Series stage;          ///< water level (m)
  double bed_elevation;  ///< underside of the bed (m)
  double conductance;    ///< (1/s)
  BoundaryFlow flow(SurfaceView const& face) const {
    double const C = conductance * face.plan_area, level = stage.at(face.t_head);
    if (face.head() > bed_elevation) return {C * (face.head() - level), C};
    return {C * (bed_elevation - level), 0};
  }
  static constexpr std::string_view name = "river";
  static constexpr std::string_view about = "exchange with a river through its bed";
  static constexpr std::array<Key<River>, 3> keys() {
    return {{{"stage", "m", &River::stage, -1e5, 1e5, required, "elevation of the water level"},
             {"bed_elevation", "m", &River::bed_elevation, -1e5, 1e5, required,
              "elevation of the lower side of the bed"},
             {"conductance", "1/s", &River::conductance, 0, 1e6, required,
              "flow per plan area and head difference"}}};
  }
};

}  // namespace sanggan
