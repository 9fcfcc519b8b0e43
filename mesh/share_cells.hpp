#pragma once
#include <mpi.h>

#include <vector>

#include "mesh/gmsh.hpp"

namespace sanggan {

/// A cell of a mesh file on its way to a rank.
struct SharedCell {
  GlobalIndex number;  ///< its place in the file
  int owner;           ///< the rank that computes it
  GmshCell cell;
};

/// Shares the cells of a mesh file out among the ranks, from equal blocks of the file to parts with
/// few faces between them; cells around an upright line stay together. Returns the cells that this
/// rank owns, by number, then those of other ranks that share a face with one of them. Collective.
/// @throws MeshError on every rank if more than two cells share a face
std::vector<SharedCell> share_cells(GmshSpec const& spec, MPI_Comm comm);

}  // namespace sanggan
