#include "study/plume.hpp"

#include <vector>

namespace sanggan {

PlumeExtent plume_extent(PlumeCells const& cells, std::span<double const> C, double limit) {
  PlumeExtent extent;
  std::vector<char> seen(cells.area.size(), 0);
  for (std::size_t c = 0; c < C.size(); ++c) {
    if (!(C[c] > limit)) continue;
    extent.volume += cells.volume[c];
    auto const column = static_cast<std::size_t>(cells.column[c]);
    if (!seen[column]) extent.area += cells.area[column];
    seen[column] = 1;
  }
  return extent;
}

}  // namespace sanggan
