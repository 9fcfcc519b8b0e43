#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "physics/key.hpp"

namespace sanggan {

/// Freundlich sorption, S = S_ref (C / C_ref)^n.  [Freundlich1906]
struct FreundlichIsotherm {
  double S_ref;  ///< sorbed content at C_ref (mol/kg)
  double C_ref;  ///< reference concentration (mol/m3)
  double n_F;    ///< exponent (-)
  /// Below this share of C_ref the isotherm is its chord to zero: its slope there is infinite for
  /// n_F < 1, and no measurement reaches it.
  static constexpr double least = 1e-12;

  double sorbed(double C) const {
    double const x = C / C_ref;
    return x > least ? S_ref * std::pow(x, n_F) : S_ref * std::pow(least, n_F - 1) * x;
  }
  /// dS/dC (m3/kg).
  double slope(double C) const {
    double const x = C / C_ref;
    return x > least ? S_ref / C_ref * n_F * std::pow(x, n_F - 1)
                     : S_ref / C_ref * std::pow(least, n_F - 1);
  }
  constexpr void scale(double factor) { S_ref *= factor; }
  static constexpr std::string_view name = "freundlich";
  static constexpr std::string_view about = "S = S_ref (C/C_ref)^n";
  static constexpr std::array<Key<FreundlichIsotherm>, 3> keys() {
    return {{{"sorbed_at_reference", "mol/kg", &FreundlichIsotherm::S_ref, 0.0, 1e3, required,
              "sorbed content at the reference concentration"},
             {"reference_concentration", "mol/m3", &FreundlichIsotherm::C_ref, 1e-15, 1e6, required,
              "dissolved concentration C_ref"},
             {"exponent", "1", &FreundlichIsotherm::n_F, 0.05, 5, required,
              "n, below 1 where sites fill up"}}};
  }
};

}  // namespace sanggan
