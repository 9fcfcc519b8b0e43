#include <algorithm>
#include <cmath>
#include <numbers>

#include "physics/chemistry/equilibrium.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double phase_slack = 1;  // ln units of saturation by which a mole is missed

}  // namespace

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

/// The last resort: the same matter in ever less water, each equilibrium the start of the next one.
CellOutcome Equilibrium::concentrate(CellInput const& input, Start const& place) {
  constexpr int halvings = 12;
  CellOutcome outcome;
  int iterations = 0;
  thin_ = input;
  for (int k = halvings; k >= 0; --k) {
    for (int j = 1; j < system_.n_components; ++j)
      if (system_.closure[j] != Closure::activity && system_.closure[j] != Closure::phase)
        thin_.component[j] = std::ldexp(input.component[j], -k);
    for (std::size_t p = 0; p < input.phase.size(); ++p)
      thin_.phase[p] = std::ldexp(input.phase[p], -k);
    equations_.set_input(thin_);
    if (k == halvings) start(thin_, place);
    outcome = iterate(cold_iterations);
    iterations += outcome.iterations;
    if (!outcome.converged) break;
  }
  equations_.set_input(input);
  outcome.iterations = iterations;
  return outcome;
}

}  // namespace sanggan::chemistry
