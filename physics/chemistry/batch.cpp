#include "physics/chemistry/batch.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "physics/chemistry/element_list.hpp"
#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

void append(std::vector<std::string>& to, std::vector<std::string> const& names) {
  to.insert(to.end(), names.begin(), names.end());
}

void add_elements(SolvedWater const& water, ElementList& elements) {
  for (int i = 0; i < water.system->n_dissolved; ++i)
    elements.add(water.system->species_formula[i]);
}

/// Without the sites, which are components of their own.
void add_elements(Database const& database, std::vector<Substance> const& substances,
                  ElementList& elements) {
  for (Substance const& substance : substances)
    for (auto const& [element, amount] : substance.formula.composition)
      if (database.master(normal_valence(element)) != nullptr) elements.add(element);
}

void add_phase_elements(Database const& database, std::string const& phase, ElementList& elements) {
  if (PhaseEntry const* const entry = database.phase(phase))
    elements.add(entry->formula.composition);
}

void add_elements(KineticReaction const& reaction, Database const& database,
                  ElementList& elements) {
  if (reaction.releases.empty()) add_phase_elements(database, reaction.phase, elements);
  for (Term const& term : reaction.releases) elements.add(parse_formula(term.species).composition);
}

SystemRequest request_of(Database const& database, BatchDescription const& batch) {
  SystemRequest request;
  ElementList elements(batch.apart);
  for (WaterShare const& part : batch.waters) add_elements(part.water, elements);
  for (PhaseStock const& stock : batch.phases) {
    add_phase_elements(database, stock.request.phase, elements);
    elements.add(parse_formula(stock.request.reactant).composition);
    request.phases.push_back(stock.request);
  }
  for (auto const& [gas, moles] : batch.gas.moles) {
    add_phase_elements(database, gas, elements);
    request.gases.push_back(gas);
  }
  for (KineticReaction const& reaction : batch.reactions)
    add_elements(reaction, database, elements);
  add_elements(database, batch.added, elements);
  for (SiteContent const& sites : batch.sites) {
    add_elements(database, sites.held, elements);
    append(request.exchangers, sites.exchangers);
    append(request.surfaces, sites.surfaces);
    if (sites.surfaces.empty()) continue;
    request.electrostatics = sites.electrostatics;
    request.mineral_surfaces = sites.on_minerals;
    request.capacitances = sites.capacitances;
  }
  request.elements = elements.requests();
  request.indicators = phases_of_kinetics(database, batch.reactions);
  append(request.indicators, phases_in_play(database, batch.indicators, request));
  return request;
}

double temperature_of(BatchDescription const& batch) {
  if (batch.temperature > 0) return batch.temperature;
  double sum = 0, shares = 0;
  for (auto const& [water, share] : batch.waters) {
    sum += share * water.temperature;
    shares += share;
  }
  return sum / shares;
}

void add_water(WaterShare const& part, System const& system, std::vector<double>& component) {
  std::vector<double> const dissolved =
      dissolved_components(system, part.water.solved->equations(), part.water.solved->water_mass());
  for (std::size_t j = 0; j < component.size(); ++j) component[j] += part.share * dissolved[j];
}

void add_sites(SiteContent const& sites, System const& system, std::vector<double>& component) {
  for (Substance const& substance : sites.held)
    add_substance(system, substance.formula, substance.moles, component);
  for (int j = 0; j < system.n_components; ++j)
    if (system.closure[j] == Closure::potential)
      if (auto const area = sites.areas.find(system.element_names[j]); area != sites.areas.end())
        component[j] += area->second;
}

std::vector<Substance> substances(System const& system, std::vector<double> const& component) {
  std::vector<Substance> list;
  for (int j = 0; j < system.n_components; ++j)
    if (component[j] != 0 && system.closure[j] != Closure::potential && !system.is_carried(j))
      list.push_back({{system.component_formula[j], system.component_charge[j]}, component[j]});
  return list;
}

}  // namespace

BatchCell prepare_batch(Database const& database, BatchDescription const& batch) {
  BatchCell cell{compile(database, request_of(database, batch)), {temperature_of(batch), {}}};
  System const& system = cell.system;
  cell.input.component.assign(static_cast<std::size_t>(system.n_components), 0.0);
  cell.input.gas_volume = batch.gas.volume;
  for (WaterShare const& part : batch.waters) add_water(part, system, cell.input.component);
  for (PhaseStock const& stock : batch.phases)
    if (stock.request.reactant.empty())
      add_phase(system, system.phase(stock.request.phase), stock.moles, cell.input);
  for (auto const& [gas, moles] : batch.gas.moles)
    add_substance(system, database.phase(gas)->formula, moles, cell.input.component);
  for (SiteContent const& sites : batch.sites) add_sites(sites, system, cell.input.component);
  return cell;
}

std::vector<Substance> held_on_sites(Equations const& solved, SiteContent const& sites) {
  System const& system = solved.system();
  std::vector<double> component(static_cast<std::size_t>(system.n_components), 0.0);
  for (int i = system.n_dissolved; i < system.first_gas(); ++i) {
    std::string const& site = system.element_names[system.site[i]];
    for (auto const* names : {&sites.exchangers, &sites.surfaces})
      if (std::find(names->begin(), names->end(), surface_of(site)) != names->end())
        add_species(system, i, solved.moles()[i], component);
  }
  return substances(system, component);
}

void equilibrate_sites(Database const& database, SolvedWater const& water,
                       std::map<std::string, double> const& amounts, SiteContent& sites) {
  SystemRequest request{.exchangers = sites.exchangers,
                        .surfaces = sites.surfaces,
                        .mineral_surfaces = sites.on_minerals,
                        .electrostatics = sites.electrostatics,
                        .capacitances = sites.capacitances};
  ElementList elements({});
  add_elements(water, elements);
  for (MineralSurface const& on : sites.on_minerals) {
    add_phase_elements(database, on.mineral, elements);
    request.phases.push_back({on.mineral});
  }
  request.elements = elements.requests();
  System const system = compile(database, request);
  sites.held = substances(system, sites_in_equilibrium(database, request, system, water, amounts));
}

}  // namespace sanggan::chemistry
