#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Drain: takes water through a conductance per area of the face while the head is above it.
struct Drain {
  Series elevation;    ///< (m)
  double conductance;  ///< (1/s)
  BoundaryFlow flow(SurfaceView const& face) const {
    double const C = conductance * face.area, drop = face.head() - elevation.at(face.t_head);
    return drop > 0 ? BoundaryFlow{C * drop, C} : BoundaryFlow{};
  }
  static constexpr std::string_view name = "drain";
  static constexpr std::string_view about = "takes water while the head is above the drain";
  static constexpr std::array<Key<Drain>, 2> keys() {
    return {{{"elevation", "m", &Drain::elevation, -1e5, 1e5, required,
              "head above which it takes water"},
             {"conductance", "1/s", &Drain::conductance, 0, 1e6, required,
              "flow per area of the patch and head difference"}}};
  }
};

}  // namespace sanggan
