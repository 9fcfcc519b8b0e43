#pragma once
#include <string>
#include <vector>

#include "solver/controls.hpp"
#include "solver/diagnosis.hpp"
#include "solver/petsc_linear.hpp"
#include "solver/richards.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What an attempt at one step did.
struct StepOutcome {
  bool converged = false;
  int newton_iterations = 0, linear_iterations = 0;
  double error = 0;                 ///< estimate for the water content (-)
  double residual = 0;              ///< largest of all cells, as water content over the solve (-)
  std::string reason;               ///< why it did not converge
  std::vector<UnsolvedCell> worst;  ///< the cells of this rank that were farthest from it
  /// Goes on with another solve of the same step.
  void add(StepOutcome const& next);
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

  /// One step of second order, in two stages.  [Alexander1977] `state` changes only if the outcome
  /// is converged: psi, water (what the mean face flows of the step leave, so that the balance
  /// closes to round-off), ponded depth. Does not touch the time. Collective.
  StepOutcome advance(State& state, double dt);
  /// The steady state under the forcing at the state's time: the balance without storage,
  /// approached by growing time steps where Newton's method does not reach it at once. Collective.
  StepOutcome settle(State& state);
  /// Water content of the state's pressure head, for a state that no step has made yet.
  void fill_water(State& state);

  /// Solves are given up from now on where that is asked: advance() and settle() throw GivenUp.
  void heed(StopAsked const& asked);

  void shut_off_wells(std::vector<double> const& stands) { equations_.shut_off_wells(stands); }
  Richards const& equations() const { return equations_; }
  LinearSolver const& linear() const { return linear_; }
  LinearSolver& linear() { return linear_; }
  double assembly_seconds() const { return assembly_seconds_; }

 private:
  struct Norms {
    double largest, root_sum_square;
  };
  /// One implicit solve: backward Euler from what is stored at its start.
  struct Stage {
    double dt;  ///< (s), infinite for the steady state itself
    ForcingTime at;
    ConstField water, ponded;  ///< at the start
    double flow_tolerance;     ///< residual over what passes through the cells (-)
    /// Iterations after which the gradients at skew faces stay as they are: at a sharp front their
    /// weights turn so quickly that they keep Newton's method from converging.
    int most_with_gradients = 10;
  };
  /// Where an iteration starts, and its correction.
  struct Iterate {
    std::vector<double> psi, theta, capacity, correction;
    Norms norms{};
  };
  /// Full steps taken on trust although they raised the residual.  [Chamberlain1982]
  struct Trial {
    int steps = 0;        ///< since the residual last fell
    bool allowed = true;  ///< not after one that was in vain
    bool stuck = false;   ///< nothing lowers the residual, which is as good as solved
  };
  /// psi starts as a guess and ends as the solution.
  StepOutcome newton(Stage const& stage, std::vector<double>& psi);
  /// Moves psi from where the iteration stands, so that the residual falls now or soon.
  Norms descend(Stage const& stage, Trial& trial, std::vector<double>& psi);
  bool solved(Stage const& stage, Norms const& norms, double strictness) const;
  /// What the flows of the stage just solved add to each cell (1/s).
  void rate_of(Stage const& stage, std::vector<double>& rate) const;
  /// The stage just solved becomes the state.
  void commit(Stage const& stage, std::vector<double>& psi, State& state);
  bool lead_on(State const& state, double length, double lead);
  void look_ahead(ConstField psi_old, double length, double ahead, Field psi);
  template <class Count>
  bool approach_steady(State& state, Count const& count);
  Norms evaluate(Stage const& stage, std::vector<double>& psi);
  /// psi from where the iteration stands, by a share of its correction.
  void update(double share, Field psi) const;
  double updated(Index cell, double psi, double correction) const;
  /// Root of the summed squares of what passes through each cell (m3/s): the scale of the residual.
  double gross_flow() const;

  Mesh const& mesh_;
  Halo const& halo_;
  CellProperties const& cells_;
  NewtonControl control_;
  Richards equations_;
  LinearSolver linear_;
  std::vector<double> residual_, slots_, negative_;
  Iterate from_, trial_;  // of the present step, and of the one where steps on trial began
  // Of the two stages of a step: rates (1/s), and what the second one starts from.
  std::vector<double> first_rate_, rate_, first_ponded_, water_, ponded_;
  double assembly_seconds_ = 0;
  StopAsked asked_;
};

}  // namespace sanggan
