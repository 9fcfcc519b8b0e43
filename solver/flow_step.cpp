// One step in time: two implicit stages.
#include <algorithm>
#include <cmath>

#include "solver/flow_solver.hpp"

namespace sanggan {
namespace {

// The method of two stages that is of second order and forgets stiff parts at once: each stage
// solves over this share of the step, and the flows of the first act through the rest of it.
// [Alexander1977]
double const part = 1 - std::sqrt(0.5);
// Its error in one step is this times dt^3 and the third derivative.
double const error_constant = 3 * part * part - 2 * part * part * part - 1.0 / 6;
// Against the gross flows through the cells, a residual this small is solved.
constexpr double slack = 1e-6;  // of a water content that round-off may leave beyond its bounds (-)
constexpr double round_off = 1e-14;

// A record at the end of a step belongs to the step after it.
double inside(double t_begin, double t_end) {
  return t_end - std::max(1e-9 * (t_end - t_begin), 1e-15 * std::abs(t_end));
}

}  // namespace

void StepOutcome::add(StepOutcome const& next) {
  converged = next.converged;
  newton_iterations += next.newton_iterations;
  linear_iterations += next.linear_iterations;
  residual = next.residual;
  worst = next.worst;
  reason = next.reason;
}

void FlowSolver::rate_of(Stage const& stage, std::vector<double>& rate) const {
  rate.resize(stage.water.size());
  for (std::size_t c = 0; c < rate.size(); ++c)
    rate[c] =
        (equations_.water()[c] - stage.water[c]) / stage.dt - residual_[c] / mesh_.volume()[c];
}

void FlowSolver::commit(Stage const& stage, std::vector<double>& psi, State& state) {
  rate_of(stage, rate_);
  for (std::size_t c = 0; c < rate_.size(); ++c)
    state.water[c] = stage.water[c] + stage.dt * rate_[c];
  auto const ponded = equations_.boundary().ponded();
  std::copy(ponded.begin(), ponded.end(), state.ponded.begin());
  state.psi.swap(psi);
}

// Stored water and ponds if the flows of the first stage, which was `length` long, act for `lead`.
// False where a pond would be less than none, or where a cell would fill or dry up on the way and
// then hold more or less than it can: the flows that led there cannot go on.
bool FlowSolver::lead_on(State const& state, double length, double lead) {
  water_.resize(first_rate_.size());
  for (std::size_t c = 0; c < water_.size(); ++c)
    water_[c] = state.water[c] + lead * first_rate_[c];
  ponded_.resize(first_ponded_.size());
  for (std::size_t b = 0; b < ponded_.size(); ++b)
    ponded_[b] = state.ponded[b] + lead / length * (first_ponded_[b] - state.ponded[b]);
  int beyond = std::any_of(ponded_.begin(), ponded_.end(), [](double depth) { return depth < 0; });
  auto const theta_s = equations_.curves().theta_s(), theta_r = equations_.curves().theta_r();
  for (std::size_t c = 0; c < water_.size() && !beyond; ++c) {
    double const full = theta_s[c] + slack, dry = theta_r[c] - slack;
    beyond =
        (water_[c] > full && state.water[c] <= full) || (water_[c] < dry && state.water[c] >= dry);
  }
  MPI_Allreduce(MPI_IN_PLACE, &beyond, 1, MPI_INT, MPI_MAX, halo_.comm());
  return !beyond;
}

// A guess `ahead` stage lengths after the first stage, whose curves are the last evaluated: in
// head, or in water content where that changes less.
void FlowSolver::look_ahead(ConstField psi_old, double length, double ahead, Field psi) {
  from_.theta.assign(equations_.curves().theta().begin(), equations_.curves().theta().end());
  from_.capacity.assign(equations_.curves().capacity().begin(),
                        equations_.curves().capacity().end());
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const rise = psi[c] - psi_old[c], gain = first_rate_[c] * length;
    double const capacity = from_.capacity[c];
    from_.correction[c] = std::abs(gain) < std::abs(rise) * capacity ? gain / capacity : rise;
  }
  from_.psi.assign(psi.begin(), psi.end());
  update(ahead, psi);
}

StepOutcome FlowSolver::advance(State& state, double dt) {
  double const t = state.t, length = part * dt, rest = dt - length;
  ForcingTime const middle{t + 0.5 * dt, inside(t, t + length)};
  Stage const first{length, middle, state.water, state.ponded, round_off};
  std::vector<double> psi = state.psi;
  StepOutcome outcome = newton(first, psi);
  if (!outcome.converged) return outcome;
  rate_of(first, first_rate_);
  auto const ponded = equations_.boundary().ponded();
  first_ponded_.assign(ponded.begin(), ponded.end());
  equations_.keep_stage();
  look_ahead(state.psi, length, rest / length, psi);

  ForcingTime const end{middle.rate, inside(t, t + dt)};
  auto const second_stage = [&](double lead) {
    Stage const second{dt - lead, end, water_, ponded_, round_off};
    std::vector<double> later = psi;
    outcome.add(newton(second, later));
    if (!outcome.converged) return;
    commit(second, later, state);
    equations_.blend_stages(lead / dt);
    double largest = 0;
    for (std::size_t c = 0; c < rate_.size(); ++c)
      largest = std::max(largest, std::abs(rate_[c] - first_rate_[c]));
    MPI_Allreduce(MPI_IN_PLACE, &largest, 1, MPI_DOUBLE, MPI_MAX, halo_.comm());
    outcome.error =
        dt * largest *
        (lead > length ? error_constant / (1 - part) : part * part + (1 - part) * (1 - part));
  };
  outcome.converged = false;
  if (lead_on(state, length, rest)) second_stage(rest);
  // Where a pond or a cell comes to its end, or that is not solved: two steps of backward Euler.
  if (!outcome.converged) {
    lead_on(state, length, length);
    second_stage(length);
  }
  return outcome;
}

}  // namespace sanggan
