#pragma once
#include <cmath>
#include <numbers>

namespace sanggan {

/// Well index (m2/s): flow into a well per metre of head between its cell and the well, for a
/// vertical well of radius r_w (m) that screens `length` (m) of a cell of size dx, dy (m) with
/// conductivities K_x, K_y (m/s).  [Peaceman1983]
inline double well_index(double K_x, double K_y, double dx, double dy, double length, double r_w,
                         double skin) {
  double const ratio = std::sqrt(K_y / K_x);
  double const r_o = 0.28 * std::sqrt(ratio * dx * dx + dy * dy / ratio) /
                     (std::sqrt(ratio) + 1 / std::sqrt(ratio));
  return 2 * std::numbers::pi * std::sqrt(K_x * K_y) * length / (std::log(r_o / r_w) + skin);
}

}  // namespace sanggan
