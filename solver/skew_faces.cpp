#include "solver/skew_faces.hpp"

#include <algorithm>

#include "solver/two_point.hpp"

namespace sanggan {
namespace {

// Shifts below this share of the distance are round-off of large coordinates.
constexpr double orthogonal = 1e-7;
// Below this share a face enters the residual but not the Jacobian: Newton's method hardly slows,
// and ground that slopes by a hundredth costs next to nothing.
constexpr double slight = 0.02;

}  // namespace

SkewFaces::SkewFaces(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
                     BoundaryFlows const& boundary, bool ignore) {
  if (ignore) return;
  std::vector<HeadGradient::Want> wanted(mesh.n_cells(), HeadGradient::Want::nothing);
  std::vector<Face> slightly_skew;
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    Index const one = mesh.owner()[f], two = mesh.neighbour()[f];
    Vec3 const A = mesh.area_vector()[f], centre = mesh.face_centre()[f];
    Vec3 const foot_1 = boundary_foot(cells.times_K(one, A), A, face_distance(mesh, f, one));
    Vec3 const foot_2 = boundary_foot(cells.times_K(two, A), A, face_distance(mesh, f, two));
    Vec3 const shift_1 = centre - foot_1 - mesh.centre()[one];
    Vec3 const shift_2 = centre + foot_2 - mesh.centre()[two];
    double const skew = std::max(norm(shift_1) / norm(foot_1), norm(shift_2) / norm(foot_2));
    if (skew <= orthogonal) continue;
    bool const slightly = skew <= slight;
    (slightly ? slightly_skew : faces_).push_back({f, one, two, shift_1, shift_2});
    for (Index c : {one, two})
      wanted[c] = std::max(wanted[c], slightly ? HeadGradient::Want::value
                                               : HeadGradient::Want::value_and_derivative);
  }
  n_in_jacobian_ = faces_.size();
  faces_.insert(faces_.end(), slightly_skew.begin(), slightly_skew.end());
  int any = !faces_.empty();
  MPI_Allreduce(MPI_IN_PLACE, &any, 1, MPI_INT, MPI_MAX, halo.comm());
  any_ = any != 0;
  if (!any_) return;
  gradient_.emplace(mesh, halo, cells, boundary, wanted);
  grad_.resize(mesh.n_cells());
}

void SkewFaces::evaluate(ConstField head, ConstField held, Curves const& curves, Field extra) {
  gradient_->evaluate(head, held, curves, grad_);
  auto const n = static_cast<std::int64_t>(faces_.size());
#pragma omp parallel for
  for (std::int64_t i = 0; i < n; ++i) extra[faces_[i].face] = project(faces_[i]);
}

void SkewFaces::derivative(ConstField x, ConstField slope, Field change) {
  gradient_->derivative(x, grad_);
  auto const n = static_cast<std::int64_t>(n_in_jacobian_);
#pragma omp parallel for
  for (std::int64_t i = 0; i < n; ++i) {
    Index const f = faces_[i].face;
    change[f] = slope[f] * project(faces_[i]);
  }
}

}  // namespace sanggan
