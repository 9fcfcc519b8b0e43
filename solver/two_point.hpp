#pragma once
#include <algorithm>

#include "mesh/geometry.hpp"
#include "mesh/mesh.hpp"

namespace sanggan {

// Two-point conductances of faces for a tensor D (conductivity, dispersion) that is constant in
// each cell, from DA = D A with the area vector A. For thin cells on a slope, whose centres lie
// aside of their faces, they hold to the directions in which the scheme is exact: along the line of
// centres inside, along the conormal D A at the boundary.

/// Distance of the centre of cell c from its face f (m). Warped slivers may have their centre
/// beyond the mean plane of the face: they count with a quarter of their thickness (a prism has a
/// half, a pyramid three quarters).
inline double face_distance(Mesh const& mesh, Index f, Index c) {
  Vec3 const A = mesh.area_vector()[f], to_face = mesh.face_centre()[f] - mesh.centre()[c];
  double const area = norm(A), thickness = std::min(mesh.volume()[c] / area, norm(to_face));
  double const sign = mesh.owner()[f] == c ? 1 : -1;
  return std::max(sign * dot(to_face, A) / area, 0.25 * thickness);
}

/// Between two cells at the distances h_1 and h_2 from the face (m2/s times the unit of D): exact
/// where the gradient lies along the line of centres d (m).
inline double interior_conductance(Vec3 DA_1, Vec3 DA_2, Vec3 d, double h_1, double h_2) {
  double const g_1 = std::max(0.0, dot(DA_1, d) / dot(d, d));
  double const g_2 = std::max(0.0, dot(DA_2, d) / dot(d, d));
  return g_1 > 0 && g_2 > 0 ? g_1 * g_2 * (h_1 + h_2) / (h_1 * g_2 + h_2 * g_1) : 0;
}

/// Between a cell and the plane of a boundary face at distance h: exact for linear fields with the
/// value of the face taken at `boundary_foot`.
inline double boundary_conductance(Vec3 DA, Vec3 A, double h) { return dot(DA, A) / (h * norm(A)); }

/// From the centre along the conormal to the plane of a boundary face at distance h (m).
inline Vec3 boundary_foot(Vec3 DA, Vec3 A, double h) { return (h * norm(A) / dot(DA, A)) * DA; }

}  // namespace sanggan
