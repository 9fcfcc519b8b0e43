#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Reads what was observed from a CSV file with the columns monitor, time (with its unit), value
/// (in the unit of the monitor) and weight, which may be empty: 1. Collective.
/// @throws CaseError with all errors
std::vector<Observation> read_observations(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
