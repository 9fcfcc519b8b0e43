#pragma once
#include <span>
#include <vector>

#include "physics/chemistry/kinetics.hpp"

namespace sanggan::chemistry {

/// How exact a step is to be: the error of the progress of each reaction within it is at most
/// relative |progress| + absolute (mol for each kg of water).
struct KineticTolerance {
  double relative = 1e-4;
  double absolute = 1e-9;
};

/// Lets the kinetic reactions of cells of one system go on, one cell after another, with all else
/// in equilibrium at every moment. Holds the work space of one thread; the system must outlive it.
///
/// With the progress x (mol) of each reaction the totals and the reactants are linear in x, so that
/// what they conserve is conserved to round-off, and x' = R(x) remains. Its steps are those of the
/// exponential Rosenbrock-Euler method, x += h phi_1(h J) R with the exact J = dR/dx: second order,
/// exact where R is linear however stiff, and one equilibrium for each step. The rates at its end
/// give the error, that of the third-order method of the same family, which the next step makes
/// good.  [HochbruckOstermann2010]
class Reactor {
 public:
  /// @param reactions  whose phases the system must hold, see phases_of_kinetics
  /// @throws std::invalid_argument where a reaction names what is not in play
  explicit Reactor(System const& system, std::vector<KineticReaction> reactions = {},
                   KineticTolerance tolerance = {});

  /// Reacts for dt (s). Then the totals of `input` hold what the reactants have given off,
  /// `reactants` their new moles in the order of the reactions, and `state` the equilibrium. All
  /// three stay as they were where it fails.
  CellOutcome advance(CellInput& input, std::span<double> reactants, CellState& state, double dt);

  /// What was solved so far: equilibria, and attempted steps between them.
  int equilibrium_solves() const { return solves_; }
  int steps() const { return steps_; }

  Kinetics const& kinetics() const { return kinetics_; }
  /// The reactants at the start (mol), m0 of the rate laws; those of the reactions unless changed.
  std::vector<double>& initial_moles() { return kinetics_.initial_moles(); }
  /// The last equilibrium solved.
  Equilibrium const& equilibrium() const { return equilibrium_; }

 private:
  /// A tried step: how long it became, and how long the next one, or the next try, should be (s).
  struct Step {
    bool accepted;
    double length, next;
  };
  /// Answer of equilibrium and rates to progress, to first order.
  struct Linear {
    Response response;
    ProgressMatrix J;
  };
  CellOutcome integrate(CellInput const& input, double dt);
  Step attempt(CellInput const& input, double h, CellOutcome& outcome);
  void linearise(std::vector<double> const& moles, Progress const& R, Linear& linear);
  bool solve_ahead(CellOutcome& outcome);
  double time_within_reach();
  bool has_passed_its_aim();
  void accept();
  void advance_linear(double h);
  double advance_within_growth(double h);
  double limit_step(double h);
  double time_of_end(int reactant, double h);
  double left_of(int reactant) const;
  void end_reactants();
  void release(CellInput const& input);
  void predict();
  double error(double h);
  double allowed_error(int reaction, double h) const;

  System const& system_;
  Kinetics kinetics_;
  Equilibrium equilibrium_;
  KineticTolerance tolerance_;
  int solves_ = 0, steps_ = 0;
  int lost_ = 0;     ///< steps in a row that found no equilibrium
  double left_ = 0;  ///< of the time of a call (s)

  CellInput trial_;
  CellState here_, ahead_;                   ///< at the start of a step, and at its end
  std::vector<double> moles_, moles_ahead_;  ///< of the reactants (mol)
  std::vector<char> ended_;                  ///< reactants that end in this step
  Progress x_, dx_;                          ///< so far, and in this step (mol)
  Progress owed_, error_;                    ///< of the last step, and of this one (mol)
  Progress R_, R_ahead_, miss_, start_;      ///< (mol/s)
  Linear linear_, linear_ahead_;
  bool is_linear_ = false, is_linear_ahead_ = false;  ///< these are of the state that they say
  ProgressMatrix hJ_, phi_, work_;
  Unknowns du_;
};

}  // namespace sanggan::chemistry
