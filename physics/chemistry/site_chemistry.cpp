#include "physics/chemistry/site_chemistry.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "physics/chemistry/element_list.hpp"
#include "physics/chemistry/reactor.hpp"
#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

bool is_water_or_site(System const& system, int j) {
  if (j == System::water || system.closure[j] == Closure::potential) return true;
  return std::find(system.site.begin(), system.site.end(), j) != system.site.end();
}

PhaseEntry const& phase_of(Database const& database, std::string const& name) {
  PhaseEntry const* const phase = database.phase(name);
  if (phase == nullptr) throw std::invalid_argument(database.file + " has no phase " + name);
  return *phase;
}

SystemRequest request_of(Database const& database, ChemistryDescription const& description) {
  SystemRequest request;
  request.water = Closure::activity;
  request.redox = description.redox;
  request.phases = description.minerals;
  request.indicators = description.saturations;
  request.exchangers = description.exchangers;
  request.surfaces = description.surfaces;
  request.mineral_surfaces = description.mineral_surfaces;
  request.electrostatics = description.electrostatics;
  request.capacitances = description.capacitances;
  ElementList elements(description.apart);
  for (auto const& [name, water] : description.waters)
    for (Measurement const& m : water.measurements)
      elements.add(is_alkalinity(m) ? alkaline_element(database) : m.element);
  for (PhaseRequest const& mineral : description.minerals)
    elements.add(phase_of(database, mineral.phase).formula.composition);
  for (PoreGas const& gas : description.gases) {
    elements.add(phase_of(database, gas.phase).formula.composition);
    request.gases.push_back(gas.phase);
  }
  for (KineticReaction const& reaction : description.reactions) {
    if (reaction.releases.empty())
      elements.add(phase_of(database, reaction.phase).formula.composition);
    for (Term const& term : reaction.releases)
      elements.add(parse_formula(term.species).composition);
  }
  for (std::string const& phase : phases_of_kinetics(database, description.reactions))
    if (std::find(request.indicators.begin(), request.indicators.end(), phase) ==
        request.indicators.end())
      request.indicators.push_back(phase);
  for (auto const* grounds : {&description.zones, &description.fills})
    for (GroundChemistry const& ground : *grounds)
      for (auto const& [mineral, amount] : ground.minerals) {
        elements.add(phase_of(database, mineral).formula.composition);
        auto const same = [&mineral = mineral](PhaseRequest const& other) {
          return other.phase == mineral;
        };
        if (std::none_of(request.phases.begin(), request.phases.end(), same))
          request.phases.push_back({mineral});
      }
  request.elements = elements.requests();
  return request;
}

bool same_row(SparseRows const& rows, int a, int b) {
  int const n = rows.start[a + 1] - rows.start[a];
  if (n != rows.start[b + 1] - rows.start[b]) return false;
  for (int k = 0; k < n; ++k)
    if (rows.column[rows.start[a] + k] != rows.column[rows.start[b] + k] ||
        rows.value[rows.start[a] + k] != rows.value[rows.start[b] + k])
      return false;
  return true;
}

Mobile mobile_gas(System const& system, int gas, PoreGas const& of, double T) {
  Mobile mobile;
  mobile.name = of.phase.substr(0, of.phase.find("(g)"));
  mobile.gas = gas;
  mobile.D_m = of.D_m;
  mobile.D_g = of.diffusion;
  mobile.C_air = of.pressure / (gas_constant * T);
  for (int i = 0; i < system.n_dissolved && mobile.molecule < 0; ++i)
    if (same_row(system.content, i, gas)) mobile.molecule = i;
  if (mobile.molecule < 0)
    throw std::invalid_argument("no dissolved molecule has the composition of " + of.phase);
  TemperatureTerms const terms(T);
  double const log_ratio = system.log_K[gas].at(terms) - system.log_K[mobile.molecule].at(terms);
  mobile.K_H = std::pow(10, log_ratio) * atmosphere / (gas_constant * T * water_per_volume);
  return mobile;
}

std::vector<Mobile> mobiles_of(Database const& database, ChemistryDescription const& description,
                               System const& system) {
  std::vector<Mobile> list;
  for (int j = 0; j < system.n_components; ++j) {
    if (is_water_or_site(system, j)) continue;
    Mobile mobile;
    mobile.component = j;
    mobile.D_m = description.D_m;
    mobile.name =
        system.element_names[j].empty() ? system.component_names[j] : system.element_names[j];
    if (MasterEntry const* const master = database.master(system.element_names[j]))
      mobile.molar_mass = 1e-3 * master->input_mass * system.atoms[j];
    for (ElementLimit const& limit : description.limits)
      if (limit.element == mobile.name) mobile.limit = limit;
    list.push_back(mobile);
  }
  for (std::size_t k = 0; k < description.gases.size(); ++k)
    list.push_back(mobile_gas(system, system.first_gas() + static_cast<int>(k),
                              description.gases[k], description.temperature));
  return list;
}

