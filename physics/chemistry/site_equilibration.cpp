#include "physics/chemistry/site_equilibration.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double absent_log_activity = -300;

/// The same elements and sites, with all activities given.
SystemRequest with_activities(SystemRequest request) {
  for (ElementRequest& element : request.elements) element.closure = Closure::activity;
  request.water = request.hydrogen = request.electron = Closure::activity;
  request.phases.clear();
  request.mineral_surfaces.clear();
  request.gases.clear();
  request.indicators.clear();
  return request;
}

/// log10 of the activity of a species of a solved water.
double log_activity(Equations const& solved, std::string const& species, double water_mass) {
  System const& system = solved.system();
  int const i = system.species(species);
  if (i < 0 || solved.moles()[i] <= 0) return absent_log_activity;
  double const ln_gamma = solved.ln_gamma()[system.activity_class[i]];
  return std::max(std::log10(solved.moles()[i] / water_mass) + ln_gamma / ln_10,
                  absent_log_activity);
}

}  // namespace

std::vector<double> sites_in_equilibrium(Database const& database, SystemRequest const& request,
                                         System const& system, SolvedWater const& water,
                                         std::map<std::string, double> const& sites) {
  System const held = compile(database, with_activities(request));
  double const water_mass = water.solved->water_mass();
  CellInput input{water.temperature, std::vector<double>(system.component_names.size())};
  for (int j = 0; j < held.n_components; ++j) {
    auto const site = sites.find(held.element_names[j]);
    if (held.closure[j] != Closure::activity)
      input.component[j] = site == sites.end() ? 0 : site->second;
    else if (j == System::water)
      input.component[j] = water_mass;
    else if (j == held.electron)
      input.component[j] = -water.pe;
    else
      input.component[j] =
          log_activity(water.solved->equations(), held.component_names[j], water_mass);
  }
  Equilibrium solver(held);
  CellState site_state;
  if (!solver.solve(input, site_state).converged)
    throw std::invalid_argument("the sites find no equilibrium with the water");
  std::vector<double> component = on_sites(solver.equations());
  for (int j = 0; j < system.n_components; ++j)
    if (system.is_carried(j))
      component[j] = 0;
    else if (system.closure[j] == Closure::potential)
      component[j] = input.component[j];
  return component;
}

std::vector<double> on_sites(Equations const& solved) {
  System const& system = solved.system();
  std::vector<double> component(static_cast<std::size_t>(system.n_components), 0.0);
  for (int i = system.n_dissolved; i < system.first_gas(); ++i)
    add_species(system, i, solved.moles()[i], component);
  return component;
}

}  // namespace sanggan::chemistry
