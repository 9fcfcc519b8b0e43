#pragma once
#include <optional>
#include <string>

namespace sanggan {

/// status.json of one run of many, for schedulers, dashboards and whoever goes on with them.
struct RunState {
  std::string state;  ///< running, done, failed, stopped
  int exit_code = 0;  ///< with which it ended; 0 while it runs
  double seconds = 0;
  std::string message;    ///< why it failed
  std::string case_hash;  ///< of the case that was run
};

/// Replaces status.json in the folder of a run at once. @throws IoError
void write_run_state(std::string const& folder, RunState const& state);
/// What it says; none if it is not there or cannot be read.
std::optional<RunState> read_run_state(std::string const& folder);

}  // namespace sanggan
