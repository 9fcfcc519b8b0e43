#pragma once
#include <array>
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "solver/lanes.hpp"

namespace sanggan {

/// Gradient of a cell field by inverse-distance-weighted least squares over face neighbours; exact
/// for linear fields on any mesh. Directions in which a mesh has a single cell get no gradient.
class LeastSquaresGradient {
 public:
  explicit LeastSquaresGradient(Mesh const& mesh, Halo const& halo);
  /// Gradient [n_cells][x, y, z] of u [n_cells] (unit of u per m), ghosts included. Collective.
  template <int W>
  void evaluate(Lanes<W> const* u, Lanes<W>* gradient) const;

 private:
  Mesh const& mesh_;
  Halo const& halo_;
  std::vector<std::array<double, 6>> inverse_;  // [n_owned] xx, yy, zz, xy, xz, yz
};

}  // namespace sanggan
