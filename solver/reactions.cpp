#include "solver/reactions.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>
#include <utility>

#include "physics/chemistry/totals.hpp"

namespace sanggan {

using namespace chemistry;

namespace {

bool is_element(System const& system, int j) {
  return j != System::hydrogen && j != system.electron;
}

}  // namespace

// A cell keeps its equilibrium until water or a concentration has moved by this share since, or
// where there is next to nothing of it by so much (mol/m3).
constexpr double least_move = 1e-8, next_to_nothing = 1e-14;

// (mol/m3) what is everywhere below does not set the length of steps
constexpr double least_concentration = 1e-6;

// No time passes, as at the start.
constexpr Reactions::Step Reactions::at_once{0, false};

Reactions::Reactions(Mesh const& mesh, Halo const& halo, Site const& site, ConstField porosity)
    : mesh_(mesh),
      halo_(halo),
      site_(*site.chemistry),
      first_(site.first_mobile),
      porosity_(porosity),
      kinetics_(site_.system, site_.reactions),
      parts_(parts_of_components()),
      layout_(site_),
      exchange_(halo.comm()),
      cost_(mesh.n_owned_cells(), 1) {
  workers_.reserve(static_cast<std::size_t>(omp_get_max_threads()));
  for (int k = 0; k < omp_get_max_threads(); ++k) workers_.emplace_back(site_);
}

ReactionOutcome Reactions::advance(State& state, double dt, bool rates_given) {
  std::vector<Index> all(mesh_.n_owned_cells());
  std::iota(all.begin(), all.end(), 0);
  return react(state, {dt, rates_given}, all);
}

double Reactions::gas_content(State const& state, Index c) const {
  return std::max(0.0, porosity_[c] - state.water[c]);
}

double Reactions::capacity(State const& state, std::size_t m, Index c) const {
  Mobile const& mobile = site_.mobile[m];
  return state.water[c] + (mobile.gas < 0 ? 0 : gas_content(state, c) * mobile.K_H);
}

void Reactions::load(State const& state, Step const& step, Index c, CellJobLayout::Job job) const {
  System const& system = site_.system;
  ChemicalState const& chemistry = state.chemistry;
  double const per_kg = 1 / (state.water[c] * water_per_volume);
  auto const fill = [&](CellJobLayout::Job to, std::vector<std::vector<double>> const& from,
                        double factor) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] = factor * from[k][c];
  };
  CellJobLayout::Job const component = layout_.component(job), deficit = layout_.deficit(job);
  fill(component, chemistry.held, per_kg);
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    Mobile const& mobile = site_.mobile[m];
    double stored = capacity(state, m, c) * state.C[first_ + m][c];
    if (step.rates_given) stored -= step.dt * chemistry.rate[m][c];
    if (mobile.gas < 0)
      component[mobile.component] += per_kg * stored;
    else
      add_species(system, mobile.gas, per_kg * stored, component);
  }
  component[System::water] = 1;
  // Transport may leave less than nothing of an element where there was none, within the tolerance
  // of its solver. Such a cell is solved without the element, and keeps what it owes.
  deficit[System::water] = 0;
  for (std::size_t j = 1; j < component.size(); ++j) {
    deficit[j] = is_element(system, static_cast<int>(j)) ? std::min(0.0, component[j]) : 0;
    component[j] -= deficit[j];
  }
  fill(layout_.phase(job), chemistry.phase, per_kg);
  fill(layout_.reactant(job), chemistry.reactant, per_kg);
  fill(layout_.solution(job), chemistry.solution, 1);
  fill(layout_.initial(job), chemistry.reactant_initial, per_kg);
  layout_.gas_volume(job) = per_kg * gas_content(state, c);
  layout_.dt(job) = step.dt;
}

