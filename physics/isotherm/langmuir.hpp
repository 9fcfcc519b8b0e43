#pragma once
#include <array>
#include <string_view>

#include "physics/key.hpp"

namespace sanggan {

/// Langmuir sorption, S = S_max K_L C / (1 + K_L C).  [Langmuir1918]
struct LangmuirIsotherm {
  double S_max;  ///< sorption capacity (mol/kg)
  double K_L;    ///< affinity (m3/mol)
  /// Sorbed content S (mol/kg) in equilibrium with the dissolved concentration C >= 0 (mol/m3).
  constexpr double sorbed(double C) const { return S_max * K_L * C / (1 + K_L * C); }
  /// dS/dC (m3/kg): enters the retardation factor and the Jacobian.
  constexpr double slope(double C) const { return S_max * K_L / ((1 + K_L * C) * (1 + K_L * C)); }
  constexpr void scale(double factor) { S_max *= factor; }
  static constexpr std::string_view name = "langmuir";
  static constexpr std::string_view about = "S = S_max K_L C/(1 + K_L C)";
  static constexpr std::array<Key<LangmuirIsotherm>, 2> keys() {
    return {{{"capacity", "mol/kg", &LangmuirIsotherm::S_max, 0.0, 1e3, required,
              "S_max, sorbed content with all sites taken"},
             {"affinity", "m3/mol", &LangmuirIsotherm::K_L, 0.0, 1e12, required,
              "K_L, inverse of the concentration at which half the sites are taken"}}};
  }
};

}  // namespace sanggan
