#pragma once
#include <optional>
#include <vector>

#include "solver/head_gradient.hpp"

namespace sanggan {

/// What two points do not see of the drop of head across a face that is not K-orthogonal: whose
/// conormal K A is not along the lines from its centre to the two cell centres (sloping layers,
/// twisted cells, tensors that do not follow the grid).
///
/// The two-point flow of such a face is that between the points where its conormals have gone the
/// distances of the cell centres; the heads there are those of the cells and their gradients' part:
///   extra = shift_1 . grad h_1 - shift_2 . grad h_2.
/// Exact for linear heads on any mesh, also across a flat face between two conductivities. All
/// other faces cost nothing.
class SkewFaces {
 public:
  /// Collective.
  SkewFaces(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
            BoundaryFlows const& boundary);

  /// Whether any rank has such a face.
  bool any() const { return any_; }
  /// Writes the extra drop (m) of the skew faces into extra [n_interior_faces], for the heads
  /// `head` [n_cells] (m) with current ghosts and those that boundaries hold (m), or empty for
  /// zero. Linear in both. Collective.
  void evaluate(ConstField head, ConstField held, Field extra);

 private:
  struct Face {
    Index face, owner, neighbour;
    Vec3 shift_1, shift_2;  // (m)
  };
  bool any_ = false;
  std::vector<Face> faces_;
  std::optional<HeadGradient> gradient_;
  std::vector<Vec3> grad_;  // [n_cells]
};

}  // namespace sanggan
