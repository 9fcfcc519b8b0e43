#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "physics/timeline.hpp"
#include "solver/simulation.hpp"

namespace sanggan {

/// A run over a site that changes at certain times: a simulation for each stage between them, on
/// the same mesh, that takes over the state and the ledger of the one before.
class StagedRun {
 public:
  /// Collective. All arguments but the controls must outlive the run.
  StagedRun(Mesh const& mesh, Halo const& halo, Site const& site,
            std::vector<TimedEdit> const& edits, ConstField K_factor, TimeControl const& time,
            NewtonControl const& newton, TransportControl const& transport);

  /// Starts from the site as it is without edits, then does what begins at the time 0. As
  /// Simulation::start. Collective.
  bool start(ConstField psi);
  /// The same from the state that the site without edits has at its start.
  bool start_from(State state);
  /// Goes on with the spin-up that was given up in this state. As Simulation::start. Collective.
  bool start_within_spin_up(State state);
  /// From now on steps are given up where that is asked, as Simulation::heed says, and what
  /// measures do to the state, too.
  void heed(StopAsked asked);
  /// Goes on within the stage to which the state of a checkpoint belongs. Collective.
  void restore(State state);
  /// Runs to the end of the last stage; `new_stage` is told of each simulation that takes over.
  RunEnd run(RunCallbacks const& callbacks,
             std::function<void(Simulation const&)> const& new_stage = {});

  /// That of the present stage.
  Simulation const& simulation() const { return *simulation_; }
  /// The last state from which a run can go on: the present one, or that before the last measures
  /// until a step has booked what they did.
  State const& last_whole_state() const;

 private:
  void build(std::size_t stage, double at);
  bool enter(std::size_t stage);
  bool do_what_begins_at_once();

  Mesh const& mesh_;
  Halo const& halo_;
  Site const& base_;
  std::vector<TimedEdit> const& edits_;
  ConstField K_factor_;
  TimeControl time_;
  NewtonControl newton_;
  TransportControl transport_;
  StopAsked asked_;
  std::vector<double> starts_;
  std::size_t stage_ = 0;
  std::optional<State> before_measures_;  // until the first step after them
  Site site_;                             // of the stage
  std::unique_ptr<Simulation> simulation_;
};

}  // namespace sanggan
