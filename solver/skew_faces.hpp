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
  /// Collective. @param ignore as if there were none
  SkewFaces(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
            BoundaryFlows const& boundary, bool ignore);

  /// Whether any rank has such a face.
  bool any() const { return any_; }
  /// Writes the extra drop (m) of the skew faces into extra [n_interior_faces]; arguments as those
  /// of HeadGradient::evaluate. Collective.
  void evaluate(ConstField head, ConstField held, Curves const& curves, Field extra);
  /// Its derivative at the last evaluation along a change x [n_cells] (m) of the pressure heads,
  /// with current ghosts, times `slope` [n_interior_faces]; slightly skew faces are left out:
  /// `change` [n_interior_faces] is not written there. Collective.
  void derivative(ConstField x, ConstField slope, Field change);

 private:
  struct Face {
    Index face, owner, neighbour;
    Vec3 shift_1, shift_2;  // (m)
  };
  double project(Face const& face) const {
    return dot(face.shift_1, grad_[face.owner]) - dot(face.shift_2, grad_[face.neighbour]);
  }

  bool any_ = false;
  std::vector<Face> faces_;  // those of the Jacobian first
  std::size_t n_in_jacobian_ = 0;
  std::optional<HeadGradient> gradient_;
  std::vector<Vec3> grad_;  // [n_cells]
};

}  // namespace sanggan
