#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// What a mesh holds, over all ranks.
struct MeshTally {
  struct Part {
    std::string name;
    GlobalIndex count = 0;  ///< cells of a zone, faces of a patch
    double size = 0;        ///< their volume (m3) or area (m2)
  };
  std::vector<Part> zones, patches;
  Vec3 low, high;                              ///< corners of the box around all cells (m)
  double smallest_cell = 0, largest_cell = 0;  ///< (m3)
};

/// Collective.
MeshTally tally(Mesh const& mesh, MPI_Comm comm);

}  // namespace sanggan
