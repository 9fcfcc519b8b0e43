#pragma once
#include "io/case.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

/// This rank's part of the mesh that a case describes. Collective.
/// @throws MeshError on every rank
Mesh build_mesh(Case const& c, MPI_Comm comm);

}  // namespace sanggan
