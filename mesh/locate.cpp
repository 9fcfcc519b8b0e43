#include "mesh/locate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sanggan {
namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();
constexpr double round_off = 1e-6;  // of the size of a cell

struct Bounds {
  Vec2 low{nowhere, nowhere}, high{-nowhere, -nowhere};
};

// Of the corners of a cell: its centre lies in the middle of them only where layers are level.
Bounds bounds_in_plan(Mesh const& mesh, Index c) {
  Bounds b;
  for (Index k = mesh.cell_node_offset()[c]; k < mesh.cell_node_offset()[c + 1]; ++k) {
    Vec3 const p = mesh.node()[mesh.cell_node()[k]];
    b.low = {std::min(b.low.x, p.x), std::min(b.low.y, p.y)};
    b.high = {std::max(b.high.x, p.x), std::max(b.high.y, p.y)};
  }
  return b;
}

// A column that is a triangle has upright sides that follow neither axis.
// @param slack how far beyond them a point may lie (m)
bool within_slanting_sides(Mesh const& mesh, Index c, Vec2 at, double slack) {
  for (auto const [f, sign] : mesh.faces_of(c)) {
    Vec3 const out = static_cast<double>(sign) * mesh.area_vector()[f];
    if (out.z != 0 || out.x == 0 || out.y == 0) continue;
    Vec3 const centre = mesh.face_centre()[f];
    double const beyond = out.x * (at.x - centre.x) + out.y * (at.y - centre.y);
    if (beyond > slack * norm(out)) return false;
  }
  return true;
}

// Half-open in plan, so that a line on an edge lies in one column only; on slanting edges the place
// beside it decides.
bool in_plan(Mesh const& mesh, Index c, Vec2 at, Vec2 beside) {
  Bounds const b = bounds_in_plan(mesh, c);
  return at.x >= b.low.x && at.x < b.high.x && at.y >= b.low.y && at.y < b.high.y &&
         within_slanting_sides(mesh, c, beside, 0);
}

double length_in_column(Mesh const& mesh, Index c, double bottom, double top) {
  double const half = 0.5 * mesh.extent()[c].z, z = mesh.centre()[c].z;
  return std::max(0.0, std::min(z + half, top) - std::max(z - half, bottom));
}

// What the planes of the faces leave of a line.
double length_between_faces(Mesh const& mesh, Index c, Vec2 at, double bottom, double top) {
  for (auto const [f, sign] : mesh.faces_of(c)) {
    Vec3 const out = static_cast<double>(sign) * mesh.area_vector()[f];
    Vec3 const centre = mesh.face_centre()[f];
    double const rest = out.x * (at.x - centre.x) + out.y * (at.y - centre.y);
    double const z = centre.z - rest / out.z;
    if (std::abs(out.z) <= 1e-12 * norm(out)) {
      if (rest > 0) return 0;
    } else if (out.z > 0) {
      top = std::min(top, z);
    } else {
      bottom = std::max(bottom, z);
    }
  }
  return std::max(0.0, top - bottom);
}

double beyond_a_face(Mesh const& mesh, Index c, Vec3 at) {
  double most = -nowhere;
  for (auto const [f, sign] : mesh.faces_of(c)) {
    Vec3 const out = static_cast<double>(sign) * mesh.area_vector()[f];
    most = std::max(most, dot(at - mesh.face_centre()[f], out) / norm(out));
  }
  return most;
}

}  // namespace

std::vector<Passage> passages(Mesh const& mesh, Vec2 at, double bottom, double top, double nudge) {
  std::vector<Passage> list;
  Vec2 const beside{at.x + nudge, at.y + 0.7 * nudge};
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 const size = mesh.extent()[c];
    if (mesh.has_columns()) {
      double const length =
          in_plan(mesh, c, at, beside) ? length_in_column(mesh, c, bottom, top) : 0;
      if (length > 0) list.push_back({c, length, size.x, size.y});
    } else {
      double const length = length_between_faces(mesh, c, beside, bottom, top);
      double const width = std::sqrt(mesh.volume()[c] / size.z);
      if (length > round_off * size.z) list.push_back({c, length, width, width});
    }
  }
  return list;
}

double misfit(Mesh const& mesh, Index c, Vec3 at) {
  Vec3 const d = at - mesh.centre()[c], size = mesh.extent()[c];
  if (mesh.has_columns()) {
    Bounds const b = bounds_in_plan(mesh, c);
    bool const over = at.x >= b.low.x && at.x <= b.high.x && at.y >= b.low.y && at.y <= b.high.y &&
                      within_slanting_sides(mesh, c, {at.x, at.y}, round_off * norm(size));
    return over ? std::abs(d.z) : nowhere;
  }
  if (dot(d, d) > dot(size, size)) return nowhere;
  double const beyond = beyond_a_face(mesh, c, at);
  return beyond <= round_off * norm(size) ? beyond : nowhere;
}

}  // namespace sanggan
