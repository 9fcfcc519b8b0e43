#pragma once
#include <string>

#include "mesh/gmsh.hpp"

namespace sanggan {

/// Reads a whole Gmsh file on this rank alone through PETSc's DMPlex: formats 2.2 and 4.1, text and
/// binary; tetrahedra, hexahedra, prisms and pyramids of first order.
/// @param zone_of_the_rest zone of cells in no group
/// @throws MeshError if the file is not such a mesh
GmshContent load_gmsh(std::string const& path, std::string const& zone_of_the_rest);

}  // namespace sanggan
