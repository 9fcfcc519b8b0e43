#pragma once
#include <mpi.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/case_run.hpp"
#include "io/case.hpp"

namespace sanggan {

/// How a run of a batch stands. One that was stopped, or broken off, goes on from its checkpoint.
enum class RunStatus { not_run, running, done, failed, stopped };

/// One run of many: a scenario of a study, a row of a sweep, a member of an ensemble. Its case is
/// made where it is run, so that those of all runs are never held at once.
struct BatchRun {
  std::string name;
  RunOrder order;
  std::string case_hash;                  ///< by which what its folder holds is known as its own
  std::function<Case(MPI_Comm)> case_of;  ///< collective in the group of ranks that runs it
  RunStatus status = RunStatus::not_run;
  ExitCode code = ExitCode::done;  ///< with which it ended
  double seconds = 0;              ///< that it took (wall-clock time)
  std::string message = {};        ///< why it failed
};

/// How a batch is run.
struct BatchOptions {
  int groups = 0;  ///< of ranks; 0: one for each run, as far as there are ranks
  Verbosity verbosity;
  std::optional<KnownStart> start;  ///< that all runs have in common
  /// Called by the first rank of its group when a run begins and when it has ended; may be empty.
  std::function<void(BatchRun const&)> note;
};

/// Sets the status of each run by what its folder holds: done, stopped, not run, or failed where
/// its status.json says that it would only fail again. Messages are for rank 0. Collective.
void find_standing(std::vector<BatchRun>& runs, MPI_Comm comm);
/// The same for who runs nothing: failed are also those that another attempt might bring to an end.
void find_outcome(std::vector<BatchRun>& runs, MPI_Comm comm);

/// The start that all runs of a batch have in common, computed into `folder` unless it is there;
/// none if it is not worth computing for those that begin anew, or cannot be found. Collective.
/// @param base the case without what the runs add to it @throws IoError
std::optional<KnownStart> common_start(Case const& base, std::vector<BatchRun> const& runs,
                                       std::string const& folder, Verbosity verbosity,
                                       MPI_Comm comm);

/// Keeps how a run stands in the status.json of its folder, which is made. @throws IoError
void note_in_folder(BatchRun const& run);
/// How a run stands, in a word: done, failed, stopped, running, not run.
std::string word_of(RunStatus status);

/// Runs those that are neither done nor failed, in groups of ranks that take the next one when they
/// are free. One that fails leaves the others standing; one that is stopped is the last of its
/// group. Collective; the runs are the same on all ranks at the end.
void run_batch(std::vector<BatchRun>& runs, BatchOptions const& options, MPI_Comm comm);

/// Sets how a run ended and why.
void end_run(BatchRun& run, ExitCode code, std::string message);
/// Whether a run is still to be run.
bool is_wanted(BatchRun const& run);
/// Says on standard output that a run begins, or how it ended.
void tell(BatchRun const& run, bool ended);

/// The exit code of the whole: stopped if any is not run to its end, else no_convergence if any
/// failed.
ExitCode code_of(std::vector<BatchRun> const& runs);

}  // namespace sanggan
