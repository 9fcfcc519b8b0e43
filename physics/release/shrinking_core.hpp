#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "physics/key.hpp"
#include "physics/release/release_view.hpp"

namespace sanggan {

/// Oxidation of spherical grains whose core shrinks behind a leached shell through which the
/// oxidant diffuses.  [DavisRitchie1986]
///   dX/dt = -rate C / (X (1 - X)),  X core radius over grain radius,  stock = content X^3
/// At constant C over a step f(X) = X^2/2 - X^3/3 falls linearly in time, which has no singularity
/// at the fresh grain.
struct ShrinkingCoreRelease {
  double content;  ///< at the start (mol/kg)
  double rate;     ///< D_shell / (grain_radius^2 times the oxidant that a volume of grain needs)
                   ///< (m3/(mol s))

  static constexpr bool uses_oxidant = true;
  double initial_stock() const { return content; }
  double released(ReleaseView const& cell) const {
    if (cell.stock <= 0) return 0;
    double const X = std::min(1.0, std::cbrt(cell.stock / content));
    double const f = X * X * (0.5 - X / 3) - rate * cell.C_oxidant * cell.dt;
    double const X_new = core(f);
    return std::clamp(cell.stock - content * X_new * X_new * X_new, 0.0, cell.stock);
  }
  static constexpr std::string_view name = "shrinking_core";
  static constexpr std::string_view about =
      "oxidation of grains whose core shrinks behind a leached shell (Davis and Ritchie 1986)";
  static constexpr std::array<Key<ShrinkingCoreRelease>, 2> keys() {
    return {{{"content", "mol/kg", &ShrinkingCoreRelease::content, 0, 1e3, required,
              "content per dry mass at the start"},
             {"rate", "m3/mol/s", &ShrinkingCoreRelease::rate, 0, 1, required,
              "of the core's radius, per concentration of the oxidant"}}};
  }

 private:
  // X in [0, 1] with X^2/2 - X^3/3 = f: the root of the cubic in closed form.
  static double core(double f) {
    if (f <= 0) return 0;
    if (f >= 1.0 / 6) return 1;
    // X = 1/2 + cos(phi) with cos(3 phi) = 1 - 12 f gives three roots; this one runs from 0 to 1.
    double const phi = std::acos(std::clamp(1 - 12 * f, -1.0, 1.0)) / 3;
    return 0.5 + std::cos(phi + 4.0 / 3 * std::acos(-1.0));
  }
};

}  // namespace sanggan
