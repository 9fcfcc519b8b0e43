#pragma once
#include <mpi.h>

#include <string>

#include "mesh/mesh.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// Writes a checkpoint into `folder` in the order of the global cell numbers, restartable on any
/// number of ranks: temporary name, flush, rename; the last two are kept. Collective.
/// @throws IoError
void write_checkpoint(std::string const& folder, std::string const& case_hash, Mesh const& mesh,
                      MPI_Comm comm, State const& state);

/// Whether there is a checkpoint in a folder, of whatever case and in whatever condition. Collective.
bool has_checkpoint(std::string const& folder, MPI_Comm comm);
/// Whether the newest checkpoint of a folder can be opened and is of this case. Collective.
bool has_checkpoint(std::string const& folder, std::string const& case_hash, MPI_Comm comm);

/// The newest complete checkpoint of a folder; one that cannot be read gives way to the one before.
/// Ghost values are left zero. Collective.
/// @throws IoError if there is none, or if it belongs to another case
State read_checkpoint(std::string const& folder, std::string const& case_hash, Mesh const& mesh,
                      MPI_Comm comm);

}  // namespace sanggan
