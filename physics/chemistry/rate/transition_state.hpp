#pragma once
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// Surface reaction by parallel mechanisms, slowed down near equilibrium,
///   A sum_j k_j exp(-E_j/R (1/T - 1/298.15 K)) prod_i a_i^n_ij (1 - Omega^p)^q,
/// with the area A = area m0 (m/m0)^n. Above saturation the phase forms at the same law. A reaction
/// without a phase has no last factor.  [Lasaga1984, PalandriKharaka2004]
struct TransitionStateRate {
  double area = 0;                             ///< per mole of the reactant at the start (m2/mol)
  double exponent = grain_exponent;            ///< n (-)
  std::vector<double> constants = {};          ///< k_j at 25 degrees C (mol/(m2 s))
  std::vector<double> energies = {};           ///< E_j (J/mol); none: all 0
  std::vector<std::string> factors = {};       ///< activities of each, as "H+^0.5"; none: all 1
  double p = 1, q = 1;                         ///< (-)
  bool dissolves_only = false;                 ///< nothing forms above saturation
  std::vector<ActivityProduct> products = {};  ///< set by `resolve`, as is `saturation`
  int saturation = -1;

  std::string prepare() const {
    auto const fits = [&](std::size_t n) { return n == 0 || n == constants.size(); };
    if (constants.empty() || !fits(energies.size()) || !fits(factors.size()))
      return "constants must be a list of 1 or more, energies and activities as long or left out";
    return {};
  }
  void resolve(RateNames& names) {
    products.clear();
    for (std::string const& text : factors) products.emplace_back(text, names);
    saturation = names.phase().empty() ? -1 : names.saturation(names.phase());
  }
  double rate(RateView const& cell) const {
    double sum = 0;
    for (std::size_t j = 0; j < constants.size(); ++j)
      sum += constants[j] * (energies.empty() ? 1 : arrhenius(energies[j], cell.temperature)) *
             (products.empty() ? 1 : products[j].at(cell));
    double const affinity = saturation < 0 ? 1 : distance(cell[saturation]);
    return reactive_area(area, exponent, cell) * sum * affinity;
  }

  static constexpr std::string_view name = "transition_state";
  static constexpr std::string_view about =
      "surface reaction by parallel mechanisms, slowed down near equilibrium";
  static constexpr std::array<Key<TransitionStateRate>, 8> keys() {
    return {
        {{"area", "m2/mol", &TransitionStateRate::area, 0, 1e7, required,
          "surface per mole of the reactant at the start"},
         {"area_exponent", "1", &TransitionStateRate::exponent, 0, 2, grain_exponent,
          "power of the share left that the area follows"},
         {"constants", "mol/m2/s", &TransitionStateRate::constants, 0, 1e3, required,
          "rate constants at 25 degC, one for each mechanism"},
         {"energies", "J/mol", &TransitionStateRate::energies, 0, 1e6, 0,
          "activation energies, as many; 0 if left out"},
         {"activities", "1", &TransitionStateRate::factors, 0, 0, 0,
          "what drives or slows each mechanism, such as \"H+^0.5\", as many; or \"\""},
         {"saturation_power", "1", &TransitionStateRate::p, 0.01, 10, 1, "p in (1 - Omega^p)^q"},
         {"affinity_power", "1", &TransitionStateRate::q, 0.1, 10, 1, "q in (1 - Omega^p)^q"},
         {"dissolves_only", "1", &TransitionStateRate::dissolves_only, 0, 1, 0,
          "nothing forms above saturation"}}};
  }

 private:
  double distance(double Omega) const {
    double const x = 1 - std::pow(Omega, p);
    if (x < 0 && dissolves_only) return 0;
    return std::copysign(std::pow(std::abs(x), q), x);
  }
};

}  // namespace sanggan::chemistry
