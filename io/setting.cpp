#include "io/setting.hpp"

#include <algorithm>

namespace sanggan {
namespace {

/// Centre of the interval of the edges that holds v.
double centre(std::vector<double> const& edges, double v) {
  auto const above = std::upper_bound(edges.begin() + 1, edges.end() - 1, v);
  return 0.5 * (*(above - 1) + *above);
}

}  // namespace

void add_unique(std::vector<std::string>& names, std::string const& name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(name);
}

bool Domain::has_cell(Vec2 p, double low, double high) const {
  if (!covers(p)) return false;
  // A range that only touches an interval holds nothing of it; a point on its edge lies in it.
  auto const meets = [&](double from, double to) {
    return low < high ? low < to && high > from : low <= to && high >= from;
  };
  if (!meets(bottom(p), top(p))) return false;
  Vec2 const column{centre(x, p.x), centre(y, p.y)};
  if (!outline.vertices.empty() && !outline.contains(column)) return false;
  if (!active) return true;
  for (std::size_t k = 0; k + 1 < z.size(); ++k) {
    if (meets(z[k], z[k + 1]) && active({column.x, column.y, 0.5 * (z[k] + z[k + 1])})) return true;
  }
  return false;
}

bool Domain::has_any_cell() const {
  if (!active) return true;
  for (std::size_t k = 0; k + 1 < z.size(); ++k)
    for (std::size_t j = 0; j + 1 < y.size(); ++j)
      for (std::size_t i = 0; i + 1 < x.size(); ++i)
        if (active({0.5 * (x[i] + x[i + 1]), 0.5 * (y[j] + y[j + 1]), 0.5 * (z[k] + z[k + 1])}))
          return true;
  return false;
}

}  // namespace sanggan
