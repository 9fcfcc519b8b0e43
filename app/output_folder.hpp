#pragma once
#include <mpi.h>

#include <string>

namespace sanggan {

/// Makes a folder ready for the results of a case: creates it, or clears away an earlier run of the
/// same case. Collective. @throws CaseError if it holds anything else, IoError
void prepare_output_folder(std::string const& folder, std::string const& case_name, MPI_Comm comm);

}  // namespace sanggan
