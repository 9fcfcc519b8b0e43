#include "solver/head_gradient.hpp"

#include <Eigen/Dense>
#include <optional>

#include "solver/two_point.hpp"

namespace sanggan {
namespace {

// Rows are unit vectors: an eigenvalue below this share of the largest means that they lie in a
// plane or on a line to within a thousandth of a radian, and tell nothing of the rest.
constexpr double of_no_extent = 1e-6;
constexpr double least_k = 1e-300;  // k_r of soil so dry that it underflows

// One thing that a face tells: displacement . gradient = share (u_from - u_cell).
struct Row {
  Vec3 displacement;
  double share;
};

// The harmonic averaging point; where it is not between the cells, as in warped slivers, simply the
// other cell.
Row towards_cell(Mesh const& mesh, CellProperties const& cells, Index f, Index c, Index other,
                 double sign) {
  Vec3 const A = mesh.area_vector()[f], n = sign / norm(A) * A, x = mesh.centre()[c];
  Vec3 const to_face = mesh.face_centre()[f] - x, to_other = mesh.centre()[other] - x;
  double const near = dot(to_face, n), far = dot(to_other, n) - near;
  if (!(near > 0 && far > 0)) return {to_other, 1};
  Vec3 const Kn = cells.times_K(c, n), Kn_other = cells.times_K(other, n);
  double const here = dot(Kn, n), there = dot(Kn_other, n);
  double const sum = there * near + here * far;
  Vec3 const foot = near * n, other_foot = to_other - far * n;  // of the two on the face's plane
  Vec3 const shear = (Kn - here * n) - (Kn_other - there * n);
  Vec3 const point =
      (1 / sum) * (there * near * other_foot + here * far * foot + near * far * shear);
  return {point, there * near / sum};
}

std::optional<Row> at_boundary(Mesh const& mesh, CellProperties const& cells,
                               BoundaryFlows const& boundary, Index f, Index c) {
  Index const b = f - mesh.n_interior_faces();
  Vec3 const A = mesh.area_vector()[f], KA = cells.times_K(c, A);
  if (boundary.holds_head(b)) return Row{boundary_foot(KA, A, face_distance(mesh, f, c)), 1};
  if (boundary.boundary()[b] < 0) return Row{KA, 0};
  return {};
}

Eigen::Vector3d as_eigen(Vec3 a) { return {a.x, a.y, a.z}; }

}  // namespace

HeadGradient::HeadGradient(Mesh const& mesh, Halo const& halo, CellProperties const& cells,
                           BoundaryFlows const& boundary, std::vector<Want> const& wanted)
    : halo_(halo), offset_{0} {
  auto const add = [&](Want want) {
    for (Index c = 0; c < mesh.n_owned_cells(); ++c)
      if (wanted[c] == want) add_cell(mesh, cells, boundary, c);
  };
  add(Want::value_and_derivative);
  n_with_derivative_ = cell_.size();
  add(Want::value);
}

void HeadGradient::add_cell(Mesh const& mesh, CellProperties const& cells,
                            BoundaryFlows const& boundary, Index c) {
  Eigen::Matrix3d M = Eigen::Matrix3d::Zero();
  for (auto const [f, sign] : mesh.faces_of(c)) {
    std::optional<Row> row;
    Index from = -1 - (f - mesh.n_interior_faces());
    if (f < mesh.n_interior_faces()) {
      from = sign > 0 ? mesh.neighbour()[f] : mesh.owner()[f];
      if (!cells.has_wall(f)) row = towards_cell(mesh, cells, f, c, from, sign);
    } else {
      row = at_boundary(mesh, cells, boundary, f, c);
    }
    if (!row) continue;
    Vec3 const r = (1 / dot(row->displacement, row->displacement)) * row->displacement;
    M += as_eigen(r) * as_eigen(row->displacement).transpose();
    if (row->share > 0) terms_.push_back({from, r, row->share, 0, 0});
  }
  Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> const solver(M);
  Eigen::Vector3d inverse = solver.eigenvalues();
  for (double& value : inverse)
    value = value > of_no_extent * solver.eigenvalues()[2] ? 1 / value : 0;
  Eigen::Matrix3d const& axes = solver.eigenvectors();
  Eigen::Matrix3d const pseudo_inverse = axes * inverse.asDiagonal() * axes.transpose();
  for (std::size_t k = offset_.back(); k < terms_.size(); ++k) {
    Eigen::Vector3d const w = pseudo_inverse * as_eigen(terms_[k].weight);
    terms_[k].weight = {w.x(), w.y(), w.z()};
  }
  cell_.push_back(c);
  offset_.push_back(terms_.size());
}

template <class Told>
void HeadGradient::sum_terms(std::size_t n_cells, Told const& told,
                             std::span<Vec3> gradient) const {
  auto const n = static_cast<std::int64_t>(n_cells);
#pragma omp parallel for
  for (std::int64_t i = 0; i < n; ++i) {
    Vec3 sum;
    for (std::size_t k = offset_[i]; k < offset_[i + 1]; ++k)
      sum = sum + told(cell_[i], k) * terms_[k].weight;
    gradient[cell_[i]] = sum;
  }
  halo_.update({reinterpret_cast<double*>(gradient.data()), 3 * gradient.size()}, 3);
}

void HeadGradient::evaluate(ConstField head, ConstField held, Curves const& curves,
                            std::span<Vec3> gradient) {
  auto const k_r = curves.k_r(), dk_r = curves.dk_r_dpsi();
  auto const relative_slope = [&](Index c) { return k_r[c] > least_k ? dk_r[c] / k_r[c] : 0; };
  auto const told = [&](Index c, std::size_t k) {
    Term& term = terms_[k];
    if (term.from < 0) {
      term.here = 1;
      return held[-1 - term.from] - head[c];
    }
    double const k_there = std::max(k_r[term.from], least_k), k_here = std::max(k_r[c], least_k);
    double const other = term.share * k_there, own = (1 - term.share) * k_here;
    double const share = other / (other + own), drop = head[term.from] - head[c];
    // Across a sharp front the two cells tell little of each other: 1 where they conduct alike.
    double const wetter = k_there / (k_there + k_here), alike = 4 * wetter * (1 - wetter);
    double const turn = drop * ((1 - share) + (1 - 2 * wetter));
    term.there = share * alike * (1 + turn * relative_slope(term.from));
    term.here = share * alike * (1 + turn * relative_slope(c));
    return share * alike * drop;
  };
  sum_terms(cell_.size(), told, gradient);
}

void HeadGradient::derivative(ConstField x, std::span<Vec3> gradient) const {
  auto const told = [&](Index c, std::size_t k) {
    Term const& term = terms_[k];
    return (term.from >= 0 ? term.there * x[term.from] : 0) - term.here * x[c];
  };
  sum_terms(n_with_derivative_, told, gradient);
}

}  // namespace sanggan
