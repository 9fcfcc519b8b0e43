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
/// With e = 1 - X, at constant C over a step g(e) = e^2/2 - e^3/3 rises linearly in time, which has
/// no singularity at the fresh grain and, unlike X^2/2 - X^3/3, keeps its digits there.
struct ShrinkingCoreRelease {
  double content;  ///< at the start (mol/kg)
  double rate;     ///< D_shell / (grain_radius^2 times the oxidant that a volume of grain needs)
                   ///< (m3/(mol s))

  static constexpr bool uses_oxidant = true;
  double initial_stock() const { return content; }
  double released(ReleaseView const& cell) const {
    double const e = eaten(cell.stock), e_new = eaten(e, cell), X = 1 - e, X_new = 1 - e_new;
    if (X_new <= 0) return cell.stock;
    return std::clamp(content * (e_new - e) * (X * X + X * X_new + X_new * X_new), 0.0, cell.stock);
  }
  /// d released / d C_oxidant (m3/kg). At a fresh grain without oxidant it is infinite; here it
  /// ends where the shell is thinner than any atom.
  double slope(ReleaseView const& cell) const {
    double const e_new = std::max(eaten(eaten(cell.stock), cell), 1e-16);
    return 3 * content * rate * cell.dt * (1 - e_new) / e_new;
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
  // e of a stock, and after a step.
  double eaten(double stock) const { return 1 - std::cbrt(std::clamp(stock / content, 0.0, 1.0)); }
  double eaten(double e, ReleaseView const& cell) const {
    return shell(e * e * (0.5 - e / 3) + rate * cell.C_oxidant * cell.dt);
  }
  // e in [0, 1] with e^2/2 - e^3/3 = g: the root of the cubic in closed form.
  static double shell(double g) {
    if (g <= 0) return 0;
    if (g >= 1.0 / 6) return 1;
    double const a = std::asin(std::sqrt(6 * g)), root = std::sin(a / 3);
    return root * root + 0.5 * std::sqrt(3.0) * std::sin(2 * a / 3);
  }
};

}  // namespace sanggan
