#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "physics/key.hpp"
#include "physics/retention/curve_point.hpp"

namespace sanggan {

/// Gardner's exponential soil, k_r = e^(alpha psi), with a water content linear in k_r.
/// [Gardner1958]
struct Gardner {
  double theta_r, theta_s;  ///< (-)
  double alpha;             ///< (1/m)

  std::string prepare() const {
    return theta_r < theta_s ? "" : "residual_water_content must be below saturated_water_content";
  }
  double residual() const { return theta_r; }
  double saturated() const { return theta_s; }
  CurvePoint at(double psi) const {
    if (psi >= 0) return {theta_s, 0, 1, 0};
    double const k = std::exp(alpha * psi), range = theta_s - theta_r;
    return {theta_r + range * k, range * alpha * k, k, alpha * k};
  }
  double pressure_head(double theta) const {
    return std::min(0.0, std::log((theta - theta_r) / (theta_s - theta_r)) / alpha);
  }
  static constexpr std::string_view name = "gardner";
  static constexpr std::string_view about =
      "Gardner (1958): conductivity and water content exponential in the pressure head";
  static constexpr std::array<Key<Gardner>, 3> keys() {
    return {{{"residual_water_content", "1", &Gardner::theta_r, 0, 0.9, required,
              "water content that suction cannot drain"},
             {"saturated_water_content", "1", &Gardner::theta_s, 0.001, 1, required,
              "water content at saturation"},
             {"alpha", "1/m", &Gardner::alpha, 1e-4, 1e4, required,
              "slope of the logarithm of the conductivity"}}};
  }
};

}  // namespace sanggan
