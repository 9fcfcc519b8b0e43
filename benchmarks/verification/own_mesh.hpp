#pragma once
#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "tests/support/held_around.hpp"

namespace sanggan::verification {

/// Three grids of the unit cube with n, 2 n and 4 n cells along each edge.
inline std::vector<Grid> cubes(Index n) {
  std::vector<Grid> grids;
  for (Index const finer : {1, 2, 4})
    grids.push_back({fmt::format("1/{} m", n * finer), 1.0 / (n * finer), {}});
  return grids;
}
inline Index cells_along(Grid const& grid) { return static_cast<Index>(std::lround(1 / grid.h)); }

inline Work work_of(test::HeldAround const& held) {
  Work work = work_of(held.simulation());
  work.cells = static_cast<long>(held.mesh().n_cells_global());
  return work;
}

}  // namespace sanggan::verification
