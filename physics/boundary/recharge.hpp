#pragma once
#include <array>
#include <cmath>
#include <string_view>

#include "physics/boundary/surface_view.hpp"

namespace sanggan {

/// Flux into the domain per plan area, whatever the soil's state.
struct Recharge {
  Series rate;  ///< (m/s)
  BoundaryFlow flow(SurfaceView const& face) const {
    return {-rate.at(face.t_rate) * face.plan_area, 0};
  }
  static constexpr std::string_view name = "recharge";
  static constexpr std::string_view about =
      "flux into the domain per plan area, whatever the state of the soil";
  static constexpr std::array<Key<Recharge>, 1> keys() {
    return {{{"rate", "m/s", &Recharge::rate, -1, 1, required,
              "per plan area; negative: out of the domain"}}};
  }
};

}  // namespace sanggan
