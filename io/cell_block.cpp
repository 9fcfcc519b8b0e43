#include "io/cell_block.hpp"

namespace sanggan {

CellBlock cell_block(Mesh const& mesh, int rank) {
  CellBlock block;
  for (Vec3 const p : mesh.node()) block.points.insert(block.points.end(), {p.x, p.y, p.z});
  block.connectivity.assign(mesh.cell_node().begin(), mesh.cell_node().end());
  block.offsets.assign(mesh.cell_node_offset().begin(), mesh.cell_node_offset().end());
  block.types.assign(mesh.cell_type().begin(), mesh.cell_type().end());
  block.zone.assign(mesh.zone().begin(), mesh.zone().begin() + mesh.n_owned_cells());
  block.rank.assign(block.zone.size(), rank);
  return block;
}

}  // namespace sanggan
