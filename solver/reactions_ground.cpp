// What cells begin with, and what measures put into them and take from them.
#include <numeric>

#include "physics/chemistry/totals.hpp"
#include "solver/reactions.hpp"

namespace sanggan {

using namespace chemistry;

namespace {

void put(std::vector<std::vector<double>>& fields, Index c, std::vector<double> const& values) {
  for (std::size_t k = 0; k < fields.size(); ++k) fields[k][c] = values[k];
}

}  // namespace

ReactionOutcome Reactions::initialise(State& state) {
  System const& system = site_.system;
  auto const n = static_cast<std::size_t>(mesh_.n_owned_cells());
  ChemicalState& chemistry = state.chemistry;
  auto const allot = [n](std::vector<std::vector<double>>& fields, std::size_t count) {
    fields.assign(count, std::vector<double>(n, 0.0));
  };
  allot(chemistry.held, static_cast<std::size_t>(system.n_components));
  allot(chemistry.phase, static_cast<std::size_t>(system.n_reactive_phases));
  allot(chemistry.solution, static_cast<std::size_t>(system.n_components) + 2);
  allot(chemistry.rate, site_.mobile.size());
  allot(chemistry.solved, 1 + site_.mobile.size());
  allot(chemistry.reactant, site_.reactions.size());
  allot(chemistry.reactant_initial, site_.reactions.size());
  for (GroundContent const& zone : site_.zones) {
    Index const here = mesh_.zone_index(zone.name);
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
      if (mesh_.zone()[c] == here) fill(state, c, zone);
  }
  std::vector<Index> all(n);
  std::iota(all.begin(), all.end(), 0);
  return settle(state, all);
}

void Reactions::fill(State& state, Index c, GroundContent const& content) const {
  ChemicalState& chemistry = state.chemistry;
  put(chemistry.held, c, content.held);
  put(chemistry.phase, c, content.phase);
  put(chemistry.reactant, c, content.reactant);
  put(chemistry.reactant_initial, c, content.reactant);
  for (auto& values : chemistry.solution) values[c] = CellJobLayout::unknown;
  for (auto* fields : {&chemistry.rate, &chemistry.solved})
    for (auto& values : *fields) values[c] = 0;
}

void Reactions::add(State& state, Index c, Addition const& added, double rho_b) const {
  ChemicalState& chemistry = state.chemistry;
  CellInput solids;
  solids.component.assign(static_cast<std::size_t>(site_.system.n_components), 0.0);
  for (std::size_t p = 0; p < added.phase.size(); ++p)
    add_phase(site_.system, static_cast<int>(p), rho_b * added.phase[p], solids);
  for (std::size_t j = 0; j < chemistry.held.size(); ++j)
    chemistry.held[j][c] += solids.component[j];
  for (std::size_t p = 0; p < added.phase.size(); ++p) chemistry.phase[p][c] += solids.phase[p];
  for (std::size_t k = 0; k < added.reactant.size(); ++k)
    for (auto* fields : {&chemistry.reactant, &chemistry.reactant_initial})
      (*fields)[k][c] += rho_b * added.reactant[k];
}

void Reactions::take(State& state, Index c, double share) const {
  ChemicalState& chemistry = state.chemistry;
  for (auto* fields :
       {&chemistry.held, &chemistry.phase, &chemistry.reactant, &chemistry.reactant_initial})
    for (auto& values : *fields) values[c] *= 1 - share;
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) state.C[first_ + m][c] *= 1 - share;
}

ReactionOutcome Reactions::settle(State& state, std::vector<Index> const& cells) {
  return react(state, at_once, cells);
}

}  // namespace sanggan
