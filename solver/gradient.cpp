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

template <int W>
void LeastSquaresGradient::evaluate(Lanes<W> const* u, Lanes<W>* gradient) const {
  auto const owner = mesh_.owner(), neighbour = mesh_.neighbour();
  auto const centre = mesh_.centre();
#pragma omp parallel for
  for (Index c = 0; c < mesh_.n_owned_cells(); ++c) {
    Lanes<W> const here = u[c];
    Lanes<W> rx = 0.0, ry = 0.0, rz = 0.0;
    for (auto const [f, sign] : mesh_.faces_of(c)) {
      if (f >= mesh_.n_interior_faces()) continue;
      Index const other = sign > 0 ? neighbour[f] : owner[f];
      Vec3 const d = centre[other] - centre[c];
      Lanes<W> const rise = (1 / dot(d, d)) * (u[other] - here);
      rx += d.x * rise;
      ry += d.y * rise;
      rz += d.z * rise;
    }
    auto const [xx, yy, zz, xy, xz, yz] = inverse_[c];
    Lanes<W>* const out = gradient + 3 * static_cast<std::ptrdiff_t>(c);
    out[0] = xx * rx + xy * ry + xz * rz;
    out[1] = xy * rx + yy * ry + yz * rz;
    out[2] = xz * rx + yz * ry + zz * rz;
  }
  halo_.update(
      {reinterpret_cast<double*>(gradient), static_cast<std::size_t>(mesh_.n_cells()) * 3 * W},
      3 * W);
}
template void LeastSquaresGradient::evaluate(Lanes<1> const*, Lanes<1>*) const;
template void LeastSquaresGradient::evaluate(Lanes<2> const*, Lanes<2>*) const;
template void LeastSquaresGradient::evaluate(Lanes<4> const*, Lanes<4>*) const;

}  // namespace sanggan
