#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "physics/key.hpp"
#include "physics/retention/curve_point.hpp"

namespace sanggan {

/// Van Genuchten retention with Mualem's conductivity, m = 1 - 1/n.  [vanGenuchten1980, Mualem1976]
/// S_e = (1 + (-alpha psi)^n)^(-m), k_r = S_e^l (1 - (1 - S_e^(1/m))^m)^2.
/// With an air-entry head psi_e < 0 both are rescaled so that the soil is saturated above psi_e,
/// which removes the infinite slope of k_r at saturation for n < 2.  [Ippisch2006]
struct VanGenuchten {
  double theta_r, theta_s;  ///< residual and saturated water content (-)
  double alpha;             ///< scale (1/m)
  double n;                 ///< shape (-)
  double l = 0.5;           ///< pore connectivity (-)
  double psi_e = 0;         ///< air-entry head, <= 0 (m)
  double m = 0, S_c = 1,
         F_c = 1;  ///< derived by prepare(): 1-1/n, S_e and 1-(1-S_e^(1/m))^m at psi_e

  std::string prepare() {
    if (!(theta_r < theta_s)) return "residual_water_content must be below saturated_water_content";
    m = 1 - 1 / n;
    S_c = psi_e < 0 ? std::pow(1 + std::pow(-alpha * psi_e, n), -m) : 1.0;
    F_c = 1 - std::pow(1 - std::pow(S_c, 1 / m), m);
    return {};
  }
  double residual() const { return theta_r; }
  double saturated() const { return theta_s; }

  /// theta, k_r and slopes at the pressure head psi (m). Pure.
  CurvePoint at(double psi) const {
    if (psi >= psi_e) return {theta_s, 0, 1, 0};
    double const xn = std::pow(-alpha * psi, n);  // (alpha |psi|)^n
    double const base = 1 + xn;
    double const S = std::pow(base, -m);               // effective saturation before rescaling
    double const dS = m * n * xn * S / (base * -psi);  // dS/dpsi > 0
    // With S^(1/m) = 1/base: F = 1 - (1 - 1/base)^m, without cancellation in dry and in wet soil,
    // and dF/dS = (1 - F) / (1 - 1/base) / (base S).
    double const F = -std::expm1(m * (xn < 1 ? std::log(xn / base) : std::log1p(-1 / base)));
    double const dF = (1 - F) / (xn * S) * dS;
    double const S_e = S / S_c, G = F / F_c;
    double const k_r = (l == 0.5 ? std::sqrt(S_e) : std::pow(S_e, l)) * G * G;
    double const dk_r = k_r * (l * dS / S + 2 * dF / F);
    return {theta_r + (theta_s - theta_r) * S_e, (theta_s - theta_r) * dS / S_c, k_r, dk_r};
  }

  /// Pressure head (m) at the water content theta (-), theta_r < theta <= theta_s. Pure.
  double pressure_head(double theta) const {
    double const S = S_c * (theta - theta_r) / (theta_s - theta_r);
    if (S >= S_c) return psi_e;
    return -std::pow(std::expm1(-std::log(S) / m), 1 / n) / alpha;
  }

  static constexpr std::string_view name = "van_genuchten";
  static constexpr std::string_view about =
      "van Genuchten (1980) with the conductivity of Mualem (1976)";
  static constexpr std::array<Key<VanGenuchten>, 6> keys() {
    return {{{"residual_water_content", "1", &VanGenuchten::theta_r, 0, 0.9, required,
              "water content that suction cannot drain"},
             {"saturated_water_content", "1", &VanGenuchten::theta_s, 0.001, 1, required,
              "water content at saturation"},
             {"alpha", "1/m", &VanGenuchten::alpha, 1e-4, 1e4, required,
              "inverse of the height of the capillary fringe"},
             {"n", "1", &VanGenuchten::n, 1.01, 20, required, "shape, large for uniform pores"},
             {"connectivity", "1", &VanGenuchten::l, -10, 10, 0.5,
              "exponent of the effective saturation in the conductivity"},
             {"air_entry_head", "m", &VanGenuchten::psi_e, -10, 0, 0.0,
              "the soil stays saturated up to this suction; a small one such as -2 cm helps where "
              "n is below 2"}}};
  }
};

}  // namespace sanggan
