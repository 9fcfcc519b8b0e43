#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Pressure head held on the face.
struct FixedPressureHead {
  Series psi;  ///< (m)
  BoundaryFlow flow(SurfaceView const& face) const { return face.toward(psi.at(face.t_head)); }
  /// The head (m) that the law holds where the conormal from the cell meets the face.
  double held_head(SurfaceView const& face) const { return psi.at(face.t_head) + face.z_face; }
  static constexpr std::string_view name = "fixed_pressure_head";
  static constexpr std::string_view about = "pressure head held on the patch";
  static constexpr std::array<Key<FixedPressureHead>, 1> keys() {
    return {{{"pressure_head", "m", &FixedPressureHead::psi, -1e7, 1e5, required,
              "pressure head, below 0 where dry"}}};
  }
};

}  // namespace sanggan
