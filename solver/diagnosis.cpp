#include "solver/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sanggan {

std::vector<UnsolvedCell> worst_cells(Mesh const& mesh, Richards const& equations, double dt,
                                      ConstField water_old, ConstField psi, ConstField residual) {
  auto const size = [&](Index c) {
    double const r = std::abs(residual[c]) / mesh.volume()[c];
    return std::isfinite(r) ? r : std::numeric_limits<double>::infinity();
  };
  std::vector<Index> order(residual.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::size_t const most = std::min(most_named, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(),
                    [&](Index a, Index b) { return size(a) > size(b); });
  std::vector<UnsolvedCell> worst;
  for (Index c : std::span(order).first(most)) {
    UnsolvedCell cell{c, size(c) * (std::isfinite(dt) ? dt : 1), psi[c]};
    if (std::isfinite(dt))
      cell.storage = mesh.volume()[c] * (equations.water()[c] - water_old[c]) / dt;
    for (auto const [f, sign] : mesh.faces_of(c))
      (f < mesh.n_interior_faces() ? cell.neighbours : cell.boundary) +=
          sign * equations.face_flow()[f];
    for (auto const& screen : equations.wells().screens())
      for (std::size_t k = 0; k < screen.cells.size(); ++k)
        if (screen.cells[k] == c) cell.wells += screen.Q[k];
    cell.source = -equations.source()[c];
    worst.push_back(cell);
  }
  return worst;
}

}  // namespace sanggan
