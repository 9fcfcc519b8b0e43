#pragma once
#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "solver/lanes.hpp"

namespace sanggan {

/// Flux correction: how much of the difference between a high-order and a monotone low-order flux a
/// face may carry, so that no cell leaves the range of the values around it.
/// [Zalesak1979, Kuzmin2009]
class FluxLimiter {
 public:
  FluxLimiter(Mesh const& mesh, Halo const& halo) : mesh_(mesh), halo_(halo) {}

  /// Range of C_low and C_old [n_cells] over each cell and its face neighbours (mol/m3), [n_owned].
  template <int W>
  void bounds(Lanes<W> const* C_low, Lanes<W> const* C_old, Lanes<W>* least, Lanes<W>* most) const;
  /// Moves from the `wanted` antidiffusive amounts of the interior faces, [n_interior_faces] (mol,
  /// owner to neighbour over the step), to the `admitted` ones what is admissible: no cell takes in
  /// more than room_up or gives off more than room_down, both [n_owned] (mol). `share` [n_cells][2]
  /// is work space. Collective.
  template <int W>
  void admit(Lanes<W> const* room_up, Lanes<W> const* room_down, Lanes<W>* wanted,
             Lanes<W>* admitted, Lanes<W>* share) const;

 private:
  Mesh const& mesh_;
  Halo const& halo_;
};

}  // namespace sanggan
