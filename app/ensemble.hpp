#pragma once
#include <mpi.h>

#include <string>

#include "app/exit_code.hpp"
#include "app/progress.hpp"

namespace sanggan {

/// What `sanggan ensemble` is asked for.
struct EnsembleOptions {
  std::string ensemble, folder;
  int groups = 0;  ///< of ranks; 0: one for each member, as far as there are ranks
  Verbosity verbosity;
};

/// Runs the members of an ensemble below a folder, as far as they are not done there, and writes
/// what they say together: members.csv, monitors.csv, indices.csv, convergence.csv, results.h5 with
/// its view/. Members that fail are told and left out. Collective.
/// @throws CaseError, IoError
ExitCode run_ensemble(EnsembleOptions const& options, MPI_Comm comm);

}  // namespace sanggan
