#include "solver/skew_faces.hpp"

#include "solver/two_point.hpp"

namespace sanggan {
namespace {

// Shifts below this share of the distance are round-off of large coordinates.
constexpr double orthogonal = 1e-7;

}  // namespace

SkewFaces::SkewFaces(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
                     BoundaryFlows const& boundary, bool ignore) {
  if (ignore) return;
  std::vector<char> wanted(mesh.n_cells(), 0);
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    Index const one = mesh.owner()[f], two = mesh.neighbour()[f];
    Vec3 const A = mesh.area_vector()[f], centre = mesh.face_centre()[f];
    Vec3 const foot_1 = boundary_foot(cells.times_K(one, A), A, face_distance(mesh, f, one));
    Vec3 const foot_2 = boundary_foot(cells.times_K(two, A), A, face_distance(mesh, f, two));
    Vec3 const shift_1 = centre - foot_1 - mesh.centre()[one];
    Vec3 const shift_2 = centre + foot_2 - mesh.centre()[two];
    if (norm(shift_1) <= orthogonal * norm(foot_1) && norm(shift_2) <= orthogonal * norm(foot_2))
      continue;
    faces_.push_back({f, one, two, shift_1, shift_2});
    wanted[one] = wanted[two] = 1;
  }
  int any = !faces_.empty();
  MPI_Allreduce(MPI_IN_PLACE, &any, 1, MPI_INT, MPI_MAX, halo.comm());
  any_ = any != 0;
  if (!any_) return;
  gradient_.emplace(mesh, halo, cells, boundary, wanted);
  grad_.resize(mesh.n_cells());
}

void SkewFaces::evaluate(ConstField head, ConstField held, Curves const& curves, Field extra) {
  gradient_->evaluate(head, held, curves, grad_);
  project(extra);
}

void SkewFaces::derivative(ConstField x, Field extra) {
  gradient_->derivative(x, grad_);
  project(extra);
}

void SkewFaces::project(Field extra) const {
  auto const n = static_cast<std::int64_t>(faces_.size());
#pragma omp parallel for
  for (std::int64_t i = 0; i < n; ++i) {
    Face const& face = faces_[i];
    extra[face.face] =
        dot(face.shift_1, grad_[face.owner]) - dot(face.shift_2, grad_[face.neighbour]);
  }
}

}  // namespace sanggan