void Reactions::store(CellJobLayout::Job job, Step const& step, Index c, State& state) const {
  System const& system = site_.system;
  ChemicalState& chemistry = state.chemistry;
  double const kg = state.water[c] * water_per_volume;
  auto const set = [&](std::size_t m, double stored) {  // (mol per m3 of ground)
    double const per_C = capacity(state, m, c);
    double& C = state.C[first_ + m][c];
    double& rate = chemistry.rate[m][c];
    if (step.dt > 0) rate = (step.rates_given ? rate : 0) + (stored - per_C * C) / step.dt;
    C = stored / per_C;
  };
  CellJobLayout::Job const component = layout_.component(job), dissolved = layout_.dissolved(job),
                           deficit = layout_.deficit(job);
  // What stays behind is the rest, so that nothing is lost.
  for (std::size_t j = 1; j < component.size(); ++j) component[j] -= dissolved[j];
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    int const gas = site_.mobile[m].gas;
    if (gas < 0) continue;
    double const all = layout_.gas(job)[gas - system.first_gas()],
                 molecules = layout_.molecules(job)[gas - system.first_gas()];
    set(m, kg * all);
    add_species(system, gas, -molecules, dissolved);
    add_species(system, gas, molecules - all, component);
  }
  for (std::size_t m = 0; m < site_.mobile.size(); ++m)
    if (int const j = site_.mobile[m].component; j >= 0) set(m, kg * (dissolved[j] + deficit[j]));
  for (std::size_t j = 1; j < component.size(); ++j)
    if (system.closure[j] == Closure::total) chemistry.held[j][c] = kg * component[j];
  auto const keep = [&](std::vector<std::vector<double>>& to, CellJobLayout::Job from,
                        double factor) {
    for (std::size_t k = 0; k < from.size(); ++k) to[k][c] = factor * from[k];
  };
  keep(chemistry.phase, layout_.phase(job), kg);
  keep(chemistry.reactant, layout_.reactant(job), kg);
  keep(chemistry.solution, layout_.solution(job), 1);
  chemistry.solved[0][c] = state.water[c];
  for (std::size_t m = 0; m < site_.mobile.size(); ++m)
    chemistry.solved[1 + m][c] = state.C[first_ + m][c];
}

bool Reactions::unchanged(State const& state, Step const& step, Index c) const {
  if (kinetics_.size() > 0 || step.rates_given || step.dt <= 0) return false;
  auto const& solved = state.chemistry.solved;
  if (std::abs(state.water[c] - solved[0][c]) > least_move * solved[0][c]) return false;
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    double const was = solved[1 + m][c];
    if (std::abs(state.C[first_ + m][c] - was) > least_move * std::abs(was) + next_to_nothing)
      return false;
  }
  return true;
}

/// A cell that does not react gives back what transport was given of it.
void Reactions::leave(State& state, Step const& step, Index c) const {
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) {
    double& rate = state.chemistry.rate[m][c];
    double const per_C = capacity(state, m, c);
    if (step.rates_given && per_C > 0) state.C[first_ + m][c] -= step.dt * rate / per_C;
    rate = 0;
  }
}

ReactionOutcome Reactions::react(State& state, Step const& step, std::vector<Index> const& cells) {
  Failure failure;
  std::vector<double> gained = amounts(state, step);
  std::vector<Index> wet;
  for (Index const c : cells) {
    if (state.water[c] < least_water_to_react || unchanged(state, step, c))
      leave(state, step, c);
    else
      wet.push_back(c);
  }
  auto const take = [&](std::size_t k, CellJobLayout::Job job) {
    CellOutcome const outcome = layout_.outcome(job);
    Index const c = wet[k];
    cost_[c] = 1 + outcome.iterations;
    if (outcome.converged) {
      store(job, step, c, state);
      return;
    }
#pragma omp critical
    if (failure.cell < 0 || mesh_.cell_id()[c] < mesh_.cell_id()[failure.cell]) {
      failure.cell = c;
      failure.outcome = outcome;
      layout_.load(job, failure.problem);
    }
  };
  JobExchange::Work work;
  for (Index const c : wet) work.cost.push_back(cost_[c]);
  work.job_size = layout_.size();
  work.write = [&](std::size_t k, double* job) {
    load(state, step, wet[k], {job, layout_.size()});
  };
  work.read = [&](std::size_t k, double* job) { take(k, {job, layout_.size()}); };
  work.solve = [&](std::size_t n) {
#pragma omp parallel
    {
      std::vector<double> job(layout_.size());
#pragma omp for schedule(dynamic, 16)
      for (std::size_t k = 0; k < n; ++k) {
        if (is_asked(asked_)) continue;  // conclude() gives up
        load(state, step, wet[k], job);
        workers_[omp_get_thread_num()].solve(layout_, job);
        take(k, job);
      }
    }
  };
  work.solve_all = [&](double* jobs, std::size_t n) {
#pragma omp parallel for schedule(dynamic, 16)
    for (std::size_t k = 0; k < n; ++k)
      if (!is_asked(asked_))
        workers_[omp_get_thread_num()].solve(layout_, {jobs + k * layout_.size(), layout_.size()});
  };
  exchange_.run(work);
  ReactionCounts counts{0, static_cast<long>(wet.size())};
  for (Index const c : wet) counts.iterations += cost_[c] - 1;
  std::vector<double> const after = amounts(state, at_once);
  for (std::size_t m = 0; m < gained.size(); ++m) gained[m] = after[m] - gained[m];
  for (std::size_t m = 0; m < site_.mobile.size(); ++m) halo_.update(state.C[first_ + m]);
  return conclude(counts, failure, std::move(gained));
}

