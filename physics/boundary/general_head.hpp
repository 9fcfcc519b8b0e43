#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Exchange with a distant water body through a conductance per area of the face.
struct GeneralHead {
  Series head;         ///< of the water body (m)
  double conductance;  ///< (1/s)
  BoundaryFlow flow(SurfaceView const& face) const {
    double const C = conductance * face.area;
    return {C * (face.head() - head.at(face.t_head)), C};
  }
  static constexpr std::string_view name = "general_head";
  static constexpr std::string_view about = "exchange with distant water through a conductance";
  static constexpr std::array<Key<GeneralHead>, 2> keys() {
    return {{{"head", "m", &GeneralHead::head, -1e5, 1e5, required,
              "hydraulic head of the distant water"},
             {"conductance", "1/s", &GeneralHead::conductance, 0, 1e6, required,
              "flow per area of the patch and head difference"}}};
  }
};

}  // namespace sanggan
