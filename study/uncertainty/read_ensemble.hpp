#pragma once
#include <mpi.h>

#include <string>

#include "io/description.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Reads and checks an ensemble (docs/uncertainty.md). Whether its keys are those of the case, the
/// case of each member says. Collective: all ranks return the same or throw the same error.
/// @throws CaseError with all errors, sorted by place
Ensemble read_ensemble(std::string const& path, MPI_Comm comm);

/// The keys of such a file, with their units, ranges and meanings.
Description describe_ensemble();

}  // namespace sanggan
