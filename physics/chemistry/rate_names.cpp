#include "physics/chemistry/rate_names.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "physics/chemistry/formula.hpp"
#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

double arrhenius(double E, double T) {
  return std::exp(-E / gas_constant * (1 / T - 1 / reference_temperature));
}

int RateNames::find(std::string_view name, RateQuantity::Kind wanted) {
  quantities_.push_back(quantity(name, wanted));
  return static_cast<int>(quantities_.size()) - 1;
}

RateQuantity RateNames::quantity(std::string_view name, RateQuantity::Kind wanted) const {
  using Kind = RateQuantity::Kind;
  if (wanted != Kind::saturation) {
    if (name == "H2O" && wanted == Kind::activity) return {Kind::water_activity, System::water};
    if (int const i = system_.species(name); i >= 0) return {wanted, i};
    if (int const j = system_.element(normal_valence(name)); j >= 0) return {Kind::total, j};
  }
  if (wanted != Kind::molality)
    if (int const p = system_.phase(name); p >= 0) return {Kind::saturation, p};
  auto const reactant = std::find(reactants_.begin(), reactants_.end(), name);
  if (wanted == Kind::molality && reactant != reactants_.end())
    return {Kind::reactant, static_cast<int>(reactant - reactants_.begin())};
  throw std::invalid_argument("the rate of " + reaction_ + " asks for " + std::string(name) +
                              ", which is not in play");
}

ActivityProduct::ActivityProduct(std::string const& text, RateNames& names) {
  for (std::string const& word : split_words(text)) {
    auto const caret = word.find('^');
    auto const power = caret == std::string::npos ? 1.0 : to_number(word.substr(caret + 1));
    if (!power)
      throw std::invalid_argument("the rate of " + names.reaction() + ": \"" + word +
                                  "\" should be a name, or a name^power");
    factors_.push_back({names.activity(word.substr(0, caret)), *power});
  }
}

double ActivityProduct::at(RateView const& cell) const {
  double product = 1;
  for (Factor const& factor : factors_) product *= std::pow(cell[factor.place], factor.power);
  return product;
}

}  // namespace sanggan::chemistry
