#include "solver/flow_solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sanggan {
namespace {

// Below this effective saturation a cell is updated in water content, above it in pressure head.
constexpr double wet = 0.9;
// One Newton update neither fills a dry cell nor empties a wet one beyond these.
constexpr double fullest = 0.98, driest = 0.7;
// So dry that round-off of the water content hides the pressure head.
constexpr double indistinct = 1e-12;
constexpr double sufficient_decrease = 1e-4;
constexpr int most_halvings = 6;
// So many more full steps may follow one that raised the residual, until it has fallen below what
// it was; else the iteration goes back to there, and takes no more on trust in this time step.
constexpr int longest_trial = 3;
// A steady state that Newton's method does not reach is approached with gradients at skew faces
// that are held, and renewed when all else is solved, so many times at most.
constexpr int most_renewals = 200;
constexpr double stagnation = 100;  // times the tolerance, where no update lowers the residual
// A residual is solved, too, where it is this small against the gross flows through the cells: in a
// time step (in advance), on the way to a steady state, and in the steady state itself.
constexpr double approach = 1e-6, steady = 1e-11;
// But no cell of a time step may be off by more than this water content (-): beside great flows,
// small ones would be left to chance.
constexpr double coarse = 1e-4;
// Water at rest has no flows to compare with: a steady state may gain so much water content (1/s).
constexpr double rest = 1e-18;

}  // namespace

FlowSolver::FlowSolver(Mesh const& mesh, Halo const& halo, Site const& site,
                       CellProperties const& cells, NewtonControl const& control)
    : mesh_(mesh),
      halo_(halo),
      cells_(cells),
      control_(control),
      equations_(mesh, halo, site, cells, control),
      linear_(equations_.take_pattern(), "flow_", halo.comm()),
      residual_(mesh.n_owned_cells()),
      slots_(linear_.n_slots()),
      negative_(mesh.n_owned_cells()) {
  from_.correction.resize(mesh.n_owned_cells());
  if (equations_.has_skew_faces())
    linear_.add_operator([this](ConstField x, Field y) { equations_.add_skew_jacobian(x, y); });
}

void FlowSolver::heed(StopAsked const& asked) {
  asked_ = asked;
  linear_.heed(asked);
}

FlowSolver::Norms FlowSolver::evaluate(Stage const& stage, std::vector<double>& psi) {
  double const start = MPI_Wtime();
  halo_.update(psi);
  equations_.assemble(stage.at, stage.dt, psi, stage.water, stage.ponded, residual_, slots_);
  double const scale = std::isfinite(stage.dt) ? stage.dt : 1;
  double largest = 0, squares = 0;
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double const r = residual_[c];
    // NaN must not hide behind a comparison that is false.
    largest = std::isfinite(r) ? std::max(largest, std::abs(r) * scale / mesh_.volume()[c])
                               : std::numeric_limits<double>::infinity();
    squares += r * r;
    if (!std::isfinite(largest)) break;
  }
  // Whether to give up is agreed on along with it.
  std::array<double, 2> most{largest, is_asked(asked_) ? 1.0 : 0.0};
  MPI_Allreduce(MPI_IN_PLACE, most.data(), 2, MPI_DOUBLE, MPI_MAX, halo_.comm());
  if (most[1] > 0) throw GivenUp{};
  MPI_Allreduce(MPI_IN_PLACE, &squares, 1, MPI_DOUBLE, MPI_SUM, halo_.comm());
  assembly_seconds_ += MPI_Wtime() - start;
  return {most[0], std::sqrt(squares)};
}

