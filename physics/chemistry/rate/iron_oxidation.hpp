#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// Oxidation of dissolved ferrous iron by oxygen,
///   W m_Fe2 (k_OH a_OH^2 P + f k_acid P/(P + P_half)),
/// with the mass of water W and the pressure P of oxygen: the abiotic paths of neutral and of acid
/// water, the latter f times as fast where bacteria live of it, up to a million.
/// [SingerStumm1970]
struct IronOxidationRate {
  static constexpr double default_k_OH = 1.33e12, default_k_acid = 2.91e-9;

  double k_OH = default_k_OH;        ///< (1/s) at unit activity of OH- and 1 atm of oxygen
  double k_acid = default_k_acid;    ///< (1/s)
  double f = 1;                      ///< (-)
  double P_half = 1;                 ///< (Pa)
  std::string ferrous = "Fe(2)";     ///< element or valence
  std::string oxygen = "O2(g)";      ///< phase
  int Fe2 = -1, OH = -1, P_O2 = -1;  ///< places, set by `resolve`

  static constexpr double atmosphere = 101325;  ///< (Pa)

  void resolve(RateNames& names) {
    Fe2 = names.amount(ferrous);
    OH = names.activity("OH-");
    P_O2 = names.saturation(oxygen);
  }
  double rate(RateView const& cell) const {
    double const P = std::max(cell[P_O2], 0.0);  // (atm)
    double const acid = P > 0 ? f * k_acid * P / (P + P_half / atmosphere) : 0;
    return cell.water * cell[Fe2] * (k_OH * cell[OH] * cell[OH] * P + acid);
  }

  static constexpr std::string_view name = "iron_oxidation";
  static constexpr std::string_view about =
      "oxidation of ferrous iron by oxygen (Singer and Stumm 1970), with a factor for bacteria";
  static constexpr std::array<Key<IronOxidationRate>, 6> keys() {
    return {{{"neutral_constant", "1/s", &IronOxidationRate::k_OH, 0, 1e20, default_k_OH,
              "at unit activity of OH- and 1 atm of oxygen"},
             {"acid_constant", "1/s", &IronOxidationRate::k_acid, 0, 1, default_k_acid,
              "in acid water under oxygen"},
             {"microbial_factor", "1", &IronOxidationRate::f, 0, 1e8, 1,
              "by which bacteria make the acid path faster, up to 1e6"},
             {"oxygen_half_saturation", "Pa", &IronOxidationRate::P_half, 0, 1e5, 1,
              "pressure of oxygen at which the acid path is halved"},
             {"ferrous", "1", &IronOxidationRate::ferrous, 0, 0, 0,
              "element or valence that is oxidised"},
             {"oxygen", "1", &IronOxidationRate::oxygen, 0, 0, 0, "the gas"}}};
  }
};

}  // namespace sanggan::chemistry
