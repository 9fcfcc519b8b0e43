#include "physics/chemistry/equilibrium.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sanggan::chemistry {
namespace {

constexpr char inactive = 0, active = 1, overdrawn = 2;  // of a phase
constexpr int warm_iterations = 60, cold_iterations = 100;
constexpr double balance_tolerance = 1e-13;     // relative, of each component
constexpr double saturation_tolerance = 1e-10;  // ln units
constexpr double step_limit = 2 * ln_10;        // of a ln activity
constexpr double electron_step_limit = 8 * ln_10;
constexpr double water_step_limit = 0.3;                // of the ln of its mass or activity
constexpr double strength_step_limit = 2.0;             // of the ln of ionic strength
constexpr double most_strength = 20;                    // (mol/kg)
constexpr double coarse_slack = 10, fine_slack = 1e-9;  // (1/mol)
constexpr double phase_slack =
    1;  // ln units of saturation by which a mole is missed, in `minimise`
constexpr double phase_weight = 1;  // moles that one ln unit of saturation stands for

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
  if (!state.empty()) {
    load(state, input);
    outcome = iterate(warm_iterations);
  }
  // Neutral water with some oxygen first, then waters of swamps and heaps, and slowly at last.
  static constexpr std::array starts{Start{7, 4, false}, Start{7, -4, false}, Start{3, 12, false},
                                     Start{10, -6, false}, Start{7, 4, true}};
  for (Start const& place : starts) {
    if (outcome.converged) break;
    int const before = outcome.iterations + start(input, place);
    outcome = iterate(cold_iterations);
    outcome.iterations += before;
  }
  if (outcome.converged) store(state);
  return outcome;
}

/// Comes near the equilibrium from a guess: in a medium held as guessed, where the equilibrium is
/// unique, so that Newton's method then follows the medium from the dilute side. At high ionic
/// strength activity models may have further solutions.
int Equilibrium::start(CellInput const& input, Start const& place) {
  guess(input, place);
  equations_.set_form(false, true);
  equations_.place_titrated(u_);
  approach();
  if (place.by_descent) return descend();
  CellOutcome const outcome = iterate(cold_iterations);
  equations_.adopt_medium(u_);
  equations_.set_form(false, false);
  return outcome.iterations;
}

CellOutcome Equilibrium::iterate(int most_iterations) {
  CellOutcome outcome;
  for (int p = 0; p < system_.n_reactive_phases; ++p)
    active_[p] = system_.phase_two_sided[p] || u_[equations_.phase(p)] > 0;
  bool changed = true;
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
    advance(step_length());
  }
  return outcome;
}

/// A phase is active where it is present or would form [HintermuellerItoKunisch2002]: all phases at
/// once while the search is young, then one by one near a balance, which cannot go in circles. A
/// step may overshoot, so that a phase leaves only if it is still below nothing after the next one.
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
      active_[p] = moles + phase_weight * over > 0 ? active : inactive;
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
  u_[a_w] = std::max(u_[a_w], std::log(least_water_activity));
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

/// A dilute water that holds a little of each element, at the pH and pe of the start unless they
/// are given.
void Equilibrium::guess(CellInput const& input, Start const& place) {
  constexpr double least_water = 1e-6;  // (kg)
  constexpr double dilute = 1e-3;
  u_.setZero();
  double W = input.component[System::water];
  if (system_.closure[System::water] == Closure::total) W *= system_.water_molar_mass;
  for (std::size_t p = 0; p < input.phase.size(); ++p) {
    u_[equations_.phase(static_cast<int>(p))] = input.phase[p];
    W -= system_.water_molar_mass * input.phase[p] *
         system_.phase_content.at(static_cast<int>(p), System::water);
  }
  W = std::max(W, least_water);
  u_[System::water] = std::log(W);
  u_[equations_.ionic_strength()] = std::log(0.01);
  for (int j = 1; j < system_.n_components; ++j) {
    double const given = input.component[j];
    switch (system_.closure[j]) {
      case Closure::activity:
        u_[j] = ln_10 * given;
        break;
      case Closure::potential:
        u_[j] = 0;
        break;
      case Closure::total:
        u_[j] = std::log(given == 0 ? dilute : std::min(dilute, std::abs(given) / W));
        break;
      default:
        u_[j] = std::log(dilute);
    }
  }
  if (system_.closure[System::hydrogen] != Closure::activity)
    u_[System::hydrogen] = -ln_10 * place.pH;
  if (system_.electron >= 0 && system_.closure[system_.electron] != Closure::activity)
    u_[system_.electron] = -ln_10 * place.pe;
  place_absent();
}

