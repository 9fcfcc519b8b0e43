#pragma once
#include <string>
#include <vector>

#include "solver/controls.hpp"
#include "solver/petsc_linear.hpp"
#include "solver/richards.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What an attempt at one step did.
struct StepOutcome {
  bool converged = false;
  int newton_iterations = 0, linear_iterations = 0;
  double residual = 0;    ///< largest of all cells, as water content over the step (-)
  Index worst_cell = -1;  ///< where, on the rank that holds it; -1 elsewhere
  std::string reason;     ///< why it did not converge
};

/// Advances the water: Newton's method on Richards with line search, cell by cell in the variable
/// that suits it. Dry cells are updated in water content, wet ones in pressure head, which is
/// Newton's method with primary-variable switching on one and the same matrix.  [Forsyth1995]
class FlowSolver {
 public:
  /// Collective.
  FlowSolver(Mesh const& mesh, Halo const& halo, Site const& site, CellProperties const& cells,
             NewtonControl const& control);
  FlowSolver(FlowSolver const&) = delete;  // the linear solver asks it for products

  /// One backward-Euler step. `state` changes only if the outcome is converged: psi, water (what
  /// the face flows leave, so that the balance closes to round-off), its rate, ponded depth. Does
  /// not touch the time. Collective.
  StepOutcome advance(State& state, double dt);
  /// The steady state under the forcing at the state's time: the balance without storage,
  /// approached by growing time steps where Newton's method does not reach it at once. Collective.
  StepOutcome settle(State& state);
  /// Water content of the state's pressure head, for a state that no step has made yet.
  void fill_water(State& state);

  Richards const& equations() const { return equations_; }
  LinearSolver const& linear() const { return linear_; }
  LinearSolver& linear() { return linear_; }
  double assembly_seconds() const { return assembly_seconds_; }

 private:
  struct Norms {
    double largest, root_sum_square;
  };
  /// A time step, or one on the way to a steady state, through which the forcing stands still.
  struct Step {
    double dt;              ///< (s), infinite for the steady state itself
    double flow_tolerance;  ///< residual over what passes through the cells (-)
    bool forcing_moves = true;
  };
  StepOutcome advance(State& state, Step const& step);
  StepOutcome newton(State const& state, Step const& step, std::vector<double>& psi);
  template <class Count>
  bool approach_steady(State& state, Count const& count);
  Norms evaluate(State const& state, Step const& step, std::vector<double>& psi);
  void update(ConstField from, ConstField correction, double share, Field psi) const;
  double updated(Index cell, double psi, double correction) const;
  /// Root of the summed squares of what passes through each cell (m3/s): the scale of the residual.
  double gross_flow() const;

  Mesh const& mesh_;
  Halo const& halo_;
  CellProperties const& cells_;
  NewtonControl control_;
  Richards equations_;
  LinearSolver linear_;
  std::vector<double> residual_, slots_, correction_, negative_, base_, theta_, capacity_;
  double assembly_seconds_ = 0;
};

}  // namespace sanggan
