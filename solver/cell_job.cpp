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

void CellJobLayout::load(Job job, CellProblem& problem) const {
  auto const copy = [](Job from, std::vector<double>& to) { to.assign(from.begin(), from.end()); };
  copy(component(job), problem.input.component);
  copy(phase(job), problem.input.phase);
  copy(phase(job), problem.state.phase);
  copy(reactant(job), problem.reactants);
  copy(initial(job), problem.initial);
  problem.input.gas_volume = gas_volume(job);
  Job const start = solution(job);
  bool const has_start = start[0] != unknown;  // else the solver finds its own
  copy(start.first(has_start ? n_ : 0), problem.state.ln_activity);
  problem.state.ln_water_activity = start[n_];
  problem.state.ionic_strength = start[n_ + 1];
  problem.dt = dt(job);
}

CellWorker::CellWorker(SiteChemistry const& site)
    : site_(site), reactor_(site.system, site.reactions) {
  problem_.input.temperature = site.temperature;
  dissolved_.resize(count(site.system.n_components));
}

void CellWorker::solve(CellJobLayout const& layout, CellJobLayout::Job job) {
  System const& system = site_.system;
  auto const copy = [](auto const& from, auto&& to) {
    std::copy(from.begin(), from.end(), to.begin());
  };
  layout.load(job, problem_);
  CellOutcome const outcome = advance(problem_, reactor_);
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
  CellState const& state = problem_.state;
  copy(problem_.input.component, layout.component(job));
  copy(problem_.reactants, layout.reactant(job));
  copy(state.phase, layout.phase(job));
  copy(state.ln_activity, layout.solution(job));
  layout.solution(job)[state.ln_activity.size()] = state.ln_water_activity;
  layout.solution(job)[state.ln_activity.size() + 1] = state.ionic_strength;
}

}  // namespace sanggan
