#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// Oxidation of pyrite by oxygen and by ferric iron,
///   A (k_O2 m_O2^0.5 m_H^-0.11 + k_Fe m_Fe3^a m_Fe2^b m_H^c) (1 - Omega), A = area m0 (m/m0)^n,
/// none where the water is saturated with it.  [WilliamsonRimstidt1994]
///
/// Where the oxide rim of the grains has a diffusivity D, oxygen passes it at
///   D C r_p / (nu r_c (r_p - r_c))
/// per area of the core of radius r_c = r_p (m/m0)^(1/3) in a grain of radius r_p, C being what it
/// lacks at the core (mol/m3); the rate is that at which the rim passes as much as the core uses.
/// [DavisRitchie1986]
struct PyriteRate {
  double area = 0;                     ///< per mole at the start (m2/mol)
  double exponent = grain_exponent;    ///< n (-)
  double k_O2 = 6.456542290346556e-9;  ///< (mol/(m2 s)) at unit molalities, 10^-8.19
  double k_Fe = 0;                     ///< (mol/(m2 s)) at unit molalities
  double n_Fe3 = 0.30;                 ///< a (-)
  double n_Fe2 = -0.47;                ///< b (-)
  double n_H = -0.32;                  ///< c (-)
  double grain_radius = 1e-3;          ///< r_p (m)
  double D_rim = 0;                    ///< D (m2/s); 0: the rim does not hinder
  double oxygen = 3.75;                ///< nu, moles of O2 for one of pyrite (-)
  int saturation = -1, O2 = -1, H = -1, Fe3 = -1, Fe2 = -1;  ///< places, set by `resolve`

  static constexpr double acid_order = -0.11;  ///< of the path by oxygen
  /// Below it (mol/kg) negative orders would make a rate of what no analysis finds.
  static constexpr double least_molality = 1e-12;

  void resolve(RateNames& names) {
    saturation = names.phase().empty() ? -1 : names.saturation(names.phase());
    O2 = names.amount("O2");
    H = names.amount("H+");
    if (k_Fe == 0) return;
    Fe3 = names.amount("Fe+3");
    Fe2 = names.amount("Fe+2");
  }
  double rate(RateView const& cell) const {
    double const affinity = saturation < 0 ? 1 : std::max(1 - cell[saturation], 0.0);
    return reactive_area(area, exponent, cell) * affinity * (by_oxygen(cell) + by_iron(cell));
  }

  static constexpr std::string_view name = "pyrite";
  static constexpr std::string_view about =
      "oxidation of pyrite by oxygen and ferric iron (Williamson and Rimstidt 1994)";
  static constexpr std::array<Key<PyriteRate>, 10> keys() {
    return {
        {{"area", "m2/mol", &PyriteRate::area, 0, 1e7, required, "surface per mole at the start"},
         {"area_exponent", "1", &PyriteRate::exponent, 0, 2, PyriteRate{}.exponent,
          "power of the share left that the area follows"},
         {"oxygen_constant", "mol/m2/s", &PyriteRate::k_O2, 0, 1, PyriteRate{}.k_O2,
          "by oxygen, at unit molalities (10^-8.19)"},
         {"iron_constant", "mol/m2/s", &PyriteRate::k_Fe, 0, 1, PyriteRate{}.k_Fe,
          "by ferric iron: 10^-8.58 without oxygen; with it 10^-6.07, and orders 0.93, -0.40, 0"},
         {"ferric_order", "1", &PyriteRate::n_Fe3, 0, 2, PyriteRate{}.n_Fe3,
          "of the path by ferric iron"},
         {"ferrous_order", "1", &PyriteRate::n_Fe2, -2, 0, PyriteRate{}.n_Fe2,
          "of the path by ferric iron"},
         {"acid_order", "1", &PyriteRate::n_H, -2, 2, PyriteRate{}.n_H,
          "of the path by ferric iron"},
         {"grain_radius", "m", &PyriteRate::grain_radius, 1e-9, 10, PyriteRate{}.grain_radius,
          "of the pyrite, where its rim hinders"},
         {"rim_diffusivity", "m2/s", &PyriteRate::D_rim, 0, 1e-5, PyriteRate{}.D_rim,
          "of oxygen in the oxidised rim of the grains; 0: it does not hinder"},
         {"oxygen_demand", "1", &PyriteRate::oxygen, 0.5, 10, PyriteRate{}.oxygen,
          "moles of O2 for one of pyrite: 3.75 to ferric, 3.5 to ferrous iron"}}};
  }

 private:
  double by_iron(RateView const& cell) const {
    if (k_Fe == 0) return 0;
    auto const at_least = [](double m) { return std::max(m, least_molality); };
    return k_Fe * std::pow(cell[Fe3], n_Fe3) * std::pow(at_least(cell[Fe2]), n_Fe2) *
           std::pow(at_least(cell[H]), n_H);
  }
  double by_oxygen(RateView const& cell) const {
    double const k = k_O2 * std::pow(std::max(cell[H], least_molality), acid_order);
    double const C = cell[O2], r = k * rim_resistance(cell);
    // The root of k sqrt(c) = (C - c)/resistance, c being the molality at the core.
    return k * (C > 0 ? 2 * C / (r + std::sqrt(r * r + 4 * C)) : 0);
  }
  /// What the rim makes of one mol/(m2 s): the fall of the molality of O2 from outside to the core.
  double rim_resistance(RateView const& cell) const {
    if (D_rim == 0) return 0;
    constexpr double water_density = 1000;  // (kg/m3)
    double const core = std::cbrt(std::min(cell.share_left(), 1.0));
    return oxygen * grain_radius * core * (1 - core) / (D_rim * water_density);
  }
};

}  // namespace sanggan::chemistry