/// Comes near the equilibrium from anywhere. With activity coefficients, activity and mass of water
/// held, the equilibrium is the least of a convex function of the ln activities, the dual of Gibbs
/// energy; phases enter as inequalities with their moles as multipliers [Rockafellar1974]. What was
/// held is then taken anew.
int Equilibrium::descend() {
  constexpr int most_rounds = 40;
  constexpr double settled = 1e-3;
  int iterations = 0;
  Unknowns before = u_;
  equations_.set_form(true, true);
  for (int round = 0; round < most_rounds; ++round) {
    before = u_;
    equations_.place_titrated(u_);
    iterations += minimise();
    equations_.adopt_medium(u_);
    if (round > 1 && (u_ - before).cwiseAbs().maxCoeff() < settled) break;
  }
  equations_.set_form(false, false);
  return iterations;
}

/// Damped Newton steps to the least of the function for given multipliers. The length
/// ln(1 + d)/d, d being the largest change of any ln amount, makes each step go down
/// [SunTranDinh2019].
int Equilibrium::minimise() {
  constexpr int most_iterations = 150;
  constexpr double accurate = 1e-8;
  constexpr double damping = 1e-8;  // keeps directions that round-off alone would choose short
  multiplier_ = u_.tail(system_.n_reactive_phases);
  int iterations = 0, worst = 0;
  for (; iterations < most_iterations; ++iterations) {
    place_phases();
    equations_.evaluate(u_);
    if (equations_.imbalance(worst) < accurate) break;
    equations_.assemble(u_, active_, phase_slack, J_, step_);
    for (int p = 0; p < system_.n_reactive_phases; ++p)
      step_[equations_.phase(p)] *=
          system_.phase_two_sided[p];  // its moles already follow its saturation
    for (int j = 1; j < system_.n_components; ++j) J_(j, j) += damping;
    lu_.compute(J_);
    step_ = lu_.solve(step_).eval();
    if (!step_.allFinite()) break;
    double const d = equations_.largest_change(step_);
    u_ += (d > 1e-12 ? std::log1p(d) / d : 1.0) * step_;
  }
  return iterations;
}

/// Moles of phases at the present activities: the multiplier, and a share for the saturation.
void Equilibrium::place_phases() {
  for (int p = 0; p < system_.n_reactive_phases; ++p) {
    active_[p] = system_.phase_two_sided[p];
    if (active_[p]) continue;  // an equation, not an inequality
    double const moles = multiplier_[p] + equations_.saturation(p, u_) / phase_slack;
    active_[p] = moles > 0;
    u_[equations_.phase(p)] = active_[p] ? moles : 0;
  }
}

/// Lowers the activity of every component of which the species hold more than there is, and moves
/// those of H+ and of the electron towards their balance, each by itself: from there Newton's
/// method does not meet amounts that drown all others.
void Equilibrium::approach() {
  constexpr int most_sweeps = 100;
  constexpr double near = std::numbers::ln2, most_change = 5 * ln_10;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    equations_.evaluate(u_);
    equations_.assemble(u_, active_, coarse_slack, J_, step_);
    bool changed = false;
    for (int j = 1; j < system_.n_components; ++j) {
      bool const is_two_sided = j == System::hydrogen || j == system_.electron;
      bool const is_amount = system_.closure[j] == Closure::total ||
                             (system_.closure[j] == Closure::alkalinity && !is_two_sided);
      if (!is_amount || equations_.is_absent(j)) continue;
      double const wanted = is_two_sided ? step_[j] : std::min(step_[j], 0.0);
      if (std::abs(wanted) < near) continue;
      u_[j] += std::clamp(wanted / std::max(J_(j, j), 1.0), -most_change, most_change);
      changed = true;
    }
    if (!changed) return;
  }
}

}  // namespace sanggan::chemistry
