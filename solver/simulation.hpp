#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "physics/state_edit.hpp"
#include "solver/balance.hpp"
#include "solver/controls.hpp"
#include "solver/flow_solver.hpp"
#include "solver/handover.hpp"
#include "solver/reactions.hpp"
#include "solver/state.hpp"
#include "solver/transport.hpp"

namespace sanggan {

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
  /// The same from a state that this site, whatever its measures, had at its start. Collective.
  void start_from(State state);
  /// Goes on with a spin-up that was given up, from its state; then as start().
  bool start_within_spin_up(State state);
  /// Goes on from a state that a checkpoint held. Collective.
  void restore(State state);
  /// From now on the step in hand is given up where that is asked: run() ends as stopped, with the
  /// last accepted state, and start() throws GivenUp. In a spin-up, whose time is negative, the
  /// state can be gone on from.
  void heed(StopAsked asked);

  /// What the simulation of a changed site on the same mesh goes on from; this one is used up.
  Handover hand_over() &&;
  /// Goes on where another simulation of the run ended, under a site that may differ from that
  /// one's in all but its species, releases and the names and order of what the ledger books.
  /// Pressure heads stay, and so does what each cell holds of every species; `edits` come after
  /// that, and the ledger books them with the next step. Collective.
  /// @returns false if the chemistry found no equilibrium of what edits brought; see failure()
  bool take_over(Handover before, std::span<StateEdit const> edits);

  /// Runs to the end of the time control. Collective.
  RunEnd run(RunCallbacks const& callbacks);
  /// One attempt at a step of at most dt (s); for tests. Collective.
  bool step(double dt);

  State const& state() const { return state_; }
  /// False between taking over with edits and the step that books them: from such a state nothing
  /// can go on.
  bool all_booked() const { return exchanged_.empty(); }
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
  /// Of a species in the water that a well pumps, of one at rest the mean of its screen (mol/m3);
  /// on the rank that has the well.
  double pumped_concentration(std::size_t well, std::size_t species) const;
  /// Fields of the present state for the writers. Collective.
  Snapshot snapshot() const;

 private:
  double next_event() const;
  /// What follows the spin-up on the way to the start.
  bool finish_start();
  void open_books();
  StoredPools content(State const& state, std::size_t species, Index cell) const;
  std::vector<StoredPools> stores(State const& state) const;
  /// The same sums of water (m3) and of every species (mol).
  std::vector<double> totals(State const& state) const;
  void book(State const& before, double dt, std::vector<SpeciesFlows> const& flows);
  /// Notes that a step of length dt failed; the next one is `share` of it.
  void cut(double dt, double share, std::string const& reason);
  bool balance_holds();
  /// Shuts off wells by the concentrations that the step left, and starts them again.
  void switch_wells();
  /// Water of the trial state over dt (s), with the error of the step under control.
  bool advance_flow(double dt);
  /// Transport of the trial state over dt (s); `flows` [species] is set.
  bool move(double dt, std::vector<SpeciesFlows>& flows);
  /// Reactions of the trial state over a share of a step of dt (s); adds what they gain of each
  /// gas, by mobile (mol).
  bool react(double dt, double share, bool rates_given, std::vector<double>& gained);
  /// Both, as the coupling says.
  bool move_and_react(double dt, std::vector<SpeciesFlows>& flows);
  // take_over.cpp
  using ByQuantity = std::vector<std::vector<double>>;
  /// What a cell holds per volume of ground: of water (-), of a species in all pools (mol/m3).
  double held(std::size_t quantity, Index cell) const;
  std::vector<double> waste() const;
  void keep(Handover const& before, std::vector<char> const& refilled);
  /// Brings a cell to hold `content` (mol/m3) of a species by the concentration of its water.
  void hold(std::size_t species, Index cell, double content);
  void edit(StateEdit const& edit, ByQuantity& held_before);
  void refill(Index cell, Refill const& refill);
  /// Brings the cells of edits that touch the chemistry into equilibrium.
  bool settle_chemistry(std::span<StateEdit const> edits);
  /// Whether an edit changes what the chemistry knows.
  bool touches_chemistry(StateEdit const& edit) const;
  void take(Index cell, std::vector<double> const& share);
  std::vector<Index> cells_in(Region const& region) const;
  /// What the kinetic sites of a cell hold in equilibrium with the concentration C (mol/kg).
  double slow_sites(std::size_t species, Index cell, double C) const;
  /// Counts the work of the flow solver, and notes why it failed if it did.
  bool accept_work(StepOutcome const& outcome, double dt);
  /// The state takes along what the run has cost so far.
  void note_work();
  /// The trial state becomes the state.
  void commit(double dt);
  /// One accepted step that lands on `event` (s) or stops short of it, cut and retried as needed.
  template <class Step>
  bool step_towards(double event, Step const& attempt);
  /// The same; a step that is given up leaves no trace in the state and its plan of steps.
  template <class Step>
  bool step_or_give_up(double event, Step const& attempt);
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
  bool flow_is_set_ = false;  // transport knows a flow, which is kept while it is steady
  // By quantity, what this rank's stores gained where a new steady state took the place of the old.
  std::vector<double> settled_;
  // [quantity][account] on this rank since the last step, and by quantity what its stores gained
  // beside that.
  std::vector<std::vector<Exchange>> exchanged_;
  std::vector<double> resettled_;
  // [mobiles] what the equilibrium of exchanged ground made of them on this rank, since the last
  // step (mol).
  std::vector<double> gained_at_once_;
  PhaseSeconds before_;  // of the simulations before this one
  int last_newton_ = 0;
};

}  // namespace sanggan
