#pragma once
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

#include "physics/tensor.hpp"

namespace sanggan {

/// Well index (m2/s): flow into a well per metre of head between its cell and the well, for a
/// vertical well of radius r_w (m) that screens `length` (m) of a cell of size dx, dy (m) with
/// conductivity K (m/s).  [Peaceman1983] Where the main axes of K are not those of the cell, the
/// radius at which the head is that of the cell is taken from K_xx and K_yy alone.
inline double well_index(SymmetricTensor const& K, double dx, double dy, double length, double r_w,
                         double skin) {
  double const ratio = std::sqrt(K.yy / K.xx), horizontal = std::sqrt(K.xx * K.yy - K.xy * K.xy);
  double const r_o = 0.28 * std::sqrt(ratio * dx * dx + dy * dy / ratio) /
                     (std::sqrt(ratio) + 1 / std::sqrt(ratio));
  return 2 * std::numbers::pi * horizontal * length / (std::log(r_o / r_w) + skin);
}

/// Concentration of a species in the water of a well, and those at which the well is shut off and
/// starts again (mol/m3).
struct WellSwitch {
  double C;
  double stop_below;
  double restart_above = std::numeric_limits<double>::infinity();
};

/// Whether a well stands still in the next step, by whether it `stood` in the last: it is shut off
/// once all species are below, and starts again once one is above. Without switches it runs.
inline bool stands_still(bool stood, std::span<WellSwitch const> switches) {
  if (switches.empty()) return false;
  bool all_below = true, one_above = false;
  for (WellSwitch const& one : switches) {
    all_below = all_below && one.C < one.stop_below;
    one_above = one_above || one.C > one.restart_above;
  }
  return stood ? !one_above : all_below;
}

}  // namespace sanggan
