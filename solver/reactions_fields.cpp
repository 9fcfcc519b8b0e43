// What the chemistry writes as fields.
#include <limits>
#include <utility>

#include "physics/chemistry/totals.hpp"
#include "solver/reactions.hpp"

namespace sanggan {

using namespace chemistry;

std::vector<OutputField> Reactions::fields(State const& state) const {
  System const& system = site_.system;
  ChemicalState const& chemistry = state.chemistry;
  auto const n = static_cast<std::size_t>(mesh_.n_owned_cells());
  double const not_solved = std::numeric_limits<double>::quiet_NaN();
  std::vector<OutputField> fields;
  auto const add = [&](std::string name, std::string unit) -> std::vector<double>& {
    fields.push_back({std::move(name), std::move(unit), 1, std::vector<double>(n, not_solved)});
    return fields.back().values;
  };
  auto const minus_log = [&](std::string name, int j) {
    std::vector<double>& values = add(std::move(name), "1");
    for (std::size_t c = 0; c < n; ++c) values[c] = -chemistry.solution[j][c] / ln_10;
  };
  minus_log("pH", System::hydrogen);
  if (system.electron >= 0) minus_log("pe", system.electron);
  add("ionic_strength", "mol/kg") = chemistry.solution.back();
  for (int p = 0; p < system.n_reactive_phases; ++p)
    add(system.phase_names[p], "mol/m3") = chemistry.phase[p];
  for (std::size_t k = 0; k < site_.reactions.size(); ++k)
    if (system.phase(site_.reactions[k].name) >= system.n_reactive_phases ||
        system.phase(site_.reactions[k].name) < 0)
      add(site_.reactions[k].name, "mol/m3") = chemistry.reactant[k];
  std::size_t const first_saturation = fields.size();
  for (int const p : site_.saturations) add("SI_" + system.phase_names[p], "1");
  std::size_t const first_species = fields.size();
  for (int const i : site_.species) add("m_" + system.species_names[i], "mol/kg");
  if (first_saturation == fields.size()) return fields;
  CellWorker worker(site_);
  std::vector<double> job(layout_.size());
  for (std::size_t c = 0; c < n; ++c) {
    if (state.water[c] < least_water_to_react) continue;
    load(state, at_once, static_cast<Index>(c), job);
    worker.solve(layout_, job);
    if (!layout_.outcome(job).converged) continue;
    Equilibrium const& solved = worker.equilibrium();
    for (std::size_t k = 0; k < site_.saturations.size(); ++k) {
      int const p = site_.saturations[k];
      fields[first_saturation + k].values[c] = solved.saturation(p) + system.phase_target[p];
    }
    for (std::size_t k = 0; k < site_.species.size(); ++k)
      fields[first_species + k].values[c] = solved.equations().moles()[site_.species[k]];
  }
  return fields;
}

}  // namespace sanggan
