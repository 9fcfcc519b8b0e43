#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Hydraulic head held on the face.
struct FixedHead {
  Series head;  ///< (m)
  BoundaryFlow flow(SurfaceView const& face) const {
    return face.toward(head.at(face.t_head) - face.z_face);
  }
  /// The head (m) that the law holds where the conormal from the cell meets the face.
  double held_head(SurfaceView const& face) const { return head.at(face.t_head); }
  static constexpr std::string_view name = "fixed_head";
  static constexpr std::string_view about = "hydraulic head held on the patch";
  static constexpr std::array<Key<FixedHead>, 1> keys() {
    return {{{"head", "m", &FixedHead::head, -1e5, 1e5, required, "hydraulic head"}}};
  }
};

}  // namespace sanggan
