#include "solver/limiter.hpp"

namespace sanggan {

template <int W>
void FluxLimiter::bounds(Lanes<W> const* C_low, Lanes<W> const* C_old, Lanes<W>* least,
                         Lanes<W>* most) const {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Lanes<W> up = max(C_low[c], C_old[c]), down = min(C_low[c], C_old[c]);
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= mesh_.n_interior_faces()) continue;
      Index const other = sign > 0 ? neighbour[f] : owner[f];
      up = max(up, max(C_low[other], C_old[other]));
      down = min(down, min(C_low[other], C_old[other]));
    }
    most[c] = up;
    least[c] = down;
  }
}

template <int W>
void FluxLimiter::admit(Lanes<W> const* room_up, Lanes<W> const* room_down, Lanes<W>* wanted,
                        Lanes<W>* admitted, Lanes<W>* share) const {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  Index const n_interior = mesh_.n_interior_faces();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Lanes<W> in = 0.0, out = 0.0;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= n_interior) continue;
      Lanes<W> const leaving = sign * wanted[f];
      out += max(leaving, 0.0);
      in -= min(leaving, 0.0);
    }
    // Round-off may leave a room just below zero, and no flow at all to share it.
    Lanes<W> const up = max(room_up[c], 0.0), down = max(room_down[c], 0.0);
    Lanes<W>* const fits = share + 2 * static_cast<std::ptrdiff_t>(c);
    for (int k = 0; k < W; ++k) {
      fits[0][k] = in[k] > up[k] ? up[k] / in[k] : 1;
      fits[1][k] = out[k] > down[k] ? down[k] / out[k] : 1;
    }
  }
  halo_.update(
      {reinterpret_cast<double*>(share), static_cast<std::size_t>(mesh_.n_cells()) * 2 * W}, 2 * W);
#pragma omp parallel for
  for (Index f = 0; f < n_interior; ++f) {
    Lanes<W> const* const at_owner = share + 2 * static_cast<std::ptrdiff_t>(owner[f]);
    Lanes<W> const* const at_neighbour = share + 2 * static_cast<std::ptrdiff_t>(neighbour[f]);
    Lanes<W> const forward = min(at_neighbour[0], at_owner[1]);
    Lanes<W> const backward = min(at_owner[0], at_neighbour[1]);
    Lanes<W> const part = max(wanted[f], 0.0) * forward + min(wanted[f], 0.0) * backward;
    wanted[f] -= part;
    admitted[f] += part;
  }
}

template void FluxLimiter::bounds(Lanes<1> const*, Lanes<1> const*, Lanes<1>*, Lanes<1>*) const;
template void FluxLimiter::bounds(Lanes<2> const*, Lanes<2> const*, Lanes<2>*, Lanes<2>*) const;
template void FluxLimiter::bounds(Lanes<4> const*, Lanes<4> const*, Lanes<4>*, Lanes<4>*) const;
template void FluxLimiter::admit(Lanes<1> const*, Lanes<1> const*, Lanes<1>*, Lanes<1>*,
                                 Lanes<1>*) const;
template void FluxLimiter::admit(Lanes<2> const*, Lanes<2> const*, Lanes<2>*, Lanes<2>*,
                                 Lanes<2>*) const;
template void FluxLimiter::admit(Lanes<4> const*, Lanes<4> const*, Lanes<4>*, Lanes<4>*,
                                 Lanes<4>*) const;

}  // namespace sanggan
