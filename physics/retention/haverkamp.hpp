#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "physics/key.hpp"
#include "physics/retention/curve_point.hpp"

namespace sanggan {

/// Haverkamp's rational curves, S_e = 1/(1 + |psi/h_theta|^b), k_r = 1/(1 + |psi/h_k|^B): the
/// published a/(a + |psi|^b) with h = a^(1/b).  [Haverkamp1977]
struct Haverkamp {
  double theta_r, theta_s;  ///< (-)
  double h_theta, b;        ///< scale (m) and exponent (-) of the water content
  double h_k, B;            ///< scale (m) and exponent (-) of the conductivity

  std::string prepare() const {
    return theta_r < theta_s ? "" : "residual_water_content must be below saturated_water_content";
  }
  double residual() const { return theta_r; }
  double saturated() const { return theta_s; }
  CurvePoint at(double psi) const {
    if (psi >= 0) return {theta_s, 0, 1, 0};
    double const u = std::pow(-psi / h_theta, b), v = std::pow(-psi / h_k, B);
    double const S_e = 1 / (1 + u), k_r = 1 / (1 + v), range = theta_s - theta_r;
    return {theta_r + range * S_e, range * S_e * S_e * b * u / -psi, k_r, k_r * k_r * B * v / -psi};
  }
  double pressure_head(double theta) const {
    double const S_e = (theta - theta_r) / (theta_s - theta_r);
    return S_e >= 1 ? 0 : -h_theta * std::pow(1 / S_e - 1, 1 / b);
  }
  static constexpr std::string_view name = "haverkamp";
  static constexpr std::string_view about = "Haverkamp et al. (1977): rational curves";
  static constexpr std::array<Key<Haverkamp>, 6> keys() {
    return {{{"residual_water_content", "1", &Haverkamp::theta_r, 0, 0.9, required,
              "water content that suction cannot drain"},
             {"saturated_water_content", "1", &Haverkamp::theta_s, 0.001, 1, required,
              "water content at saturation"},
             {"water_content_scale", "m", &Haverkamp::h_theta, 1e-4, 1e4, required,
              "suction at which the effective saturation is one half"},
             {"water_content_exponent", "1", &Haverkamp::b, 0.1, 20, required,
              "exponent of the retention curve"},
             {"conductivity_scale", "m", &Haverkamp::h_k, 1e-4, 1e4, required,
              "suction at which the relative permeability is one half"},
             {"conductivity_exponent", "1", &Haverkamp::B, 0.1, 20, required,
              "exponent of the conductivity curve"}}};
  }
};

}  // namespace sanggan