double FlowSolver::updated(Index c, double psi, double correction) const {
  auto const& curves = equations_.curves();
  double const theta_r = curves.theta_r()[c], range = curves.theta_s()[c] - theta_r;
  double const S_e = (from_.theta[c] - theta_r) / range;
  double const change = from_.capacity[c] * correction / range;
  if (S_e < indistinct && change < indistinct) {
    // Twice that much, beyond doubt of round-off: at the bound itself a cell could be held for
    // good.
    double const wetter = curves.pressure_head(c, theta_r + 2 * indistinct * range);
    return std::clamp(psi + correction, 2 * psi, std::max(psi, wetter));
  }
  if (S_e >= wet || !(from_.capacity[c] > 0)) {
    double const next = psi + correction;
    if (correction > 0) {
      // Where the curve bends sharply into saturation, psi would overshoot the bend and then find
      // no storage that could bring it back; the water content knows whether the cell fills.
      double const filled = S_e + from_.capacity[c] * correction / range;
      return filled < 1 - indistinct
                 ? std::min(next, curves.pressure_head(c, theta_r + filled * range))
                 : next;
    }
    if (S_e < wet) return next;
    double const floor = curves.pressure_head(c, theta_r + driest * range);
    return std::max(next, std::min(floor, psi));
  }
  double const next = std::clamp(S_e + change, 0.1 * S_e, std::max(fullest, S_e));
  return curves.pressure_head(c, theta_r + next * range);
}

void FlowSolver::update(double share, Field psi) const {
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c)
    psi[c] = updated(c, from_.psi[c], share * from_.correction[c]);
}

StepOutcome FlowSolver::newton(Stage const& stage, std::vector<double>& psi) {
  StepOutcome outcome;
  auto const failed = [&](char const* reason) {
    outcome.reason = reason;
    outcome.worst = worst_cells(mesh_, equations_, stage.dt, stage.water, psi, residual_);
    return outcome;
  };
  equations_.hold_gradients(false);
  Norms norms = evaluate(stage, psi);
  double previous = norms.root_sum_square;
  Trial trial;
  for (;; ++outcome.newton_iterations) {
    outcome.residual = norms.largest;
    if (!std::isfinite(norms.root_sum_square)) return failed("the residual is not finite");
    // At least one iteration, so that a slow change is followed rather than ignored.
    if (solved(stage, norms, outcome.newton_iterations > 0 ? 1 : 1e-3)) {
      outcome.converged = true;
      return outcome;
    }
    if (outcome.newton_iterations >= control_.most_iterations)
      return failed("Newton's method does not converge");
    double const ratio = previous > 0 ? norms.root_sum_square / previous : 1;
    double const forcing = std::clamp(0.1 * ratio * ratio, control_.linear_tolerance, 1e-3);
    std::transform(residual_.begin(), residual_.end(), negative_.begin(),
                   [](double r) { return -r; });
    std::fill(from_.correction.begin(), from_.correction.end(), 0.0);
    linear_.set_values(slots_);
    auto const solve = linear_.solve(negative_, from_.correction, forcing);
    outcome.linear_iterations += solve.iterations;
    if (!solve.converged) return failed("the linear solver does not converge");
    from_.psi.assign(psi.begin(), psi.end());
    from_.theta.assign(equations_.curves().theta().begin(), equations_.curves().theta().end());
    from_.capacity.assign(equations_.curves().capacity().begin(),
                          equations_.curves().capacity().end());
    from_.norms = norms;
    if (outcome.newton_iterations >= stage.most_with_gradients && trial.steps == 0)
      equations_.hold_gradients(true);
    norms = descend(stage, trial, psi);
    previous = from_.norms.root_sum_square;
    if (trial.stuck) {
      outcome.converged = true;
      ++outcome.newton_iterations;
      return outcome;
    }
  }
}

bool FlowSolver::solved(Stage const& stage, Norms const& norms, double strictness) const {
  bool const steps = std::isfinite(stage.dt);
  if (norms.largest <= strictness * (steps ? control_.tolerance : rest)) return true;
  if (steps && norms.largest > strictness * coarse) return false;
  return norms.root_sum_square <= strictness * stage.flow_tolerance * gross_flow();
}

FlowSolver::Norms FlowSolver::descend(Stage const& stage, Trial& trial, std::vector<double>& psi) {
  Norms norms{};
  double share = 1;
  auto const falls = [&](Norms const& before) {
    update(share, psi);
    norms = evaluate(stage, psi);
    return norms.root_sum_square <= (1 - sufficient_decrease * share) * before.root_sum_square ||
           solved(stage, norms, 1);
  };
  if (falls(trial.steps > 0 ? trial_.norms : from_.norms)) {
    trial.steps = 0;
    return norms;
  }
  // Where conductivities differ by many decades, a good step may raise the residual: a change of
  // psi too small to matter is a large flow through gravel, until the next iteration evens it out.
  bool const on_trust = trial.allowed && trial.steps < longest_trial &&
                        std::isfinite(norms.root_sum_square) &&
                        !solved(stage, from_.norms, stagnation);
  if (on_trust) {
    if (++trial.steps == 1) trial_ = from_;
    return norms;
  }
  if (trial.steps > 0) std::swap(from_, trial_);
  trial = {0, false, false};
  for (int halving = 0; halving < most_halvings; ++halving) {
    share *= 0.5;
    if (falls(from_.norms)) return norms;
  }
  // Round-off may end the descent just above the tolerance; else the next Jacobian may know better.
  trial.stuck = solved(stage, norms, stagnation);
  return norms;
}

