#pragma once
#include <array>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Flux into the domain per area of the face, whatever the soil's state.
struct FixedFlux {
  Series inflow;  ///< (m/s)
  BoundaryFlow flow(SurfaceView const& face) const {
    return {-inflow.at(face.t_rate) * face.area, 0};
  }
  static constexpr std::string_view name = "fixed_flux";
  static constexpr std::string_view about = "flux into the domain, whatever the state of the soil";
  static constexpr std::array<Key<FixedFlux>, 1> keys() {
    return {{{"inflow", "m/s", &FixedFlux::inflow, -1, 1, required,
              "per area of the patch; negative: out of the domain"}}};
  }
};

}  // namespace sanggan
