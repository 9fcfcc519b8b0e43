#pragma once
#include <mpi.h>

#include <string>

#include "app/batch_command.hpp"

namespace sanggan {

/// What `sanggan ensemble` is asked for.
struct EnsembleOptions {
  std::string ensemble;
  BatchRequest batch;
};

/// Runs the members of an ensemble below a folder, each with its status.json, and writes what they
/// say together: members.csv, monitors.csv and .h5, indices.csv, convergence.csv, results.h5 with
/// its view/. Members that fail are told and left out. Collective.
/// @throws CaseError, IoError
ExitCode run_ensemble(EnsembleOptions const& options, MPI_Comm comm);

}  // namespace sanggan
