#pragma once
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

/// The values of the matrix: every cell owns the slot of its diagonal and every interior face the
/// two slots that couple its cells, so that threads fill them without locks and a wider stencil
/// only adds slots.
struct CooSlots {
  Index n_rows = 0;  ///< rows of this rank

  static std::size_t diagonal(Index cell) { return static_cast<std::size_t>(cell); }
  /// Slot of (owner row, neighbour column); the transposed one follows it.
  std::size_t coupling(Index face) const {
    return static_cast<std::size_t>(n_rows) + 2 * static_cast<std::size_t>(face);
  }
};

/// Where each of them goes. Slots whose row belongs to another rank have row -1 and are ignored.
struct CooPattern : CooSlots {
  GlobalIndex first_row = 0;
  std::vector<GlobalIndex> row, column;  ///< [n_slots] global numbers

  std::size_t size() const { return row.size(); }
  /// Adds the slot that couples two owned cells which share no face, and returns its number.
  std::size_t add(Index row_cell, Index column_cell) {
    row.push_back(first_row + row_cell);
    column.push_back(first_row + column_cell);
    return row.size() - 1;
  }
};

/// The pattern of a two-point scheme on a mesh.
inline CooPattern two_point_pattern(Mesh const& mesh, Halo const& halo) {
  CooPattern pattern{{mesh.n_owned_cells()}, halo.first_row(), {}, {}};
  auto const global = halo.row();
  auto const n_slots = static_cast<std::size_t>(mesh.n_owned_cells()) +
                       2 * static_cast<std::size_t>(mesh.n_interior_faces());
  pattern.row.reserve(n_slots);
  pattern.column.reserve(n_slots);
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) pattern.add(c, c);
  auto const couple = [&](Index row, Index column) {
    pattern.row.push_back(row < mesh.n_owned_cells() ? global[row] : -1);
    pattern.column.push_back(global[column]);
  };
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    couple(mesh.owner()[f], mesh.neighbour()[f]);
    couple(mesh.neighbour()[f], mesh.owner()[f]);
  }
  return pattern;
}

}  // namespace sanggan
