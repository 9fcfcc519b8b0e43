#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/batch_command.hpp"

namespace sanggan {

/// What `sanggan sweep` is asked for.
struct SweepOptions {
  std::string table, case_path;
  std::vector<std::string> overrides;  ///< of all rows
  BatchRequest batch;
};

/// Runs a case once for each row of a table, in folders below that of the sweep, each with its
/// status.json, and sums up in summary.csv and summary.h5. A row that fails leaves the others
/// standing. Collective. @throws CaseError, IoError
ExitCode sweep(SweepOptions const& options, MPI_Comm comm);

}  // namespace sanggan
