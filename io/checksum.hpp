#pragma once
#include <mpi.h>

#include <string>

namespace sanggan {

/// Ends a file with a line that holds a checksum of all its bytes. HDF5 does not mind what comes
/// after the end of its data. Each rank reads its share. Collective. @throws IoError
void append_checksum(std::string const& path, MPI_Comm comm);

/// Whether a file ends with the checksum of its bytes. Collective.
bool has_valid_checksum(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
