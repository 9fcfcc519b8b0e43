#include "physics/barrier.hpp"

#include <cmath>

namespace sanggan {
namespace {

// Twice the signed area of the triangle a, b, (x, y): on which side of the line the point lies.
double side(std::array<double, 2> a, std::array<double, 2> b, double x, double y) {
  return (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);
}

}  // namespace

double WallLine::area_between(CellLink const& link) const {
  return std::abs(area_to_the_right(link));
}

double WallLine::area_to_the_right(CellLink const& link) const {
  for (std::size_t k = 1; k < vertices.size(); ++k) {
    auto const a = vertices[k - 1], b = vertices[k];
    double const s_from = side(a, b, link.from[0], link.from[1]);
    double const s_to = side(a, b, link.to[0], link.to[1]);
    // A centre on the line counts as beyond it, so that exactly one of two faces is closed.
    if ((s_from > 0) == (s_to > 0)) continue;
    double const share = s_from / (s_from - s_to);
    std::array<double, 3> at{};
    for (std::size_t i = 0; i < 3; ++i) at[i] = link.from[i] + share * (link.to[i] - link.from[i]);
    double const dx = b[0] - a[0], dy = b[1] - a[1], length = std::hypot(dx, dy);
    double const along = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / (length * length);
    if (along < 0 || along >= 1 || (holds && !holds(at[0], at[1], at[2]))) continue;
    double const area = std::abs(link.area[0] * dy - link.area[1] * dx) / length;
    return s_from > 0 ? area : -area;
  }
  return 0;
}

double SheetBelow::area_between(CellLink const& link) const {
  auto const lies_in = [&](std::string_view zone, std::array<double, 3> const& x) {
    return region.contains(zone, x[0], x[1], x[2]);
  };
  bool const from = lies_in(link.zone_from, link.from), to = lies_in(link.zone_to, link.to);
  if (from == to) return 0;
  double const down = from ? -link.area[2] : link.area[2];
  return down > 0 ? std::hypot(link.area[0], link.area[1], link.area[2]) : 0;
}

}  // namespace sanggan
