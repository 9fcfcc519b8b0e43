#include <algorithm>
#include <limits>

#include "mesh/builders.hpp"

namespace sanggan {
namespace {

double distance_to_segment(Vec2 p, Vec2 a, Vec2 b) {
  double const dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  double const along =
      length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - (a.x + along * dx), p.y - (a.y + along * dy));
}

}  // namespace

bool Polygon::contains(Vec2 p) const {
  bool inside = false;
  for (std::size_t k = 0; k < vertices.size(); ++k) {
    Vec2 low = vertices[k], high = vertices[(k + 1) % vertices.size()];
    if ((low.y > p.y) == (high.y > p.y)) continue;
    // Upward always, so that two polygons that share the edge do the same sums on it.
    if (low.y > high.y) std::swap(low, high);
    if ((high.x - low.x) * (p.y - low.y) > (p.x - low.x) * (high.y - low.y)) inside = !inside;
  }
  return inside;
}

double Polygon::distance_to_edge(Vec2 p) const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < vertices.size(); ++k)
    least =
        std::min(least, distance_to_segment(p, vertices[k], vertices[(k + 1) % vertices.size()]));
  return least;
}

}  // namespace sanggan
