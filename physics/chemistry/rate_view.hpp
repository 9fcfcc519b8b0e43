#pragma once
#include <algorithm>
#include <cmath>
#include <span>

namespace sanggan::chemistry {

/// What a rate law sees of one cell at one moment.
struct RateView {
  double temperature = 298.15;  ///< (K)
  double water = 1;             ///< its mass (kg)
  double moles = 0;             ///< of the reactant that is left (mol)
  double initial_moles = 0;     ///< that it began with (mol)
  /// Numbers of the water that the law has asked for by name, see RateNames.
  std::span<double const> quantity = {};

  double operator[](int place) const { return quantity[static_cast<std::size_t>(place)]; }

  /// Share of the reactant that is left; 1 of what began with nothing.
  double share_left() const { return initial_moles > 0 ? std::max(moles, 0.0) / initial_moles : 1; }
};

/// Power of what is left that the surface of grains follows if they keep their shape.
inline constexpr double grain_exponent = 2.0 / 3;

/// Surface (m2) of a reactant with `per_mole` (m2/mol) at the start, which shrinks by a power of
/// what is left; 0 for a surface that stays.
inline double reactive_area(double per_mole, double exponent, RateView const& cell) {
  if (cell.initial_moles <= 0) return per_mole * std::max(cell.moles, 0.0);
  return per_mole * cell.initial_moles * std::pow(cell.share_left(), exponent);
}

/// exp(-E/R (1/T - 1/298.15 K)): what temperature T (K) makes of a rate constant at 25 degrees C
/// with activation energy E (J/mol).  [Lasaga1984]
double arrhenius(double E, double T);

}  // namespace sanggan::chemistry
