#pragma once
#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

#include "mesh/builders.hpp"

namespace sanggan {

/// What box and terrain have in common: upright columns over a plan, rectangles and where it is
/// refined triangles, cut into the same number of layers of cells everywhere. Where a cell has no
/// thickness at a node, exactly, its two levels there are one node; a cell that has no thickness at
/// any corner does not exist.
struct ColumnModel {
  std::vector<double> x, y;  ///< edges in plan (m)
  std::vector<Refinement> refine;
  Index n_layers = 0;  ///< cells of a full column
  /// Elevations (m), [n_layers+1], finite and not decreasing, of the levels at a node of the plan.
  /// Pure.
  std::function<void(Vec2, std::span<double>)> levels;
  std::function<bool(Vec2)> has_column;  ///< empty: all; asked at the centre of the column (m)
  std::function<bool(Vec3)> has_cell;    ///< empty: all; asked at the mean of the corners (m)

  std::vector<std::string> zone_names;  ///< of the layers; those of `zones` are added
  std::vector<Index> layer_zone;        ///< [n_layers] index into zone_names
  std::vector<ZoneRegion> zones;        ///< override the zone of the layer; later ones win
  std::vector<SurfaceRegion> surface;   ///< later ones win
};

/// @throws MeshError unless the edges are at least two and increase
void require_increasing(std::vector<double> const& edges, std::string const& axis);

/// Place of a name in a list, to which it is added if it is not there.
Index index_or_append(std::vector<std::string>& names, std::string const& name);

/// Build this rank's part of the mesh of the model. Collective.
Mesh build_columns(ColumnModel model, MPI_Comm comm);

}  // namespace sanggan
