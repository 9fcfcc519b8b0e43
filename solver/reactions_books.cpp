// What cells hold of the components, and what gases carry of them.
#include <algorithm>
#include <cmath>

#include "solver/reactions.hpp"

namespace sanggan {

using namespace chemistry;

std::vector<Reactions::Parts> Reactions::parts_of_components() const {
  System const& system = site_.system;
  std::vector<Parts> all(site_.mobile.size());
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    int const j = site_.mobile[m].component;
    if (j < 0) continue;
    auto const list = [](std::vector<Part>& parts, std::size_t place, double moles) {
      if (moles != 0) parts.push_back({place, moles});
    };
    for (std::size_t g = 0; g < site_.mobile.size(); ++g)
      if (int const gas = site_.mobile[g].gas; gas >= 0)
        list(all[m].gases, g, system.content.at(gas, j));
    for (int p = 0; p < system.n_reactive_phases; ++p)
      list(all[m].phases, static_cast<std::size_t>(p), system.phase_content.at(p, j));
    for (int k = 0; k < kinetics_.size(); ++k)
      if (double const consumed = site_.reactions[k].consumed; consumed > 0)
        list(all[m].reactants, static_cast<std::size_t>(k),
             kinetics_.content().at(k, j) / consumed);
  }
  return all;
}

double Reactions::in_reactants(State const& state, std::size_t m, Index c) const {
  double sum = 0;
  for (auto const [k, moles] : parts_[m].reactants) sum += moles * state.chemistry.reactant[k][c];
  return sum;
}

/// Amount of each gas on this rank, of each component all of it, without what transport was given
/// already (mol), [mobiles].
std::vector<double> Reactions::amounts(State const& state, Step const& step) const {
  std::vector<double> amount(site_.mobile.size(), 0.0);
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    int const j = site_.mobile[m].component;
    if (j >= 0 && kinetics_.size() == 0) continue;  // what it holds stays
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
      double stored = capacity(state, m, c) * state.C[first_ + m][c];
      if (step.rates_given) stored -= step.dt * state.chemistry.rate[m][c];
      if (j >= 0) stored += state.chemistry.held[j][c] + in_reactants(state, m, c);
      amount[m] += mesh_.volume()[c] * stored;
    }
  }
  if (kinetics_.size() > 0)
    for (std::size_t m = 0; m < site_.mobile.size(); ++m)
      for (auto const [gas, moles] : parts_[m].gases) amount[m] += moles * amount[gas];
  return amount;
}

double Reactions::dissolved(State const& state, std::size_t m, Index c) const {
  double C = state.C[first_ + m][c];
  for (auto const [gas, moles] : parts_[m].gases) C += moles * state.C[first_ + gas][c];
  return C;
}

void Reactions::add_content(State const& state, std::size_t m, Index c, StoredPools& pools) const {
  int const j = site_.mobile[m].component;
  if (j < 0) return;
  pools.gross = std::abs(pools.dissolved);
  for (auto const [gas, moles] : parts_[m].gases) {
    double const C = moles * state.C[first_ + gas][c];
    pools.dissolved += state.water[c] * C;
    pools.gas += gas_content(state, c) * site_.mobile[gas].K_H * C;
  }
  for (auto const [phase, moles] : parts_[m].phases)
    pools.mineral += moles * state.chemistry.phase[phase][c];
  pools.sorbed = state.chemistry.held[j][c] - pools.mineral;
  pools.mineral += in_reactants(state, m, c);
  pools.gross += std::abs(pools.sorbed) + std::abs(pools.mineral);
}

void Reactions::add_flows(std::vector<SpeciesFlows>& flows,
                          std::vector<double> const& gained) const {
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    for (auto const [gas, moles] : parts_[m].gases)
      flows[first_ + m].add(flows[first_ + gas], moles);
    flows[first_ + m].produced += gained[m];
  }
}

}  // namespace sanggan
