#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/balance.hpp"
#include "solver/controls.hpp"
#include "solver/flow_solver.hpp"
#include "solver/reactions.hpp"
#include "solver/state.hpp"
#include "solver/transport.hpp"

namespace sanggan {

/// What one accepted step did, for progress and logs.
struct StepReport {
  double t = 0, dt = 0;  ///< end and length of the step (s)
  /// Totals so far; what is chemical, over all cells.
  long step = 0, cuts = 0, newton_iterations = 0, linear_iterations = 0, chemical_iterations = 0,
       chemical_solves = 0;
  double water_error = 0, species_error = 0;  ///< relative balance errors since the start (-)
};

/// Why a run ended.
enum class RunEnd { done, stopped, no_convergence, balance_broken };

/// Where and why the last attempt failed.
struct Failure {
  std::string reason;
  double t = 0, dt = 0;             ///< start and length of the step that failed (s)
  double residual = 0;              ///< water content over the step (-)
  std::vector<UnsolvedCell> worst;  ///< on this rank, if it was the water that failed
  /// If it was the reactions of a cell that failed, that cell, on the rank that has it.
  std::shared_ptr<FailedCell const> cell = {};
};

/// Seconds of wall-clock time by phase, on this rank.
struct PhaseSeconds {
  double assembly = 0, preconditioner = 0, linear_solve = 0, transport = 0, reactions = 0,
         output = 0, total = 0;
};

/// What the caller does while the run goes on. All are called on every rank.
struct RunCallbacks {
  std::function<void(Snapshot const&)> output;  ///< at every output time
  std::function<void(StepReport const&)> step;  ///< after every accepted step
  std::function<bool()> stop_requested;         ///< true on all ranks or none
};

/// The time loop: a step advances a copy of the state and commits it or drops it; it lands exactly
/// on every event (output, record of a series, end).
class Simulation {
 public:
  /// Collective. All arguments must outlive the simulation. `K_factor` [n_cells] multiplies the
  /// conductivity of the materials.
  Simulation(Mesh const& mesh, Halo const& halo, Site const& site, ConstField K_factor,
             TimeControl const& time, NewtonControl const& newton,
             TransportControl const& transport);

  /// Starts from pressure heads psi [n_cells] (m) and the initial concentrations of the species;
  /// with a steady start, from the steady state that they lead to. Collective.
  /// @returns false if no steady state was found; see failure()
  bool start(ConstField psi);
  /// Goes on from a state that a checkpoint held. Collective.
  void restore(State state);

  /// Runs to the end of the time control. Collective.
  RunEnd run(RunCallbacks const& callbacks);
  /// One attempt at a step of at most dt (s); for tests. Collective.
  bool step(double dt);

  State const& state() const { return state_; }
  Balance const& balance() const { return balance_; }
  Failure const& failure() const { return failure_; }
  StepReport const& report() const { return report_; }
  PhaseSeconds seconds() const;
  FlowSolver const& flow() const { return flow_; }
  /// Of a site with species.
  Transport const& transport() const { return *transport_; }
  /// Null where the site has no chemistry.
  Reactions const* reactions() const { return reactions_ ? &*reactions_ : nullptr; }
  Mesh const& mesh() const { return mesh_; }
  Halo const& halo() const { return halo_; }
  Site const& site() const { return site_; }
  /// What a cell holds of a species, by pool and per volume of ground (mol/m3).
  StoredPools content(std::size_t species, Index cell) const {
    return content(state_, species, cell);
  }
  /// Dissolved concentration of a species in a cell (mol/m3), in all its forms.
  double concentration(std::size_t species, Index cell) const;
  /// Fields of the present state for the writers. Collective.
  Snapshot snapshot() const;

 private:
  double next_event() const;
  StoredPools content(State const& state, std::size_t species, Index cell) const;
  std::vector<StoredPools> stores(State const& state) const;
  void book(State const& before, double dt, std::vector<SpeciesFlows> const& flows);
  /// Notes that a step of length dt failed; the next one is `share` of it.
  void cut(double dt, double share, std::string const& reason);
  bool balance_holds();
  /// Water of the trial state over dt (s), with the error of the step under control.
  bool advance_flow(double dt);
  /// Transport of the trial state over dt (s); `flows` [species] is set.
  bool move(double dt, std::vector<SpeciesFlows>& flows);
  /// Reactions of the trial state over a share of a step of dt (s); adds what they gain of each
  /// gas, by mobile (mol).
  bool react(double dt, double share, bool rates_given, std::vector<double>& gained);
  /// Both, as the coupling says.
  bool move_and_react(double dt, std::vector<SpeciesFlows>& flows);
  /// Counts the work of the flow solver, and notes why it failed if it did.
  bool accept_work(StepOutcome const& outcome, double dt);
  /// The state takes along what the run has cost so far.
  void note_work();
  /// The trial state becomes the state.
  void commit(double dt);
  /// One accepted step that lands on `event` (s) or stops short of it, cut and retried as needed.
  template <class Step>
  bool step_towards(double event, Step const& attempt);
  /// Water alone, from -spin_up to 0.
  bool spin_up();

  Mesh const& mesh_;
  Halo const& halo_;
  Site const& site_;
  TimeControl time_;
  CouplingControl coupling_;
  CellProperties cells_;
  FlowSolver flow_;
  std::optional<Transport> transport_;  // absent where only water moves
  std::optional<Reactions> reactions_;
  Balance balance_;
  State state_, trial_;
  StepReport report_;
  Failure failure_;
  double output_seconds_ = 0, transport_seconds_ = 0, reaction_seconds_ = 0, total_seconds_ = 0,
         last_error_ = 0, coupling_error_ = 0;
  double steady_until_ = -1;  // steady flow holds up to here (s)
  // By quantity, what this rank's stores gained where a new steady state took the place of the old.
  std::vector<double> settled_;
  int last_newton_ = 0;
};

}  // namespace sanggan
