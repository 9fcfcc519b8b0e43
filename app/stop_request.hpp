#pragma once
#include <mpi.h>

#include <optional>
#include <string>

namespace sanggan {

/// From now on SIGINT, SIGTERM, SIGUSR1 and SIGUSR2 ask the runs of this process to stop.
void listen_for_signals();

/// A wall-clock time as people write it, "90 min" or "23h30min" (s). Units are those of UDUNITS.
/// @throws CaseError
double wall_time(std::string const& text);

/// When the time of this process is up, in seconds since 1970: `wall_time` (s; empty: no limit)
/// from the start of the process on, or the end of the Slurm job that it belongs to, whichever
/// comes first; empty if neither is known. As rank 0 sees it. Collective.
std::optional<double> time_up(std::optional<double> wall_time, MPI_Comm comm);

/// What asks a run to stop: a signal, or the end of its time. A stop begins so early that the
/// checkpoint can be written before the time is up.
class StopRequest {
 public:
  explicit StopRequest(std::optional<double> time_up) : time_up_(time_up) {}
  /// Whether the step in hand is to be given up: a signal came, or all that is left of the time is
  /// needed for the checkpoint. Any thread may ask.
  bool asked() const;
  /// Whether there is no time for another step.
  bool no_time_for_a_step() const;
  /// Why the run stops, for a message.
  std::string reason() const;

  /// Takes note of how long a step took, and a checkpoint (s).
  void note_step(double seconds);
  void note_checkpoint(double seconds);

 private:
  double left() const;  // less what a checkpoint takes (s)

  std::optional<double> time_up_;
  double step_ = 0, checkpoint_ = 0;  // the longest of late
};

}  // namespace sanggan
