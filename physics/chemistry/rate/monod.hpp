#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/rate_names.hpp"
#include "physics/key.hpp"

namespace sanggan::chemistry {

/// Microbial reaction that lacks of donors and acceptors slow down, and inhibitors,
///   (v W + v_X X) prod_i S_i/(K_i + S_i) prod_j I_j/(I_j + C_j),
/// with the mass of water W and a biomass X that is a reactant itself.  [Monod1949, Rittmann2001]
struct MonodRate {
  double v = 0;                               ///< of a biomass that stays (mol/(kg s))
  double v_X = 0;                             ///< of a mole of biomass (1/s)
  std::string biomass = {};                   ///< X; empty: none
  std::vector<std::string> substrates = {};   ///< S_i
  std::vector<double> half_saturations = {};  ///< K_i (mol/kg)
  std::vector<std::string> inhibitors = {};   ///< C_j
  std::vector<double> inhibition = {};        ///< I_j (mol/kg)
  std::vector<int> substrate_places = {}, inhibitor_places = {};  ///< set by `resolve`
  int biomass_place = -1;                                         ///< as this

  std::string prepare() const {
    if (half_saturations.size() != substrates.size())
      return "substrates and half_saturations must be lists of equal length";
    if (inhibition.size() != inhibitors.size())
      return "inhibitors and inhibition must be lists of equal length";
    return v_X > 0 && biomass.empty() ? "specific_rate needs a biomass" : "";
  }
  void resolve(RateNames& names) {
    substrate_places.clear();
    inhibitor_places.clear();
    for (std::string const& name : substrates) substrate_places.push_back(names.amount(name));
    for (std::string const& name : inhibitors) inhibitor_places.push_back(names.amount(name));
    biomass_place = biomass.empty() ? -1 : names.amount(biomass);
  }
  double rate(RateView const& cell) const {
    double product = v * cell.water;
    if (biomass_place >= 0) product += v_X * cell[biomass_place];
    for (std::size_t i = 0; i < substrate_places.size(); ++i) {
      double const S = std::max(cell[substrate_places[i]], 0.0);
      product *= S > 0 ? S / (half_saturations[i] + S) : 0;
    }
    for (std::size_t j = 0; j < inhibitor_places.size(); ++j)
      product *= inhibition[j] / (inhibition[j] + std::max(cell[inhibitor_places[j]], 0.0));
    return product;
  }

  static constexpr std::string_view name = "monod";
  static constexpr std::string_view about =
      "microbial reaction, limited by substrates and inhibitors";
  static constexpr std::array<Key<MonodRate>, 7> keys() {
    return {{{"rate", "mol/kg/s", &MonodRate::v, 0, 1, 0, "largest rate for each kg of water"},
             {"specific_rate", "1/s", &MonodRate::v_X, 0, 1e3, 0,
              "largest rate for each mole of biomass"},
             {"biomass", "1", &MonodRate::biomass, 0, 0, 0, "the reactant that is the biomass"},
             {"substrates", "1", &MonodRate::substrates, 0, 0, 0,
              "species, elements or valences that limit the rate"},
             {"half_saturations", "mol/kg", &MonodRate::half_saturations, 0, 100, 0,
              "molality of each at which the rate is halved"},
             {"inhibitors", "1", &MonodRate::inhibitors, 0, 0, 0, "what slows the rate down"},
             {"inhibition", "mol/kg", &MonodRate::inhibition, 1e-30, 100, 0,
              "molality of each at which the rate is halved"}}};
  }
};

}  // namespace sanggan::chemistry
