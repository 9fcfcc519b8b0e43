#pragma once
#include <mpi.h>

#include <string>

namespace sanggan {

/// Writes a commented case to start from to <folder>/case.yaml. Collective. @return its path
/// @throws CaseError if the file is there already or its folder has no name for a case, IoError
std::string new_case(std::string const& folder, MPI_Comm comm);

}  // namespace sanggan
