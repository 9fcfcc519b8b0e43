#include "physics/chemistry/reactor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "physics/chemistry/matrix_phi.hpp"

namespace sanggan::chemistry {
namespace {

constexpr int most_tries = 20000;     // of steps in one call
constexpr double least_step = 1e-16;  // share of the whole time
constexpr double cut_after_failure = 0.2;
constexpr double least_factor = 0.1, most_factor = 5;  // from one step to the next
constexpr double nothing_left = 1e-12;                 // share of a reactant that has ended
constexpr double trace_left = 1e-14;  // stands for the last moment of a reactant that ends
constexpr double most_predicted = 1;  // change of a ln that is still taken as linear

}  // namespace

Reactor::Reactor(System const& system, std::vector<KineticReaction> reactions,
                 KineticTolerance tolerance)
    : system_(system),
      kinetics_(system, std::move(reactions)),
      equilibrium_(system),
      tolerance_(tolerance) {}

CellOutcome Reactor::advance(CellInput& input, std::span<double> reactants, CellState& state,
                             double dt) {
  ++solves_;
  if (kinetics_.size() == 0) return equilibrium_.solve(input, state);
  here_ = state;
  CellOutcome outcome = equilibrium_.solve(input, here_);
  if (!outcome.converged) return outcome;
  moles_.assign(reactants.begin(), reactants.end());
  int const before = outcome.iterations;
  trial_ = input;
  outcome = integrate(input, dt);
  outcome.iterations += before;
  if (!outcome.converged) return outcome;
  input.component = trial_.component;
  std::copy(moles_.begin(), moles_.end(), reactants.begin());
  state = here_;
  return outcome;
}

/// From the equilibrium of `here_` on, until `trial_`, `moles_` and `here_` stand at the end.
CellOutcome Reactor::integrate(CellInput const& input, double dt) {
  CellOutcome outcome{.converged = true};
  x_.setZero(kinetics_.size());
  owed_.setZero(kinetics_.size());
  kinetics_.rates(equilibrium_, moles_, R_);
  lost_ = 0;
  double t = 0, h = dt;
  is_linear_ = false;
  for (int k = 0; t < dt && !R_.isZero(0); ++k) {
    if (!is_linear_) linearise(moles_, R_, linear_);
    is_linear_ = true;
    outcome.converged = R_.allFinite();
    if (!outcome.converged) return outcome;
    left_ = dt - t;
    Step const step = attempt(input, std::min(h, left_), outcome);
    if (step.accepted) {
      accept();
      t = step.length < left_ ? t + step.length : dt;
    }
    h = step.next;
    outcome.converged = h > least_step * dt && k < most_tries;
    if (!outcome.converged) return outcome;
  }
  return outcome;
}

/// About the last equilibrium solved.
void Reactor::linearise(std::vector<double> const& moles, Progress const& R, Linear& linear) {
  equilibrium_.linearise();
  linear.response.resize(equilibrium_.equations().n_unknowns(), kinetics_.size());
  for (int r = 0; r < kinetics_.size(); ++r) {
    equilibrium_.respond(kinetics_.content(), r, du_);
    if (!du_.allFinite()) du_.setZero();  // nothing holds the pe
    linear.response.col(r) = du_;
  }
  kinetics_.slopes(equilibrium_, moles, linear.response, R, linear.J);
}

Reactor::Step Reactor::attempt(CellInput const& input, double h, CellOutcome& outcome) {
  ++steps_;
  is_linear_ahead_ = false;
  double const length = limit_step(advance_within_growth(h));
  end_reactants();
  release(input);
  if (!solve_ahead(outcome)) {
    owed_.setZero();  // it may be more than there is of a trace
    return {false, length, cut_after_failure * length};
  }
  kinetics_.rates(equilibrium_, moles_ahead_, R_ahead_);
  double const e = error(length);
  if (!std::isfinite(e)) return {false, length, cut_after_failure * length};
  double const next =
      length * std::clamp(0.9 / std::cbrt(std::max(e, 1e-12)), least_factor, most_factor);
  if (e > 1) return {false, length, next};
  if (double const shorter = time_within_reach(); shorter < length && has_passed_its_aim())
    return {false, length, std::max(shorter, least_factor * length)};
  return {true, length, length < h ? std::max(h, next) : next};
}

/// The equilibrium at the end of the step: from what is foreseen alone, for the step may be cut;
/// where that does not help, from anywhere.
bool Reactor::solve_ahead(CellOutcome& outcome) {
  constexpr int most_lost = 4;
  predict();
  int const before = outcome.iterations;
  outcome =
      lost_ < most_lost ? equilibrium_.follow(trial_, ahead_) : equilibrium_.solve(trial_, ahead_);
  outcome.iterations += before;
  ++solves_;
  lost_ = outcome.converged ? 0 : lost_ + 1;
  return outcome.converged;
}

/// How long until some rate is about halved (s). A step within that sees all that lies between its
/// ends.
double Reactor::time_within_reach() {
  miss_.noalias() = linear_.J * R_;
  double least = std::numeric_limits<double>::infinity();
  for (int r = 0; r < kinetics_.size(); ++r)
    if (std::abs(dx_[r]) > allowed_error(r, 0))
      least = std::min(least, std::abs(R_[r] / (2 * miss_[r])));
  return least;
}

/// True where a long step ends in rates that have come to nothing and depend no more on progress,
/// as where oxygen has gone before its end: the rates there say nothing of how far it should be.
bool Reactor::has_passed_its_aim() {
  constexpr double flat = 0.1;
  linearise(moles_ahead_, R_ahead_, linear_ahead_);
  is_linear_ahead_ = true;
  for (int r = 0; r < kinetics_.size(); ++r) {
    if (std::abs(dx_[r]) <= allowed_error(r, 0)) continue;
    double const expected = linear_.J.row(r).dot(dx_);
    if (std::abs(expected) > std::abs(R_[r]) / 2 &&
        std::abs(linear_ahead_.J.row(r).dot(dx_)) < flat * std::abs(expected))
      return true;
  }
  return false;
}

/// The progress within h where the rates are linear in it, x' = R + J x, from where the last step
/// should have ended by what its end has shown: so the errors of all steps but the last are of
/// third order.
void Reactor::advance_linear(double h) {
  hJ_ = h * linear_.J;
  phi_1(hJ_, phi_, work_);
  start_ = R_;
  start_.noalias() += linear_.J * owed_;
  dx_.noalias() = phi_ * start_;
  dx_ = h * dx_ + owed_;
}

/// As `advance_linear`, in a step that is cut until nothing of weight grows beyond what a slope can
/// foresee. Slopes that would not even then, as where nothing holds the pe, are left out.
/// @return its length (s)
double Reactor::advance_within_growth(double h) {
  constexpr double most_growth = 1e3;
  constexpr int most_cuts = 16;
  double const weight = tolerance_.absolute * equilibrium_.water_mass();
  auto const is_foreseen = [&] {
    return phi_.allFinite() && dx_.allFinite() &&
           (phi_.cwiseAbs().maxCoeff() <= most_growth || dx_.cwiseAbs().maxCoeff() <= weight);
  };
  double length = h;
  for (int k = 0; k < most_cuts; ++k) {
    advance_linear(length);
    if (is_foreseen()) return length;
    length *= cut_after_failure;
  }
  linear_.J.setZero();
  advance_linear(h);
  return h;
}

/// Moles of a reactant after the step.
double Reactor::left_of(int reactant) const {
  double moles = moles_[reactant];
  for (int r = 0; r < kinetics_.size(); ++r) moles += kinetics_.stock().at(r, reactant) * dx_[r];
  return moles;
}

/// Ends the step where the first reactant ends. @return its length (s)
double Reactor::limit_step(double h) {
  for (int s = 0; s < kinetics_.size(); ++s)
    if (moles_[s] > 0 && left_of(s) < -nothing_left * moles_[s]) h = time_of_end(s, h);
  return h;
}

/// When a reactant that is overdrawn at h has just ended, by false position [DowellJarratt1971].
double Reactor::time_of_end(int s, double h) {
  constexpr int most_iterations = 100;
  double t_0 = 0, left_0 = moles_[s], t_1 = h, left_1 = left_of(s), t = h;
  for (int k = 0; k < most_iterations; ++k) {
    t = t_1 - left_1 * (t_1 - t_0) / (left_1 - left_0);
    advance_linear(t);
    double const left = left_of(s);
    if (std::abs(left) <= nothing_left * moles_[s]) break;
    if (left * left_1 < 0) {
      t_0 = t_1;
      left_0 = left_1;
    } else {
      left_0 /= 2;
    }
    t_1 = t;
    left_1 = left;
  }
  return t;
}

/// Takes reactants that have come to nothing, or by round-off below it, to exactly nothing: the
/// reaction that takes the most of them gives way.
void Reactor::end_reactants() {
  moles_ahead_.resize(moles_.size());
  ended_.assign(moles_.size(), 0);
  SparseRows const& stock = kinetics_.stock();
  for (int s = 0; s < kinetics_.size(); ++s) {
    double const left = left_of(s);
    moles_ahead_[s] = left;
    if (left > nothing_left * moles_[s] || (left == 0 && moles_[s] == 0)) continue;
    int most = s;
    for (int r = 0; r < kinetics_.size(); ++r)
      if (stock.at(r, s) * dx_[r] < stock.at(most, s) * dx_[most]) most = r;
    if (stock.at(most, s) == 0) continue;
    dx_[most] -= left / stock.at(most, s);
    ended_[s] = 1;
    moles_ahead_[s] = trace_left * moles_[s];
  }
}

/// Brings what the reactants give off until the end of the step into the cell.
void Reactor::release(CellInput const& input) {
  SparseRows const& content = kinetics_.content();
  trial_.component = input.component;
  for (int r = 0; r < kinetics_.size(); ++r)
    for (int k = content.start[r]; k < content.start[r + 1]; ++k)
      trial_.component[content.column[k]] += content.value[k] * (x_[r] + dx_[r]);
}

/// Where the equilibrium will be, to first order, if that is near.
void Reactor::predict() {
  ahead_ = here_;
  du_.noalias() = linear_.response * dx_;
  int const n = system_.n_components;
  if (!du_.allFinite() || du_.head(n + 2).cwiseAbs().maxCoeff() > most_predicted) return;
  for (int j = 0; j < n; ++j) ahead_.ln_activity[j] += du_[j];
  ahead_.ln_water_activity += du_[n];
  ahead_.ionic_strength *= std::exp(du_[n + 1]);
  for (int p = 0; p < system_.n_reactive_phases; ++p) {
    if (here_.phase[p] == 0) continue;  // what is absent does not come by round-off
    ahead_.phase[p] += du_[n + 2 + p];
    if (!system_.phase_two_sided[p]) ahead_.phase[p] = std::max(ahead_.phase[p], 0.0);
  }
}

/// Error of the step over what is allowed: what the rates at its end miss of R + J dx, which grows
/// with the square of time.
double Reactor::error(double h) {
  miss_ = R_ahead_ - R_;
  miss_.noalias() -= linear_.J * dx_;
  error_.noalias() = phi_ * miss_;
  error_ *= h / 3;
  double largest = 0;
  for (int r = 0; r < kinetics_.size(); ++r) {
    double const share = std::abs(error_[r]) / allowed_error(r, h);
    if (!(share <= largest)) largest = share;  // also where it is not a number
  }
  return largest;
}

/// Relative to what will have gone on a few steps later, or the first ones would be too small.
double Reactor::allowed_error(int r, double h) const {
  constexpr double steps_ahead = 10;
  double const ahead = std::abs(R_ahead_[r]) * std::min(steps_ahead * h, left_ - h);
  return tolerance_.relative * (std::abs(x_[r] + dx_[r]) + ahead) +
         tolerance_.absolute * equilibrium_.water_mass();
}

void Reactor::accept() {
  x_ += dx_;
  owed_ = error_;
  std::swap(here_, ahead_);
  std::swap(R_, R_ahead_);
  std::swap(moles_, moles_ahead_);
  bool any_ended = false;
  for (std::size_t s = 0; s < moles_.size(); ++s) {
    if (!ended_[s]) continue;
    moles_[s] = 0;
    any_ended = true;
  }
  if (any_ended) kinetics_.rates(equilibrium_, moles_, R_);
  is_linear_ = is_linear_ahead_ && !any_ended;
  if (is_linear_) std::swap(linear_, linear_ahead_);
}

}  // namespace sanggan::chemistry
