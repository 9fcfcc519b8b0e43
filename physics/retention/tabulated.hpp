#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "physics/key.hpp"
#include "physics/retention/curve_point.hpp"

namespace sanggan {

/// Curves given by points. Between them water content and ln k_r are monotone cubics of psi
/// (no overshoot); beyond the ends they keep their last value, above psi = 0 the soil is saturated.
/// [FritschButland1984]
struct TabulatedRetention {
  std::vector<double> psi;                            ///< increasing, the last one 0 (m)
  std::vector<double> theta;                          ///< increasing (-)
  std::vector<double> k_r;                            ///< increasing, the last one 1 (-)
  std::vector<double> ln_k, theta_slope, ln_k_slope;  ///< derived by prepare()

  std::string prepare() {
    if (psi.size() < 2 || theta.size() != psi.size() || k_r.size() != psi.size())
      return "pressure_head, water_content and relative_permeability must be lists of equal "
             "length, "
             "2 or more";
    for (std::size_t i = 0; i < psi.size(); ++i)
      if ((i > 0 && !(psi[i] > psi[i - 1] && theta[i] > theta[i - 1] && k_r[i] > k_r[i - 1])) ||
          !(k_r[i] > 0))
        return "the three lists must increase from dry to wet, and relative_permeability be above "
               "0";
    if (psi.back() != 0 || k_r.back() != 1)
      return "the last point must be pressure_head 0 with relative_permeability 1";
    ln_k.resize(k_r.size());
    std::transform(k_r.begin(), k_r.end(), ln_k.begin(), [](double k) { return std::log(k); });
    theta_slope = monotone_slopes(psi, theta);
    ln_k_slope = monotone_slopes(psi, ln_k);
    return {};
  }
  double residual() const { return theta.front(); }
  double saturated() const { return theta.back(); }

  CurvePoint at(double h) const {
    if (h >= psi.back()) return {theta.back(), 0, 1, 0};
    if (h <= psi.front()) return {theta.front(), 0, k_r.front(), 0};
    auto const i =
        static_cast<std::size_t>(std::upper_bound(psi.begin(), psi.end(), h) - psi.begin()) - 1;
    auto const [water, capacity] = cubic(i, h, theta, theta_slope);
    auto const [log_k, log_slope] = cubic(i, h, ln_k, ln_k_slope);
    double const k = std::exp(log_k);
    return {water, capacity, k, k * log_slope};
  }
  double pressure_head(double water) const {
    if (water >= theta.back()) return psi.back();
    if (water <= theta.front()) return psi.front();
    auto const i = static_cast<std::size_t>(std::upper_bound(theta.begin(), theta.end(), water) -
                                            theta.begin()) -
                   1;
    double low = psi[i], high = psi[i + 1];
    for (int k = 0; k < 200 && high - low > 4e-16 * std::abs(low); ++k) {
      double const middle = 0.5 * (low + high);
      (cubic(i, middle, theta, theta_slope).value < water ? low : high) = middle;
    }
    return 0.5 * (low + high);
  }

  static constexpr std::string_view name = "tabulated";
  static constexpr std::string_view about = "curves through given points";
  static constexpr std::array<Key<TabulatedRetention>, 3> keys() {
    return {{{"pressure_head", "m", &TabulatedRetention::psi, -1e7, 0, required,
              "of the points, increasing, the last one 0"},
             {"water_content", "1", &TabulatedRetention::theta, 0, 1, required, "as many values"},
             {"relative_permeability", "1", &TabulatedRetention::k_r, 0, 1, required,
              "as many values"}}};
  }

 private:
  struct ValueAndSlope {
    double value, slope;
  };
  ValueAndSlope cubic(std::size_t i, double h, std::vector<double> const& y,
                      std::vector<double> const& slope) const {
    double const width = psi[i + 1] - psi[i], s = (h - psi[i]) / width;
    double const d = (y[i + 1] - y[i]) / width, m_0 = slope[i], m_1 = slope[i + 1];
    double const c_2 = 3 * d - 2 * m_0 - m_1, c_3 = m_0 + m_1 - 2 * d;
    return {y[i] + width * s * (m_0 + s * (c_2 + s * c_3)), m_0 + s * (2 * c_2 + 3 * s * c_3)};
  }
  static std::vector<double> monotone_slopes(std::vector<double> const& x,
                                             std::vector<double> const& y) {
    std::size_t const n = x.size();
    std::vector<double> slope(n);
    auto const secant = [&](std::size_t i) { return (y[i + 1] - y[i]) / (x[i + 1] - x[i]); };
    slope[0] = secant(0);
    slope[n - 1] = secant(n - 2);
    for (std::size_t i = 1; i + 1 < n; ++i) {
      // Harmonic mean of the two secants, weighted by the widths.
      double const left = secant(i - 1), right = secant(i);
      double const w_1 = 2 * (x[i + 1] - x[i]) + (x[i] - x[i - 1]);
      double const w_2 = (x[i + 1] - x[i]) + 2 * (x[i] - x[i - 1]);
      slope[i] = (w_1 + w_2) / (w_1 / left + w_2 / right);
    }
    return slope;
  }
};

}  // namespace sanggan
