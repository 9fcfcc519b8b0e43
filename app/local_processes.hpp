#pragma once
#include <string>
#include <vector>

#include "app/run_batch.hpp"

namespace sanggan {

/// Runs those of a batch that are neither done nor failed as processes of their own, so many at a
/// time. SIGINT, SIGTERM and SIGUSR1 are passed on, and no run is begun after them. For one rank.
/// @param case_path the file of which all are cases, with their overrides
void run_processes(std::vector<BatchRun>& runs, std::string const& case_path, int processes,
                   BatchOptions const& options);

}  // namespace sanggan
