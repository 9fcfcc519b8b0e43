#pragma once
#include <mpi.h>

#include <cstdio>
#include <string>

#include "app/exit_code.hpp"

namespace sanggan {

/// Computes the species of the water that a file describes; rank 0 prints them, as a table for
/// people or as CSV. Collective.
/// @throws CaseError with all that is wrong with the file
ExitCode speciate_water(std::string const& path, bool csv, MPI_Comm comm, std::FILE* out);

}  // namespace sanggan
