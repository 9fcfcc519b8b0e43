#include "solver/gradient.hpp"

#include <algorithm>

namespace sanggan {
namespace {

using Symmetric = std::array<double, 6>;  // xx, yy, zz, xy, xz, yz

Symmetric inverted(Symmetric const& m) {
  auto const [xx, yy, zz, xy, xz, yz] = m;
  double const cxx = yy * zz - yz * yz, cxy = xz * yz - xy * zz, cxz = xy * yz - xz * yy;
  double const determinant = xx * cxx + xy * cxy + xz * cxz;
  double const s = 1 / determinant;
  return {s * cxx, s * (xx * zz - xz * xz), s * (xx * yy - xy * xy), s * cxy,
          s * cxz, s * (xy * xz - xx * yz)};
}

}  // namespace

LeastSquaresGradient::LeastSquaresGradient(Mesh const& mesh, Halo const& halo)
    : mesh_(mesh), halo_(halo), inverse_(mesh.n_owned_cells()) {
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Symmetric m{};
    for (auto const [f, sign] : mesh.faces_of(c)) {
      if (f >= mesh.n_interior_faces()) continue;
      Index const other = sign > 0 ? mesh.neighbour()[f] : mesh.owner()[f];
      Vec3 const d = mesh.centre()[other] - mesh.centre()[c];
      double const w = 1 / dot(d, d);
      m[0] += w * d.x * d.x;
      m[1] += w * d.y * d.y;
      m[2] += w * d.z * d.z;
      m[3] += w * d.x * d.y;
      m[4] += w * d.x * d.z;
      m[5] += w * d.y * d.z;
    }
    // A direction without neighbours has a zero row; a small diagonal makes its gradient zero.
    double const ridge = 1e-12 * std::max(m[0] + m[1] + m[2], 1e-300);
    for (int k = 0; k < 3; ++k) m[k] += ridge;
    inverse_[c] = inverted(m);
  }
}

void LeastSquaresGradient::evaluate(ConstField u, std::span<Vec3> gradient) const {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const centre = mesh_.centre();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Vec3 r;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= mesh_.n_interior_faces()) continue;
      Index const other = sign > 0 ? neighbour[f] : owner[f];
      Vec3 const d = centre[other] - centre[c];
      r = r + (u[other] - u[c]) / dot(d, d) * d;
    }
    auto const [xx, yy, zz, xy, xz, yz] = inverse_[c];
    gradient[c] = {xx * r.x + xy * r.y + xz * r.z, xy * r.x + yy * r.y + yz * r.z,
                   xz * r.x + yz * r.y + zz * r.z};
  }
  static_assert(sizeof(Vec3) == 3 * sizeof(double));
  halo_.update({reinterpret_cast<double*>(gradient.data()), 3 * gradient.size()}, 3);
}

}  // namespace sanggan
