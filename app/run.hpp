#pragma once
#include <mpi.h>

#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/progress.hpp"
#include "io/case.hpp"

namespace sanggan {

/// Runs a case from its start into `folder` (empty: results/<case name>), or until so much
/// wall-clock time (s) has passed since the process began. Collective.
/// @throws CaseError, IoError
ExitCode run_case(std::string const& path, std::string folder,
                  std::vector<std::string> const& overrides, Verbosity verbosity,
                  std::optional<double> wall_time, MPI_Comm comm);

/// Goes on with the run in a folder from its last checkpoint, on any number of ranks. Collective.
/// @throws CaseError, IoError
ExitCode resume_run(std::string const& folder, Verbosity verbosity, std::optional<double> wall_time,
                    MPI_Comm comm);

/// The case of a run, read again. Collective. @throws CaseError if it has changed since
Case case_of_run(std::string const& folder, MPI_Comm comm);

}  // namespace sanggan
