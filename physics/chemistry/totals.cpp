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

void add_substance(System const& system, Formula const& substance, double moles,
                   std::vector<double>& component) {
  for (auto const& [j, amount] : components_of(system, substance.composition, substance.charge))
    component[j] += amount * moles;
}

void add_species(System const& system, int species, double moles, std::span<double> component) {
  SparseRows const& content = system.content;
  for (int k = content.start[species]; k < content.start[species + 1]; ++k)
    component[content.column[k]] += content.value[k] * moles;
}

void add_phase(System const& system, int phase, double moles, CellInput& input) {
  input.phase.resize(static_cast<std::size_t>(system.n_reactive_phases));
  input.phase[phase] += moles;
  SparseRows const& content = system.phase_content;
  for (int k = content.start[phase]; k < content.start[phase + 1]; ++k)
    input.component[content.column[k]] += content.value[k] * moles;
}

std::vector<double> dissolved_components(System const& system, Equations const& solved,
                                         double water_mass) {
  System const& from = solved.system();
  std::vector<double> component(static_cast<std::size_t>(system.n_components), 0.0);
  component[System::water] = water_mass / system.water_molar_mass;
  for (int i = 0; i < from.n_dissolved; ++i) {
    double const moles = solved.moles()[i];
    int const same = &from == &system ? i : system.species(from.species_names[i]);
    if (same < 0) {
      add_substance(system, {from.species_formula[i], from.charge[i]}, moles, component);
      continue;
    }
    add_species(system, same, moles, component);
  }
  return component;
}

double dissolved_charge(Equations const& solved) {
  System const& system = solved.system();
  double sum = 0;
  for (int i = 0; i < system.n_dissolved; ++i) sum += system.charge[i] * solved.moles()[i];
  return sum;
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
