#include "physics/chemistry/totals.hpp"

#include <stdexcept>

namespace sanggan::chemistry {
namespace {

/// The component that holds an element of a formula; a valence that is not given may be any.
int component_of(System const& system, std::string const& element) {
  if (int const j = system.element(element); j >= 0) return j;
  for (int j = 0; j < system.n_components; ++j)
    if (without_valence(system.element_names[j]) == without_valence(element)) return j;
  throw std::invalid_argument("the element " + element + " is not in play");
}

}  // namespace

std::map<int, double> components_of(System const& system, Composition const& composition,
                                    double charge) {
  std::map<int, double> content;
  Composition rest = composition;
  double rest_of_charge = charge;
  auto const take = [&](int j, double moles) {
    content[j] += moles;
    add(rest, system.component_formula[j], -moles);
    rest_of_charge -= moles * system.component_charge[j];
  };
  for (auto const& [element, amount] : composition) {
    if (element == "H" || element == "O") continue;
    int const j = component_of(system, element);
    take(j, amount / system.atoms[j]);
  }
  take(System::water, rest["O"]);
  take(System::hydrogen, rest["H"]);
  if (system.electron >= 0) content[system.electron] = -rest_of_charge;
  return content;
}

std::vector<double> component_totals(System const& system, ElementTotals const& totals) {
  std::vector<double> moles(static_cast<std::size_t>(system.n_components), 0.0);
  for (auto const& [j, amount] : components_of(system, totals.element, totals.charge))
    moles[j] = amount;
  return moles;
}

ElementTotals dissolved_totals(Equations const& solved, double water_mass) {
  System const& system = solved.system();
  ElementTotals totals;
  double const water = water_mass / system.water_molar_mass;
  totals.element = {{"H", 2 * water}, {"O", water}};
  for (int i = 0; i < system.n_dissolved; ++i) {
    for (auto const& [element, atoms] : system.species_formula[i])
      totals.element[without_valence(element)] += atoms * solved.moles()[i];
    totals.charge += system.charge[i] * solved.moles()[i];
  }
  return totals;
}

ElementTotals sorbed_totals(Equations const& solved) {
  System const& system = solved.system();
  ElementTotals totals;
  for (int i = system.n_dissolved; i < system.n_species(); ++i) {
    for (auto const& [element, atoms] : system.species_formula[i])
      totals.element[element] += atoms * solved.moles()[i];
    totals.charge += system.charge[i] * solved.moles()[i];
  }
  return totals;
}

double dissolved_total(Equations const& solved, std::string const& element) {
  System const& system = solved.system();
  int const j = system.element(normal_valence(element));
  if (j < 0) throw std::invalid_argument("the element " + element + " is not in play");
  double sum = 0;
  for (int i = 0; i < system.n_dissolved; ++i) sum += system.content.at(i, j) * solved.moles()[i];
  return sum * system.atoms[j];
}

}  // namespace sanggan::chemistry
