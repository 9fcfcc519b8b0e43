#pragma once
#include <map>
#include <vector>

#include "physics/chemistry/equations.hpp"
#include "physics/chemistry/formula.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// The elements of a portion of matter (mol), H and O of its water among them, and its charge
/// (mol). It says nothing of valences: with the charge, H and O fix the number of electrons.
struct ElementTotals {
  Composition element;
  double charge = 0;
};

/// Components that together hold a composition and a charge: each element as its component, the
/// rest of O and H as water and H+, the rest of the charge as electrons (by component, mol).
/// @throws std::invalid_argument for an element that is not in play
std::map<int, double> components_of(System const& system, Composition const& composition,
                                    double charge);

/// The same as a list over all components, which may serve as CellInput::component.
std::vector<double> component_totals(System const& system, ElementTotals const& totals);

/// What the water of a solved cell holds, the water itself included.
ElementTotals dissolved_totals(Equations const& solved, double water_mass);

/// What the sites of a solved cell hold beyond the free sites themselves.
ElementTotals sorbed_totals(Equations const& solved);

/// Total of an element or valence (Fe, Fe(3)) dissolved in a solved cell (mol).
double dissolved_total(Equations const& solved, std::string const& element);

}  // namespace sanggan::chemistry
