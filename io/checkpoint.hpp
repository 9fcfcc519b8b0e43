#pragma once
#include <mpi.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What a checkpoint is of: it is of use to the same alone.
struct CheckpointOrigin {
  std::string case_hash;
  std::string case_text = {};  ///< resolved, to tell what has changed
  std::string version = SANGGAN_VERSION;
};

/// What differs, in words, where a checkpoint is of something else than wanted: the version, the
/// keys of the case, or the files that it names.
std::vector<std::string> differences(CheckpointOrigin const& then, CheckpointOrigin const& now);

/// Writes a checkpoint into `folder` in the order of the global cell numbers, restartable on any
/// number of ranks, and ended by a checksum: temporary name, flush, rename; the last two are kept.
/// Collective. @throws IoError
void write_checkpoint(std::string const& folder, CheckpointOrigin const& origin, Mesh const& mesh,
                      MPI_Comm comm, State const& state);

/// Whether there is a checkpoint in a folder, of whatever case and in whatever condition.
/// Collective.
bool has_checkpoint(std::string const& folder, MPI_Comm comm);
/// What the newest sound checkpoint of a folder is of, if there is one. Collective.
std::optional<CheckpointOrigin> checkpoint_origin(std::string const& folder, MPI_Comm comm);

/// The newest sound checkpoint of a folder; one whose checksum is wrong, or that cannot be read,
/// gives way to the one before, and rank 0 is told by `warn`. Ghost values are left zero.
/// Collective.
/// @throws IoError if there is none, CaseError with the differences if it is of something else
State read_checkpoint(std::string const& folder, CheckpointOrigin const& origin, Mesh const& mesh,
                      MPI_Comm comm, std::function<void(std::string const&)> const& warn = {});

}  // namespace sanggan
