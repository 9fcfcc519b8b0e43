#pragma once
#include <mpi.h>

#include <cstdio>
#include <string>
#include <vector>

namespace sanggan {

/// Reads and checks a case without running it; rank 0 prints what was read: mesh, zones, species,
/// boundaries, events, memory. Collective.
/// @throws CaseError with all that is wrong with the case
void check_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
                std::FILE* out);

}  // namespace sanggan
