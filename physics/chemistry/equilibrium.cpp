#include "physics/chemistry/equilibrium.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sanggan::chemistry {
namespace {

constexpr char inactive = 0, active = 1, overdrawn = 2;  // of a phase
constexpr int warm_iterations = 60;
constexpr double balance_tolerance = 1e-13;     // relative, of each component
constexpr double saturation_tolerance = 1e-10;  // ln units
constexpr double small_step = 1e-7;             // leaves the matrix as it is
constexpr double step_limit = 2 * ln_10;        // of a ln activity
constexpr double electron_step_limit = 8 * ln_10;
constexpr double water_step_limit = 0.3;     // of the ln of its mass or activity
constexpr double strength_step_limit = 2.0;  // of the ln of ionic strength
constexpr double most_strength = 20;         // (mol/kg)
constexpr double fine_slack = 1e-9;          // (1/mol) keeps the matrix regular, no more

}  // namespace

Equilibrium::Equilibrium(System const& system)
    : system_(system),
      equations_(system),
      u_(Unknowns::Zero(equations_.n_unknowns())),
      step_(u_),
      lu_(equations_.n_unknowns()),
      active_(static_cast<std::size_t>(system.n_reactive_phases)) {}

CellOutcome Equilibrium::solve(CellInput const& input, CellState& state) {
  equations_.set_input(input);
  CellOutcome outcome;
  if (equations_.impossible() >= 0) return {false, 0, 1, equations_.impossible()};
  if (!state.empty()) {
    load(state, input);
    outcome = iterate(warm_iterations);
  }
  // Neutral water with some oxygen first, then waters of swamps and heaps, and slowly at last.
  static constexpr std::array starts{Start{7, 4, false},   Start{7, -4, false}, Start{3, 12, false},
                                     Start{10, -6, false}, Start{7, 12, false}, Start{10, 6, false},
                                     Start{7, 4, true},    Start{3, 12, true},  Start{7, -4, true},
                                     Start{10, -6, true},  Start{8, 10, true}};
  for (Start const& place : starts) {
    if (outcome.converged) break;
    int const before = outcome.iterations + start(input, place);
    outcome = iterate(cold_iterations);
    outcome.iterations += before;
  }
  for (Start const& place : starts) {
    if (outcome.converged) break;
    int const before = outcome.iterations;
    outcome = concentrate(input, place);
    outcome.iterations += before;
  }
  if (outcome.converged) store(state);
  return outcome;
}

CellOutcome Equilibrium::follow(CellInput const& input, CellState& state) {
  equations_.set_input(input);
  if (equations_.impossible() >= 0) return {false, 0, 1, equations_.impossible()};
  load(state, input);
  CellOutcome const outcome = iterate(warm_iterations);
  if (outcome.converged) store(state);
  return outcome;
}

void Equilibrium::linearise() {
  if (!is_near_) {
    equations_.assemble(u_, active_, fine_slack, J_, step_);
    lu_.compute(J_);
  }
  is_near_ = true;
}

void Equilibrium::respond(SparseRows const& content, int row, Unknowns& du) const {
  equations_.assemble_change(content, row, du);
  du = lu_.solve(du).eval();
}

CellOutcome Equilibrium::iterate(int most_iterations) {
  CellOutcome outcome;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    active_[p] = system_.phase_two_sided[p] || u_[equations_.phase(p)] > 0;
  bool changed = true;
  is_near_ = false;
  for (; outcome.iterations < most_iterations; ++outcome.iterations) {
    equations_.evaluate(u_);
    outcome.residual = equations_.imbalance(outcome.worst_component);
    if (outcome.residual < balance_tolerance && phases_settled()) {
      outcome.converged = true;
      return outcome;
    }
    changed = update_active(outcome.iterations, outcome.residual);
    equations_.assemble(u_, active_, changed ? coarse_slack : fine_slack, J_, step_);
    lu_.compute(J_);
    step_ = lu_.solve(step_).eval();
    if (!step_.allFinite()) return outcome;
    is_near_ = !changed && step_.cwiseAbs().maxCoeff() < small_step;
    advance(step_length());
  }
  return outcome;
}

