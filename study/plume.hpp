#pragma once
#include <cstdint>
#include <span>

namespace sanggan {

/// Where the concentration is above a limit.
struct PlumeExtent {
  double area = 0;    ///< in plan (m2)
  double volume = 0;  ///< of ground (m3)
};

/// Cells by column: plain arrays, so that any mesh with columns can give them.
struct PlumeCells {
  std::span<double const> volume;        ///< [n_cells] (m3)
  std::span<std::int32_t const> column;  ///< [n_cells] the column in which the cell lies
  std::span<double const> area;          ///< [n_columns] in plan (m2)
};

/// Extent of the plume of concentration C [n_cells] above a limit: the volume of the cells above
/// it, and the area of the columns that hold any.
PlumeExtent plume_extent(PlumeCells const& cells, std::span<double const> C, double limit);

}  // namespace sanggan
