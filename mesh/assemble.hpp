#pragma once
#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// The cells of one rank as they come from a builder or a mesh file: corners, no faces yet.
/// Owned cells first, then every cell of other ranks that may share a face with one of them.
struct CellSoup {
  Index n_owned = 0;
  std::vector<std::uint8_t> type;     ///< [cells] VtkCellType
  std::vector<Index> node_offset{0};  ///< [cells+1] into cell_node
  std::vector<Index> cell_node;       ///< corners in VTK's order; a hexahedron may repeat some
  std::vector<GlobalIndex> cell_key;  ///< [cells] natural number, the same on every rank
  std::vector<int> ghost_rank;        ///< [cells - n_owned] the rank that owns each other cell
  std::vector<Index> column;          ///< [n_owned] vertical column on this rank
  bool has_columns = true;            ///< false: `column` is the zone
  std::vector<Vec3> node;             ///< [nodes] (m), one entry a key; unused ones are dropped
  std::vector<GlobalIndex> node_key;  ///< [nodes] natural number, the same on every rank
  GlobalIndex n_cell_keys = 0, n_node_keys = 0;  ///< every key lies in 0 .. n-1

  Index n_cells() const { return static_cast<Index>(type.size()); }
  std::span<Index const> nodes_of(Index cell) const {
    return {cell_node.data() + node_offset[cell], cell_node.data() + node_offset[cell + 1]};
  }
};

/// Which patch an unmatched face of an owned cell joins; -1 if it should not exist.
/// @param face the face's number among those of the shape of the cell (faces_of_shape)
/// @param centre of the face (m)
using PatchOfFace = std::function<Index(Index cell, int face, Vec3 centre)>;

/// The zone of a cell, an index into the zone names, from its key and its centroid (m).
using ZoneOfCell = std::function<Index(GlobalIndex cell_key, Vec3 centre)>;

/// Joins the cells of this rank to a mesh: matches faces by their nodes, keeps of the cells of
/// other ranks those that share a face with an owned one, computes areas, volumes and centres, and
/// numbers cells and nodes over all ranks in the order of their keys. Where two ranks see the same
/// face or cell, its geometry is equal bit for bit. Collective.
/// @throws MeshError on every rank if some cell is empty, not closed or has a face without a
/// patch, if more than two cells share a face, or if there is no cell at all
Mesh assemble(CellSoup const& soup, std::vector<std::string> zone_names,
              std::vector<std::string> const& patch_names, ZoneOfCell const& zone_of,
              PatchOfFace const& patch_of, MPI_Comm comm);

}  // namespace sanggan
