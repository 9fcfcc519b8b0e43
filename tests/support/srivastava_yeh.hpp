#pragma once
#include <cmath>
#include <numbers>

namespace sanggan::test {

/// Wetting of a Gardner soil, 1 m deep above a water table, when the rain rises from 0.1 to 0.9 of
/// the saturated conductivity (1 cm/h, theta 0.06 to 0.40): exact pressure head (m) at the height z
/// (m) above the water table, t (s) after the rain rose; alpha (1/m).  [SrivastavaYeh1991]
inline double srivastava_yeh(double z, double t, double alpha) {
  constexpr double depth = 1, a = 0.1, b = 0.9, K_s = 0.01 / 3600;
  double const L = alpha * depth, Z = alpha * z, T = alpha * K_s * t / (0.40 - 0.06);
  if (t <= 0) return std::log(a - (a - 1) * std::exp(-Z)) / alpha;
  double sum = 0;
  for (int n = 1; n <= 200; ++n) {
    double low = (n - 0.5) * std::numbers::pi / L, high = n * std::numbers::pi / L;
    for (int k = 0; k < 60; ++k) {  // tan(l L) + 2 l grows from -infinity to 2 l
      double const middle = 0.5 * (low + high);
      (std::tan(middle * L) + 2 * middle < 0 ? low : high) = middle;
    }
    double const l = low;
    sum += std::sin(l * Z) * std::sin(l * L) * std::exp(-l * l * T) / (1 + L / 2 + 2 * l * l * L);
  }
  double const k_r =
      b - (b - 1) * std::exp(-Z) - 4 * (b - a) * std::exp(0.5 * (L - Z) - 0.25 * T) * sum;
  return std::log(k_r) / alpha;
}

}  // namespace sanggan::test
