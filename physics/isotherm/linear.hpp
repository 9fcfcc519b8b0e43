#pragma once
#include <array>
#include <string_view>

#include "physics/key.hpp"

namespace sanggan {

/// Linear sorption, S = K_d C.
struct LinearIsotherm {
  double K_d;                                                  ///< distribution coefficient (m3/kg)
  constexpr double sorbed(double C) const { return K_d * C; }  ///< (mol/kg) at C (mol/m3)
  constexpr double slope(double) const { return K_d; }         ///< dS/dC (m3/kg)
  constexpr void scale(double factor) { K_d *= factor; }
  static constexpr std::string_view name = "linear";
  static constexpr std::string_view about = "S = K_d C";
  static constexpr std::array<Key<LinearIsotherm>, 1> keys() {
    return {
        {{"distribution_coefficient", "m3/kg", &LinearIsotherm::K_d, 0.0, 1e6, required, "K_d"}}};
  }
};

}  // namespace sanggan
