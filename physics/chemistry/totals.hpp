#pragma once
#include <map>
#include <span>
#include <vector>

#include "physics/chemistry/equations.hpp"
#include "physics/chemistry/formula.hpp"
#include "physics/chemistry/system.hpp"

namespace sanggan::chemistry {

/// Components that together hold a composition and a charge: each element as its component, the
/// rest of O and H as water and H+, the rest of the charge as electrons (by component, mol).
/// @throws std::invalid_argument for an element that is not in play
std::map<int, double> components_of(System const& system, Composition const& composition,
                                    double charge);

/// Adds `moles` of a neutral or charged substance to totals of components (mol), as those of
/// CellInput::component.
void add_substance(System const& system, Formula const& substance, double moles,
                   std::vector<double>& component);

/// Adds the components of `moles` of a species of the system. Allocates nothing.
void add_species(System const& system, int species, double moles, std::span<double> component);

/// Brings `moles` of a phase that may react into a cell.
void add_phase(System const& system, int phase, double moles, CellInput& input);

/// What the water of a solved cell holds in components of another system, the water itself included
/// (mol). Taken species by species, so that electrons and H+ suffer no difference of large numbers.
std::vector<double> dissolved_components(System const& system, Equations const& solved,
                                         double water_mass);

/// Charge of the water of a solved cell (mol).
double dissolved_charge(Equations const& solved);

/// Total of an element or valence (Fe, Fe(3)) dissolved in a solved cell (mol).
double dissolved_total(Equations const& solved, std::string const& element);

}  // namespace sanggan::chemistry