/// A phase stays active, at its saturation, while it has moles, and becomes active where it would
/// form [HintermuellerItoKunisch2002]: all phases at once while the search is young, then one by
/// one near a balance, which cannot go in circles. A step may overshoot, so that a phase leaves
/// only if it is still below nothing after the next one.
bool Equilibrium::update_active(int iteration, double residual) {
  constexpr int young = 15;
  constexpr double balanced = 1e-3;
  bool changed = false;
  int most_supersaturated = -1;
  double most = saturation_tolerance;
  for (int p = 0; p < system_.n_reactive_phases; ++p) {
    if (system_.phase_two_sided[p]) continue;
    double const moles = u_[equations_.phase(p)], over = equations_.saturation(p, u_);
    bool const was = active_[p] != inactive;
    if (iteration < young) {
      active_[p] = (was ? moles >= 0 : over > 0) ? active : inactive;
    } else if (was && moles < 0) {
      active_[p] = active_[p] == overdrawn || residual < balanced ? inactive : overdrawn;
    } else if (was) {
      active_[p] = active;
    } else if (over > most) {
      most = over;
      most_supersaturated = p;
    }
    changed = changed || was != (active_[p] != inactive);
  }
  if (changed || residual > balanced || most_supersaturated < 0) return changed;
  active_[most_supersaturated] = active;
  return true;
}

bool Equilibrium::phases_settled() const {
  for (int p = 0; p < system_.n_reactive_phases; ++p) {
    double const moles = u_[equations_.phase(p)], over = equations_.saturation(p, u_);
    if (over > saturation_tolerance) return false;
    if (system_.phase_two_sided[p] || moles > 0) {
      if (std::abs(over) > saturation_tolerance) return false;
    } else if (moles < 0) {
      return false;
    }
  }
  return true;
}

double Equilibrium::step_length() const {
  double length = 1;
  auto const limit = [&](int j, double most) {
    if (double const size = std::abs(step_[j]); size * length > most) length = most / size;
  };
  limit(System::water, water_step_limit);
  limit(equations_.water_activity(), water_step_limit);
  limit(equations_.ionic_strength(), strength_step_limit);
  for (int j = 1; j < system_.n_components; ++j)
    limit(j, j == system_.electron ? electron_step_limit : step_limit);
  return length;
}

void Equilibrium::advance(double length) {
  u_ += length * step_;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    if (!active_[p] && length == 1) u_[equations_.phase(p)] = 0;  // exactly
  int const a_w = equations_.water_activity(), I = equations_.ionic_strength();
  u_[a_w] = std::clamp(u_[a_w], std::log(least_water_activity), 0.0);
  u_[I] = std::min(u_[I], std::log(most_strength));
}

void Equilibrium::load(CellState const& state, CellInput const& input) {
  for (int j = 0; j < system_.n_components; ++j) u_[j] = state.ln_activity[j];
  u_[equations_.water_activity()] = state.ln_water_activity;
  u_[equations_.ionic_strength()] = std::log(state.ionic_strength);
  for (int p = 0; p < system_.n_reactive_phases; ++p) u_[equations_.phase(p)] = state.phase[p];
  for (int j = 1; j < system_.n_components; ++j)  // what was absent and has come
    if (u_[j] <= Equations::absent_ln_activity) u_[j] = std::log(std::abs(input.component[j]));
  place_absent();
}

void Equilibrium::store(CellState& state) const {
  state.ln_activity.assign(u_.data(), u_.data() + system_.n_components);
  state.ln_water_activity = u_[equations_.water_activity()];
  state.ionic_strength = std::exp(u_[equations_.ionic_strength()]);
  state.phase.assign(u_.data() + equations_.phase(0), u_.data() + u_.size());
}

void Equilibrium::place_absent() {
  for (int j = 0; j < system_.n_components; ++j)
    if (equations_.is_absent(j))
      u_[j] = system_.closure[j] == Closure::potential ? 0 : Equations::absent_ln_activity;
}

}  // namespace sanggan::chemistry
