#pragma once
#include <mpi.h>

#include <array>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// A cell of a mesh file, of fixed size so that it can travel between ranks.
struct GmshCell {
  std::array<GlobalIndex, 8> node{};  ///< numbers of its corners in VTK's order
  std::array<Index, 6> patch{};       ///< by face of its shape: what it joins if it is an outer one
  Index zone = 0;                     ///< index into the zone names
  std::uint8_t type = 0;              ///< VtkCellType
};

/// A mesh file as it was read: cells and nodes by their numbers, the same on any number of ranks.
struct GmshContent {
  std::vector<GmshCell> cell;
  std::vector<Vec3> node;                ///< in the unit of the file
  std::vector<std::string> zone_names;   ///< of zones that have cells
  std::vector<std::string> patch_names;  ///< the first is `boundary`, of faces in no group
  std::vector<GlobalIndex> faces_of_patch;
};

/// A vertical line whose neighbourhood must lie on one rank (m).
struct UprightLine {
  double x = 0, y = 0, bottom = 0, top = 0;
};

/// A mesh from a Gmsh file: what all ranks know of it, and this rank's block of cells and nodes in
/// the order of the file.
struct GmshSpec {
  std::string path;
  std::vector<std::string> zone_names, patch_names;
  std::vector<GlobalIndex> cells_of_zone, faces_of_patch;  ///< how many, over all ranks
  GlobalIndex n_cells = 0, n_nodes = 0;                    ///< over all ranks
  Vec3 low, high;                                          ///< bounds (m)
  std::vector<GmshCell> cells;                             ///< of this rank's block
  std::vector<Vec3> nodes;                                 ///< of this rank's block (m)
  std::vector<UprightLine> keep_together;                  ///< wells
};

/// Reads a mesh file on rank 0 and deals it out in equal blocks, after which no rank holds the
/// whole. Physical groups of volumes become zones, those of surfaces patches, by their names or as
/// `zone_<number>`, `patch_<number>`. Collective.
/// @param unit what one unit of the coordinates of the file is (m)
/// @param zone_of_the_rest zone of cells in no group
/// @throws MeshError on every rank if this is no such file or it has no cells
GmshSpec read_gmsh(std::string const& path, double unit, std::string const& zone_of_the_rest,
                   MPI_Comm comm);

/// Build this rank's part of the mesh. The cells are shared out by PT-Scotch, those around an
/// upright line together. There are no columns: all cells of a zone count as one. Collective.
/// @throws MeshError on every rank if a cell is inverted or empty
Mesh build_gmsh(GmshSpec const& spec, MPI_Comm comm);

}  // namespace sanggan
