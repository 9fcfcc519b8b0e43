#include "solver/limiter.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {

FluxLimiter::FluxLimiter(Mesh const& mesh, Halo const& halo)
    : mesh_(mesh), halo_(halo), share_(2 * static_cast<std::size_t>(mesh.n_cells())) {}

void FluxLimiter::bounds(ConstField C_low, ConstField C_old, Field least, Field most) const {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    most[c] = std::max(C_low[c], C_old[c]);
    least[c] = std::min(C_low[c], C_old[c]);
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= mesh_.n_interior_faces()) continue;
      Index const other = sign > 0 ? neighbour[f] : owner[f];
      most[c] = std::max({most[c], C_low[other], C_old[other]});
      least[c] = std::min({least[c], C_low[other], C_old[other]});
    }
  }
}

void FluxLimiter::limit(ConstField room_up, ConstField room_down, Field amount) {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  Index const n_interior = mesh_.n_interior_faces();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    double in = 0, out = 0;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= n_interior) continue;
      double const leaving = sign * amount[f];
      (leaving > 0 ? out : in) += std::abs(leaving);
    }
    // Round-off may leave a room just below zero, and no flow at all to share it.
    double const up = std::max(0.0, room_up[c]), down = std::max(0.0, room_down[c]);
    share_[2 * c] = in > up ? up / in : 1;
    share_[2 * c + 1] = out > down ? down / out : 1;
  }
  halo_.update(share_, 2);
#pragma omp parallel for
  for (Index f = 0; f < n_interior; ++f) {
    Index const from = amount[f] > 0 ? owner[f] : neighbour[f];
    Index const to = amount[f] > 0 ? neighbour[f] : owner[f];
    amount[f] *= std::min(share_[2 * to], share_[2 * from + 1]);
  }
}

}  // namespace sanggan
