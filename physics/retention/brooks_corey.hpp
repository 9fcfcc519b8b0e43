#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "physics/key.hpp"
#include "physics/retention/curve_point.hpp"

namespace sanggan {

/// Brooks-Corey retention, S_e = (psi_b / psi)^lambda below the air-entry head psi_b, with
/// Burdine's k_r = S_e^(3 + 2/lambda) or Mualem's k_r = S_e^(2.5 + 2/lambda). [BrooksCorey1964,
/// Burdine1953, Mualem1976]
struct BrooksCorey {
  double theta_r, theta_s;  ///< (-)
  double psi_b;             ///< air-entry head, < 0 (m)
  double lambda;            ///< pore-size index (-)
  bool burdine = true;

  std::string prepare() const {
    return theta_r < theta_s ? "" : "residual_water_content must be below saturated_water_content";
  }
  double residual() const { return theta_r; }
  double saturated() const { return theta_s; }
  CurvePoint at(double psi) const {
    if (psi >= psi_b) return {theta_s, 0, 1, 0};
    double const S_e = std::pow(psi_b / psi, lambda), dS_e = -lambda * S_e / psi;
    double const exponent = (burdine ? 3.0 : 2.5) + 2 / lambda;
    double const k_r = std::pow(S_e, exponent), range = theta_s - theta_r;
    return {theta_r + range * S_e, range * dS_e, k_r, exponent * k_r * dS_e / S_e};
  }
  double pressure_head(double theta) const {
    double const S_e = (theta - theta_r) / (theta_s - theta_r);
    return S_e >= 1 ? psi_b : psi_b * std::pow(S_e, -1 / lambda);
  }
  static constexpr std::string_view name = "brooks_corey";
  static constexpr std::string_view about = "Brooks and Corey (1964)";
  static constexpr std::array<Key<BrooksCorey>, 5> keys() {
    return {{{"residual_water_content", "1", &BrooksCorey::theta_r, 0, 0.9, required,
              "water content that suction cannot drain"},
             {"saturated_water_content", "1", &BrooksCorey::theta_s, 0.001, 1, required,
              "water content at saturation"},
             {"air_entry_head", "m", &BrooksCorey::psi_b, -1e3, -1e-4, required,
              "pressure head below which air enters"},
             {"pore_size_index", "1", &BrooksCorey::lambda, 0.01, 20, required,
              "lambda, large for uniform pores"},
             {"burdine", "1", &BrooksCorey::burdine, 0, 1, 1,
              "conductivity after Burdine; otherwise after Mualem"}}};
  }
};

}  // namespace sanggan
