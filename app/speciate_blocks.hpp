#pragma once
#include <mpi.h>

#include <cstdio>
#include <string>

#include "app/exit_code.hpp"
#include "app/speciate.hpp"

namespace sanggan {

/// Computes what a file of PHREEQC's keyword blocks asks for; rank 0 prints each state. Collective.
/// @throws CaseError with all that is wrong with the file or not supported
ExitCode speciate_blocks(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                         std::FILE* out);

}  // namespace sanggan