/// What a cell of the alone-standing water carries by mobile (mol/m3).
std::vector<double> carried(SiteChemistry const& site, Equations const& solved) {
  System const& system = site.system;
  std::vector<double> component = dissolved_components(system, solved, 1);
  std::vector<double> amount;
  for (Mobile const& mobile : site.mobile) {
    if (mobile.gas < 0) continue;
    int const molecule = solved.system().species(system.species_names[mobile.molecule]);
    double const moles = molecule < 0 ? 0 : solved.moles()[molecule];
    amount.push_back(moles);
    add_species(system, mobile.gas, -moles, component);
  }
  std::vector<double> result;
  std::size_t next_gas = 0;
  for (Mobile const& mobile : site.mobile)
    result.push_back(water_per_volume *
                     (mobile.gas < 0 ? component[mobile.component] : amount[next_gas++]));
  return result;
}

GroundContent content_of(Database const& database, SiteChemistry const& site,
                         GroundChemistry const& ground, SolvedWater const& water) {
  System const& system = site.system;
  GroundContent content;
  content.name = ground.name;
  content.water = site.water(ground.water);
  content.held.assign(system.n_components, 0.0);
  std::map<std::string, double> sites = ground.sites;
  for (MineralSurface const& on : site.request.mineral_surfaces)
    for (auto const& [mineral, moles] : ground.minerals)
      if (mineral == on.mineral) add_sites_of(on, moles, sites);
  if (!sites.empty())
    content.held = sites_in_equilibrium(database, site.request, system, water, sites);
  CellInput minerals{site.temperature, content.held};
  minerals.phase.assign(system.n_reactive_phases, 0.0);
  for (auto const& [name, moles] : ground.minerals)
    add_phase(system, system.phase(name), moles, minerals);
  content.held = minerals.component;
  content.phase = minerals.phase;
  content.reactant.assign(site.reactions.size(), 0.0);
  for (auto const& [name, moles] : ground.reactants) {
    int const k = site.reaction(name);
    if (k < 0)
      throw std::invalid_argument(ground.name + " holds " + name + ", which no reaction uses");
    content.reactant[k] = moles;
  }
  return content;
}

SolvedWater solve_named(Database const& database, std::string const& name,
                        WaterAnalysis const& analysis) {
  try {
    return solve_water(database, analysis);
  } catch (std::invalid_argument const& error) {
    throw std::invalid_argument(name + ": " + error.what());
  }
}

template <class List>
int place_of(List const& list, auto const& is_it) {
  auto const found = std::find_if(list.begin(), list.end(), is_it);
  return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

std::vector<int> indices(std::vector<std::string> const& names, std::string const& what,
                         auto const& index_of) {
  std::vector<int> result;
  for (std::string const& name : names) {
    result.push_back(index_of(name));
    if (result.back() < 0) throw std::invalid_argument("the system has no " + what + " " + name);
  }
  return result;
}

}  // namespace

int SiteChemistry::water(std::string const& name) const {
  return place_of(water_names, [&](std::string const& other) { return other == name; });
}

int SiteChemistry::fill(std::string const& material) const {
  return place_of(fills, [&](GroundContent const& other) { return other.name == material; });
}

int SiteChemistry::reaction(std::string const& name) const {
  return place_of(reactions, [&](KineticReaction const& other) { return other.name == name; });
}

SiteChemistry prepare_site(Database const& database, ChemistryDescription const& description) {
  SiteChemistry site;
  site.request = request_of(database, description);
  site.system = compile(database, site.request);
  site.temperature = description.temperature;
  site.reactions = description.reactions;
  site.mobile = mobiles_of(database, description, site.system);
  for (auto const& [name, analysis] : description.waters) site.water_names.push_back(name);
  for (auto const& [name, analysis] : description.waters) {
    SolvedWater const water = solve_named(database, name, analysis);
    site.waters.push_back(carried(site, water.solved->equations()));
    auto const add = [&, &name = name](auto const& grounds, std::vector<GroundContent>& contents) {
      for (GroundChemistry const& ground : grounds)
        if (ground.water == name) contents.push_back(content_of(database, site, ground, water));
    };
    add(description.zones, site.zones);
    add(description.fills, site.fills);
  }
  Reactor const is_possible(site.system, site.reactions);  // throws what is wrong with them
  for (ElementLimit const& limit : description.limits)
    if (std::none_of(site.mobile.begin(), site.mobile.end(),
                     [&](Mobile const& mobile) { return mobile.name == limit.element; }))
      throw std::invalid_argument("there is a limit of " + limit.element +
                                  ", which nothing that moves stands for");
  site.saturations = indices(description.saturations, "phase",
                             [&](std::string const& name) { return site.system.phase(name); });
  site.species = indices(description.species, "species",
                         [&](std::string const& name) { return site.system.species(name); });
  return site;
}

}  // namespace sanggan::chemistry
