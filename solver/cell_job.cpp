#include "solver/cell_job.hpp"

#include <algorithm>

#include "physics/chemistry/totals.hpp"

namespace sanggan {

using namespace chemistry;

namespace {

constexpr std::size_t numbers_of_outcome = 4;

std::size_t count(int n) { return static_cast<std::size_t>(n); }

}  // namespace

CellJobLayout::CellJobLayout(SiteChemistry const& site)
    : n_(count(site.system.n_components)),
      n_phases_(count(site.system.n_reactive_phases)),
      n_slow_(site.reactions.size()),
      n_gases_(count(site.system.n_gases)),
      reactant_(2 * n_ + n_phases_),
      solution_(reactant_ + 2 * n_slow_),
      answer_(solution_ + n_ + 4),
      size_(answer_ + n_ + 2 * n_gases_ + numbers_of_outcome) {}

CellOutcome CellJobLayout::outcome(Job job) const {
  Job const told = job.last(numbers_of_outcome);
  return {told[0] != 0, static_cast<int>(told[1]), told[2], static_cast<int>(told[3])};
}

void CellJobLayout::set_outcome(Job job, CellOutcome const& outcome) const {
  Job const told = job.last(numbers_of_outcome);
  told[0] = outcome.converged ? 1 : 0;
  told[1] = outcome.iterations;
  told[2] = outcome.residual;
  told[3] = outcome.worst_component;
}

CellWorker::CellWorker(SiteChemistry const& site)
    : site_(site), reactor_(site.system, site.reactions) {
  auto const n = count(site.system.n_components);
  input_.temperature = site.temperature;
  input_.component.resize(n);
  input_.phase.resize(count(site.system.n_reactive_phases));
  state_.ln_activity.reserve(n);
  state_.phase.resize(input_.phase.size());
  dissolved_.resize(n);
}

void CellWorker::solve(CellJobLayout const& layout, CellJobLayout::Job job) {
  System const& system = site_.system;
  auto const n = count(system.n_components);
  auto const copy = [](auto const& from, auto&& to) {
    std::copy(from.begin(), from.end(), to.begin());
  };
  copy(layout.component(job), input_.component);
  copy(layout.phase(job), input_.phase);
  copy(layout.phase(job), state_.phase);
  copy(layout.initial(job), reactor_.initial_moles());
  input_.gas_volume = layout.gas_volume(job);
  CellJobLayout::Job const solution = layout.solution(job);
  bool const has_start = solution[0] != CellJobLayout::unknown;  // else the solver finds its own
  state_.ln_activity.assign(solution.begin(), solution.begin() + (has_start ? n : 0));
  state_.ln_water_activity = solution[n];
  state_.ionic_strength = solution[n + 1];
  CellOutcome const outcome =
      reactor_.advance(input_, layout.reactant(job), state_, layout.dt(job));
  layout.set_outcome(job, outcome);
  if (!outcome.converged) return;
  Eigen::ArrayXd const& moles = reactor_.equilibrium().equations().moles();
  std::fill(dissolved_.begin(), dissolved_.end(), 0.0);
  for (int i = 0; i < system.n_dissolved; ++i) add_species(system, i, moles[i], dissolved_);
  copy(dissolved_, layout.dissolved(job));
  for (Mobile const& mobile : site_.mobile) {
    if (mobile.gas < 0) continue;
    auto const g = count(mobile.gas - system.first_gas());
    layout.molecules(job)[g] = moles[mobile.molecule];
    layout.gas(job)[g] = moles[mobile.molecule] + moles[mobile.gas];
  }
  copy(input_.component, layout.component(job));
  copy(state_.phase, layout.phase(job));
  copy(state_.ln_activity, solution);
  solution[n] = state_.ln_water_activity;
  solution[n + 1] = state_.ionic_strength;
}

}  // namespace sanggan
