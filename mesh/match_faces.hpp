#pragma once
#include <vector>

#include "mesh/assemble.hpp"

namespace sanggan {

/// Most faces that a cell has; face f of cell c is written as the number 6 c + f.
constexpr Index faces_per_cell = 6;

/// What is on the other side of each face of each cell, [6 x cells].
struct FaceMates {
  static constexpr Index boundary = -1;  ///< no other cell
  static constexpr Index no_face = -2;   ///< the cell has no such face
  std::vector<Index> mate;               ///< 6 c + f of the other side, or one of the above
};

/// Finds the pairs of faces with equal sets of nodes, in linear time.
/// @throws MeshError if three cells share a face
FaceMates match_faces(CellSoup const& soup);

}  // namespace sanggan
