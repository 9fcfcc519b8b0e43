#pragma once
#include <mpi.h>

#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// Cells of one rank with their corners, as VTK wants them.
struct CellBlock {
  std::vector<double> points;             ///< [n_points x 3] corners (m)
  std::vector<GlobalIndex> connectivity;  ///< local numbers of the corners, in VTK's order
  std::vector<GlobalIndex> offsets;       ///< [n_cells+1] into connectivity
  std::vector<std::uint8_t> types;        ///< [n_cells] VTK cell types
  std::vector<GlobalIndex> zone;          ///< [n_cells]
  std::vector<GlobalIndex> rank;          ///< [n_cells] that computed the cell

  std::size_t n_cells() const { return types.size(); }
};

/// The owned cells of the mesh of one rank.
CellBlock cell_block(Mesh const& mesh, int rank);

}  // namespace sanggan
