#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "io/polygon_file.hpp"
#include "io/readers.hpp"

namespace sanggan {
namespace {

double area(std::vector<Vec2> const& v) {
  double twice = 0;
  for (std::size_t i = 0, j = v.size() - 1; i < v.size(); j = i++)
    twice += v[j].x * v[i].y - v[i].x * v[j].y;
  return std::abs(twice) / 2;
}

bool overlaps(std::vector<Vec2> const& v, Domain const& domain) {
  auto const [west, east] =
      std::minmax_element(v.begin(), v.end(), [](Vec2 a, Vec2 b) { return a.x < b.x; });
  auto const [south, north] =
      std::minmax_element(v.begin(), v.end(), [](Vec2 a, Vec2 b) { return a.y < b.y; });
  return east->x > domain.x.front() && west->x < domain.x.back() && north->y > domain.y.front() &&
         south->y < domain.y.back();
}

bool holds_a_column(Polygon const& polygon, Domain const& domain) {
  if (domain.only_bounds) return true;
  if (domain.plan) {
    for (GlobalIndex block = 0; block < domain.plan->n_blocks(); ++block)
      for (PlanColumn const& column : domain.plan->columns_of(block))
        if (polygon.contains(domain.plan->centre_of(column))) return true;
    return false;
  }
  for (std::size_t j = 0; j + 1 < domain.y.size(); ++j)
    for (std::size_t i = 0; i + 1 < domain.x.size(); ++i)
      if (polygon.contains(
              {(domain.x[i] + domain.x[i + 1]) / 2, (domain.y[j] + domain.y[j + 1]) / 2}))
        return true;
  return false;
}

/// Twice the area of the triangle; its sign says on which side of the line a-b the point c lies.
double side(Vec2 a, Vec2 b, Vec2 c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

struct Edge {
  Vec2 from, to;
};

std::optional<Vec2> crossing(Edge const& e, Edge const& f) {
  double const from = side(e.from, e.to, f.from), to = side(e.from, e.to, f.to);
  bool const apart = from * to >= 0 || side(f.from, f.to, e.from) * side(f.from, f.to, e.to) >= 0;
  if (apart) return {};
  double const share = from / (from - to);
  return Vec2{f.from.x + share * (f.to.x - f.from.x), f.from.y + share * (f.to.y - f.from.y)};
}

/// Where two edges cross. Sorted from west to east, so that outlines of many corners stay cheap.
std::optional<Vec2> self_crossing(std::vector<Vec2> const& corners) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < corners.size(); ++i)
    edges.push_back({corners[i], corners[(i + 1) % corners.size()]});
  auto const west = [](Edge const& e) { return std::min(e.from.x, e.to.x); };
  std::stable_sort(edges.begin(), edges.end(),
                   [&](Edge const& a, Edge const& b) { return west(a) < west(b); });
  for (std::size_t i = 0; i < edges.size(); ++i) {
    double const east = std::max(edges[i].from.x, edges[i].to.x);
    for (std::size_t j = i + 1; j < edges.size() && west(edges[j]) <= east; ++j)
      if (auto const at = crossing(edges[i], edges[j])) return at;
  }
  return {};
}

void check(Section const& value, Polygon const& polygon, Domain const& domain) {
  if (polygon.vertices.size() < 3) return value.error("has fewer than three corners");
  if (auto const at = self_crossing(polygon.vertices))
    return value.error(fmt::format(
        "crosses itself at x {:.6g} m, y {:.6g} m; list its corners in the order of the outline",
        at->x, at->y));
  if (!(area(polygon.vertices) > 0)) return value.error("encloses no area");
  if (!domain.known) return;
  if (!overlaps(polygon.vertices, domain))
    return value.error(
        fmt::format("lies outside the domain, x from {:.6g} to {:.6g} m, y from {:.6g} to {:.6g} m",
                    domain.x.front(), domain.x.back(), domain.y.front(), domain.y.back()));
  if (!holds_a_column(polygon, domain))
    value.error(
        "holds the centre of no column of cells; refine the mesh or make the polygon larger");
}

Polygon inline_polygon(Section const& list) {
  Polygon polygon;
  for (auto const& corner : list.as_list(3)) {
    auto const xy = corner.as_list(2);
    if (xy.size() > 2) corner.error("has more than two coordinates; write [x, y]");
    if (list.recording()) xy[0].as_quantity("m");
    if (xy.size() == 2)
      polygon.vertices.push_back({xy[0].as_quantity("m"), xy[1].as_quantity("m")});
  }
  // Files close their rings by repeating the first corner; people do so too.
  auto& v = polygon.vertices;
  if (v.size() > 3 && v.front().x == v.back().x && v.front().y == v.back().y) v.pop_back();
  return polygon;
}

}  // namespace

Polygon read_polygon(Section const& value, Setting const& setting) {
  Polygon polygon;
  std::size_t const errors = value.reading().n_errors();
  using enum Section::Shape;
  value.either({{list, "", "a list of corners [[x, y], ...]",
                 [&](Section const& s) { polygon = inline_polygon(s); }},
                {map, "file", "{file} for a GeoJSON or GeoPackage file",
                 [&](Section const& s) { polygon = read_polygon_file(s, setting.crs); }}},
               "polygon");
  if (value && !value.recording() && value.reading().n_errors() == errors)
    check(value, polygon, setting.domain);
  return polygon;
}

}  // namespace sanggan
