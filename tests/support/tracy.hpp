#pragma once
#include <cmath>
#include <numbers>

#include "mesh/types.hpp"

namespace sanggan::test {

/// A square of Gardner soil, 15.24 m wide and deep (K_s 1e-5 m/s, pores 0.30), dry at -15.24 m but
/// for its top.  [Tracy2006]
struct TracySquare {
  static constexpr double L = 15.24, K_s = 1e-5, pores = 0.30;
  bool held_sides = false;  ///< at the dry pressure head, else closed
  double alpha = 0.328;     ///< (1/m)

  /// Exact pressure head (m) at p (m) and time t (s), t < 0: in the steady state, where the top is
  /// held at k_r = k_dry + (1 - k_dry) sin(pi x/L), or (1 - cos(2 pi x/L))/2 if the sides are
  /// closed.
  double psi(Vec3 p, double t) const {
    constexpr double pi = std::numbers::pi;
    double const k_dry = std::exp(-alpha * L), c = alpha * pores / K_s;
    auto const mode = [&](double wavenumber) {
      double const beta = std::sqrt(alpha * alpha / 4 + wavenumber * wavenumber);
      double sum = 0;
      if (t >= 0)
        for (int k = 1; k <= 400; ++k) {
          double const l = k * pi / L, g = (beta * beta + l * l) / c;
          if (g * t > 50) break;
          sum += (k % 2 ? -1 : 1) * l / g * std::sin(l * p.z) * std::exp(-g * t);
        }
      return std::sinh(beta * p.z) / std::sinh(beta * L) + 2 / (L * c) * sum;
    };
    double const shape = held_sides
                             ? std::sin(pi * p.x / L) * mode(pi / L)
                             : 0.5 * mode(0) - 0.5 * std::cos(2 * pi * p.x / L) * mode(2 * pi / L);
    return std::log(k_dry + (1 - k_dry) * std::exp(alpha * (L - p.z) / 2) * shape) / alpha;
  }
};

}  // namespace sanggan::test
