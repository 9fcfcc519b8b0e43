#include "io/case_mesh.hpp"

namespace sanggan {

Mesh build_mesh(Case const& c, MPI_Comm comm) {
  if (auto const* box = std::get_if<BoxSpec>(&c.mesh)) return build_box(*box, comm);
  if (auto const* gmsh = std::get_if<GmshSpec>(&c.mesh)) return build_gmsh(*gmsh, comm);
  return build_terrain(std::get<TerrainSpec>(c.mesh), comm);
}

}  // namespace sanggan
