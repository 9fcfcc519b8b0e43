#pragma once
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

/// Flux correction: how much of the difference between a high-order and a monotone low-order flux a
/// face may carry, so that no cell leaves the range of the values around it.
/// [Zalesak1979, Kuzmin2009]
class FluxLimiter {
 public:
  FluxLimiter(Mesh const& mesh, Halo const& halo);

  /// Range of C_low and C_old [n_cells] over each cell and its face neighbours (mol/m3), [n_owned].
  void bounds(ConstField C_low, ConstField C_old, Field least, Field most) const;
  /// Replaces the antidiffusive amounts of the interior faces, [n_interior_faces] (mol, owner to
  /// neighbour over the step), by what is admissible: no cell takes in more than room_up or gives
  /// off more than room_down, both [n_owned] (mol). Collective.
  void limit(ConstField room_up, ConstField room_down, Field amount);

 private:
  Mesh const& mesh_;
  Halo const& halo_;
  std::vector<double> share_;  // [n_cells][2] of inflows and of outflows that fit
};

}  // namespace sanggan