double Reactions::change(State const& before, State const& after, double dt) const {
  std::size_t const n_mobiles = site_.mobile.size();
  std::vector<double> largest(2 * n_mobiles,
                              0.0);  // change, concentration (mol/m3)
  for (std::size_t m = 0; m < n_mobiles; ++m)
    for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
      double const moved = after.chemistry.rate[m][c] - before.chemistry.rate[m][c];
      largest[m] = std::max(largest[m], std::abs(dt * moved) / capacity(after, m, c));
      largest[n_mobiles + m] = std::max(largest[n_mobiles + m], std::abs(after.C[first_ + m][c]));
    }
  MPI_Allreduce(MPI_IN_PLACE, largest.data(), static_cast<int>(largest.size()), MPI_DOUBLE, MPI_MAX,
                halo_.comm());
  double share = 0;
  for (std::size_t m = 0; m < n_mobiles; ++m) {
    // Acidity and electrons are sums of both signs, which measure nothing; what changes them
    // changes an element or a gas too.
    if (!is_substance(m)) continue;
    double scale = std::max(largest[n_mobiles + m], least_concentration);
    for (auto const& water : site_.waters) scale = std::max(scale, std::abs(water[m]));
    share = std::max(share, largest[m] / scale);
  }
  return share;
}

ReactionOutcome Reactions::conclude(ReactionCounts counts, Failure const& failure,
                                    std::vector<double> gained) const {
  struct {
    ReactionCounts counts;
    long asked;
  } all{counts, is_asked(asked_)};
  MPI_Allreduce(MPI_IN_PLACE, &all, 3, MPI_LONG, MPI_SUM, halo_.comm());
  if (all.asked > 0) throw GivenUp{};
  counts = all.counts;
  struct {
    long id;
    int rank;
  } first{failure.cell < 0 ? std::numeric_limits<long>::max() : mesh_.cell_id()[failure.cell],
          halo_.rank()};
  MPI_Allreduce(MPI_IN_PLACE, &first, 1, MPI_LONG_INT, MPI_MINLOC, halo_.comm());
  if (first.id == std::numeric_limits<long>::max())
    return {true, counts, {}, {}, std::move(gained)};
  std::string reason;
  std::shared_ptr<FailedCell> failed;
  if (first.rank == halo_.rank()) {
    failed = std::make_shared<FailedCell>(FailedCell{mesh_.centre()[failure.cell],
                                                     mesh_.zone_names()[mesh_.zone()[failure.cell]],
                                                     failure.problem});
    failed->problem.input.temperature = site_.temperature;
    Vec3 const x = mesh_.centre()[failure.cell];
    std::ostringstream text;
    text.precision(6);
    text << "no chemical equilibrium in the cell at (" << x.x << ", " << x.y << ", " << x.z
         << ") m of " << mesh_.zone_names()[mesh_.zone()[failure.cell]] << ": "
         << site_.system.balance_name(failure.outcome.worst_component) << " is out of balance by "
         << failure.outcome.residual;
    reason = text.str();
  }
  int length = static_cast<int>(reason.size());
  MPI_Bcast(&length, 1, MPI_INT, first.rank, halo_.comm());
  reason.resize(static_cast<std::size_t>(length));
  MPI_Bcast(reason.data(), length, MPI_CHAR, first.rank, halo_.comm());
  return {false, counts, reason, failed};
}

bool Reactions::is_substance(std::size_t m) const {
  int const j = site_.mobile[m].component;
  return j < 0 || is_element(site_.system, j);
}

double Reactions::pH(State const& state, Index c) const {
  return -state.chemistry.solution[System::hydrogen][c] / ln_10;
}

}  // namespace sanggan
