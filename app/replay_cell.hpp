#pragma once
#include <mpi.h>

#include <cstdio>
#include <string>

#include "app/exit_code.hpp"
#include "app/speciate.hpp"

namespace sanggan {

/// Computes again, alone, the cell that a run could not solve, from the file that it left; rank 0
/// prints whether there is an equilibrium, and what it is or what is out of balance. Collective.
/// @throws CaseError with all that is wrong with the file, or if its database has changed
ExitCode replay_cell(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                     std::FILE* out);

}  // namespace sanggan
