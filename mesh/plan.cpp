#include "mesh/plan.hpp"

#include <algorithm>
#include <cmath>

namespace sanggan {
namespace {

struct Rectangle {
  Vec2 low, high;
};

// The part of a segment that lies within one interval, as a range of its parameter.
void clip(double from, double to, double low, double high, double& first, double& last) {
  double const d = to - from;
  if (d == 0) {
    if (from < low || from > high) last = -1;
    return;
  }
  double const a = (low - from) / d, b = (high - from) / d;
  first = std::max(first, std::min(a, b));
  last = std::min(last, std::max(a, b));
}

bool meets(Polygon const& polygon, Rectangle const& r) {
  auto const& v = polygon.vertices;
  for (std::size_t k = 0; k < v.size(); ++k) {
    Vec2 const from = v[k], to = v[(k + 1) % v.size()];
    double first = 0, last = 1;
    clip(from.x, to.x, r.low.x, r.high.x, first, last);
    clip(from.y, to.y, r.low.y, r.high.y, first, last);
    if (first <= last) return true;
  }
  return polygon.contains({0.5 * (r.low.x + r.high.x), 0.5 * (r.low.y + r.high.y)});
}

bool meets(Refinement const& region, Rectangle const& r) {
  if (!region.polygon.vertices.empty()) return meets(region.polygon, r);
  double const dx = region.centre.x - std::clamp(region.centre.x, r.low.x, r.high.x);
  double const dy = region.centre.y - std::clamp(region.centre.y, r.low.y, r.high.y);
  return std::hypot(dx, dy) <= region.radius;
}

// A place in the lattice of the finest columns.
struct Place {
  GlobalIndex i, j;
};

// Sides of a rectangle on which a line stands in the middle, in the order of its corners.
struct Split {
  bool south = false, east = false, north = false, west = false;
};

// Cuts a rectangle so that every line on its sides is a corner of what is left.
void cut(Place sw, Place ne, Split split, std::vector<std::vector<Place>>& out) {
  GlobalIndex const i = (sw.i + ne.i) / 2, j = (sw.j + ne.j) / 2;
  if (split.south && split.north) {
    cut(sw, {i, ne.j}, {.west = split.west}, out);
    return cut({i, sw.j}, ne, {.east = split.east}, out);
  }
  if (split.west && split.east) {
    cut(sw, {ne.i, j}, {.south = split.south}, out);
    return cut({sw.i, j}, ne, {.north = split.north}, out);
  }
  std::array<Place, 4> const corner{{sw, {ne.i, sw.j}, ne, {sw.i, ne.j}}};
  std::array<Place, 4> const middle{{{i, sw.j}, {ne.i, j}, {i, ne.j}, {sw.i, j}}};
  std::array<bool, 4> const is_split{split.south, split.east, split.north, split.west};
  for (std::size_t e = 0; e < 4; ++e) {
    auto const c = [&](std::size_t k) { return corner[(e + k) % 4]; };
    if (!is_split[e] || is_split[(e + 3) % 4]) continue;  // begin with the first of two
    Place const m = middle[e];
    if (is_split[(e + 1) % 4]) {
      Place const n = middle[(e + 1) % 4];
      out.insert(out.end(), {{m, c(1), n}, {c(0), m, c(3)}, {m, n, c(3)}, {n, c(2), c(3)}});
    } else {
      out.insert(out.end(), {{c(0), m, c(3)}, {m, c(1), c(2)}, {m, c(2), c(3)}});
    }
    return;
  }
  out.emplace_back(corner.begin(), corner.end());
}

double between(std::vector<double> const& edges, GlobalIndex place, GlobalIndex stride) {
  auto const k = static_cast<std::size_t>(place / stride);
  GlobalIndex const rest = place % stride;
  if (rest == 0) return edges[k];
  return edges[k] +
         (edges[k + 1] - edges[k]) * static_cast<double>(rest) / static_cast<double>(stride);
}

}  // namespace

Plan::Plan(std::vector<double> x, std::vector<double> y, std::vector<Refinement> refine)
    : x_(std::move(x)), y_(std::move(y)), refine_(std::move(refine)) {
  for (Refinement const& region : refine_) levels_ = std::max(levels_, region.levels);
  stride_ = GlobalIndex{1} << levels_;
  // Only a block of less than the finest level is cut, each of its columns into six at most.
  if (levels_ > 0) most_columns_ = 6 * stride_ * stride_ / 4;
}

Vec2 Plan::line_at(GlobalIndex line) const {
  GlobalIndex const per_row = nx() * stride_ + 1;
  return {between(x_, line % per_row, stride_), between(y_, line / per_row, stride_)};
}

Vec2 Plan::centre_of(PlanColumn const& column) const {
  Vec2 const a = line_at(column.line[0]), b = line_at(column.line[1]), c = line_at(column.line[2]);
  if (column.n == 4) return {0.5 * (a.x + c.x), 0.5 * (a.y + c.y)};
  return {(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3};
}

int Plan::wanted_level(GlobalIndex i, GlobalIndex j) const {
  if (i < 0 || j < 0 || i >= nx() || j >= ny()) return 0;
  auto const at = [](std::vector<double> const& v, GlobalIndex k) {
    return v[static_cast<std::size_t>(k)];
  };
  Rectangle const r{{at(x_, i), at(y_, j)}, {at(x_, i + 1), at(y_, j + 1)}};
  int level = 0;
  for (Refinement const& region : refine_)
    if (region.levels > level && meets(region, r)) level = region.levels;
  return level;
}

// A block is at most one level coarser than those around it, hence k levels coarser k blocks away.
int Plan::level(GlobalIndex i, GlobalIndex j) const {
  if (i < 0 || j < 0 || i >= nx() || j >= ny()) return 0;
  int const reach = std::max(levels_ - 1, 0);
  int level = 0;
  for (int dj = -reach; dj <= reach; ++dj)
    for (int di = -reach; di <= reach; ++di) {
      int const apart = std::max(std::abs(di), std::abs(dj));
      if (levels_ - apart > level) level = std::max(level, wanted_level(i + di, j + dj) - apart);
    }
  return level;
}

std::vector<PlanColumn> Plan::columns_of(GlobalIndex block) const {
  GlobalIndex const i = block % nx(), j = block / nx(), per_row = nx() * stride_ + 1;
  int const own = level(i, j);
  GlobalIndex const n = GlobalIndex{1} << own, step = stride_ / n;
  Split const finer{level(i, j - 1) > own, level(i + 1, j) > own, level(i, j + 1) > own,
                    level(i - 1, j) > own};
  std::vector<std::vector<Place>> pieces;
  for (GlobalIndex b = 0; b < n; ++b)
    for (GlobalIndex a = 0; a < n; ++a) {
      Place const sw{i * stride_ + a * step, j * stride_ + b * step};
      cut(sw, {sw.i + step, sw.j + step},
          {finer.south && b == 0, finer.east && a == n - 1, finer.north && b == n - 1,
           finer.west && a == 0},
          pieces);
    }
  std::vector<PlanColumn> columns;
  for (auto const& piece : pieces) {
    PlanColumn& column = columns.emplace_back();
    column.n = static_cast<int>(piece.size());
    std::ranges::transform(piece, column.line.begin(),
                           [per_row](Place p) { return p.i + per_row * p.j; });
  }
  return columns;
}

}  // namespace sanggan