double FlowSolver::gross_flow() const {
  auto const Q = equations_.face_flow();
  double squares = 0;
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double through = 0;
    for (auto const [f, sign] : mesh_.faces_of(c)) through += std::abs(Q[f]);
    squares += through * through;
  }
  for (auto const& screen : equations_.wells().screens())
    for (double q : screen.Q) squares += q * q;
  MPI_Allreduce(MPI_IN_PLACE, &squares, 1, MPI_DOUBLE, MPI_SUM, halo_.comm());
  return std::sqrt(squares);
}

template <class Count>
bool FlowSolver::approach_steady(State& state, Count const& count) {
  constexpr double first = 3600, last = 1e12, cautious = 1.5, bold = 4;  // (s), (-)
  constexpr int most_steps = 2000, most_failures_in_a_row = 20, easy = 8;
  double growth = bold;
  int failures = 0, steps = 0;
  for (double dt = first; dt < last;) {
    std::vector<double> psi = state.psi;
    Stage const stage{dt, {state.t, state.t}, state.water, state.ponded, approach};
    StepOutcome const step = newton(stage, psi);
    if (step.converged) commit(stage, psi, state);
    if (++steps > most_steps) return false;
    if (count(step)) {
      failures = 0;
      dt *= step.newton_iterations <= easy ? growth : cautious;
      growth = std::min(bold, cautious * growth);
    } else {
      // A front on its way sets the pace for a while.
      dt /= bold;
      growth = cautious;
      if (++failures > most_failures_in_a_row) return false;
    }
  }
  return true;
}

StepOutcome FlowSolver::settle(State& state) {
  StepOutcome total;
  auto const count = [&](StepOutcome const& one) {
    total.newton_iterations += one.newton_iterations;
    total.linear_iterations += one.linear_iterations;
    total.residual = one.residual;
    total.reason = one.reason;
    return one.converged;
  };
  double const forever = std::numeric_limits<double>::infinity();
  Stage stage{forever, {state.t, state.t}, state.water, state.ponded, steady};
  auto const direct = [&](int most_with_gradients) {
    stage.most_with_gradients = most_with_gradients;
    std::vector<double> psi = state.psi;
    if (!count(newton(stage, psi))) return false;
    state.psi.swap(psi);
    return true;
  };
  auto const by_renewals = [&] {
    for (int k = 0; k < most_renewals && direct(0); ++k) {
      equations_.hold_gradients(false);
      if (solved(stage, evaluate(stage, state.psi), 1)) return true;
    }
    return false;
  };
  // Straight to it where the start is near or the problem linear; else by time steps that grow.
  constexpr int all = std::numeric_limits<int>::max();
  total.converged = direct(all);
  if (!total.converged && approach_steady(state, count)) {
    total.converged = direct(all) || (equations_.has_skew_faces() && by_renewals());
    if (!total.converged) {  // what the long steps led to may be as good
      equations_.hold_gradients(false);
      stage.flow_tolerance = approach;
      total.converged = solved(stage, evaluate(stage, state.psi), 1);
    }
  }
  fill_water(state);
  auto const ponded = equations_.boundary().ponded();
  std::copy(ponded.begin(), ponded.end(), state.ponded.begin());
  return total;
}

void FlowSolver::fill_water(State& state) {
  halo_.update(state.psi);
  state.water.assign(mesh_.n_owned_cells(), 0.0);
  equations_.assemble({state.t, state.t}, std::numeric_limits<double>::infinity(), state.psi,
                      state.water, state.ponded, residual_, slots_);
  std::copy(equations_.water().begin(), equations_.water().end(), state.water.begin());
}

}  // namespace sanggan
