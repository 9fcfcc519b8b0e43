#include "solver/staged_run.hpp"

#include <algorithm>
#include <utility>

namespace sanggan {
namespace {

constexpr double before_all = -1;  // (s): no edit is in force

}  // namespace

StagedRun::StagedRun(Mesh const& mesh, Halo const& halo, Site const& site,
                     std::vector<TimedEdit> const& edits, ConstField K_factor,
                     TimeControl const& time, NewtonControl const& newton,
                     TransportControl const& transport)
    : mesh_(mesh),
      halo_(halo),
      base_(site),
      edits_(edits),
      K_factor_(K_factor),
      time_(time),
      newton_(newton),
      transport_(transport),
      starts_(stage_starts(edits, time.end)) {
  build(0, before_all);
}

// One simulation at a time, so that memory is needed for one alone.
void StagedRun::build(std::size_t stage, double at) {
  simulation_.reset();
  stage_ = stage;
  site_ = site_at(base_, edits_, at);
  TimeControl time = time_;
  if (stage + 1 < starts_.size()) time.end = starts_[stage + 1];
  simulation_ =
      std::make_unique<Simulation>(mesh_, halo_, site_, K_factor_, time, newton_, transport_);
}

bool StagedRun::enter(std::size_t stage) {
  before_measures_ = simulation_->state();
  before_measures_->at_start = stage == 0 ? 1 : 0;
  Handover before = std::move(*simulation_).hand_over();
  build(stage, starts_[stage]);
  if (asked_) simulation_->heed(asked_);
  return simulation_->take_over(std::move(before), state_edits(edits_, starts_[stage]));
}

void StagedRun::heed(StopAsked asked) {
  asked_ = std::move(asked);
  simulation_->heed(asked_);
}

bool StagedRun::start(ConstField psi) {
  return simulation_->start(psi) && do_what_begins_at_once();
}

bool StagedRun::start_within_spin_up(State state) {
  return simulation_->start_within_spin_up(std::move(state)) && do_what_begins_at_once();
}

bool StagedRun::start_from(State state) {
  simulation_->start_from(std::move(state));
  return do_what_begins_at_once();
}

bool StagedRun::do_what_begins_at_once() {
  bool const changes = std::any_of(edits_.begin(), edits_.end(),
                                   [](TimedEdit const& edit) { return edit.from == 0; });
  return !changes || enter(0);
}

State const& StagedRun::last_whole_state() const {
  return simulation_->all_booked() ? simulation_->state() : *before_measures_;
}

void StagedRun::restore(State state) {
  // What begins at this very time has not been done yet.
  auto const next = std::lower_bound(starts_.begin() + 1, starts_.end(), state.t);
  auto const stage = static_cast<std::size_t>(next - starts_.begin()) - 1;
  build(stage, starts_[stage]);
  if (asked_) simulation_->heed(asked_);
  simulation_->restore(std::move(state));
}

RunEnd StagedRun::run(RunCallbacks const& callbacks,
                      std::function<void(Simulation const&)> const& new_stage) {
  RunCallbacks with_books = callbacks;
  with_books.step = [&](StepReport const& report) {
    before_measures_.reset();
    if (callbacks.step) callbacks.step(report);
  };
  for (;;) {
    RunEnd const end = simulation_->run(with_books);
    if (end != RunEnd::done || stage_ + 1 == starts_.size()) return end;
    try {
      if (!enter(stage_ + 1)) return RunEnd::no_convergence;
    } catch (GivenUp const&) {
      return RunEnd::stopped;
    }
    if (new_stage) new_stage(*simulation_);
  }
}

}  // namespace sanggan
