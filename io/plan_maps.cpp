#include "io/plan_maps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/section.hpp"

namespace sanggan {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double lowest = -std::numeric_limits<double>::infinity();

// All different values of all ranks, increasing.
std::vector<double> all_unique(std::vector<double> mine, MPI_Comm comm) {
  auto const tidy = [](std::vector<double>& v) {
    std::sort(v.begin(), v.end());
    v.erase(std::unique(v.begin(), v.end()), v.end());
  };
  tidy(mine);
  int size = 1, n = static_cast<int>(mine.size());
  MPI_Comm_size(comm, &size);
  std::vector<int> counts(static_cast<std::size_t>(size)), starts(counts.size() + 1, 0);
  MPI_Allgather(&n, 1, MPI_INT, counts.data(), 1, MPI_INT, comm);
  for (std::size_t r = 0; r < counts.size(); ++r) starts[r + 1] = starts[r] + counts[r];
  std::vector<double> all(static_cast<std::size_t>(starts.back()));
  MPI_Allgatherv(mine.data(), n, MPI_DOUBLE, all.data(), counts.data(), starts.data(), MPI_DOUBLE,
                 comm);
  tidy(all);
  return all;
}

// Coordinates d (0: x, 1: y) of all corners.
std::vector<double> coordinates(CellBlock const& block, std::size_t d) {
  std::vector<double> values;
  for (std::size_t i = d; i < block.points.size(); i += 3) values.push_back(block.points[i]);
  return values;
}

// The interval of the edges that a cell fills from end to end; -1 if it fills none.
std::ptrdiff_t interval(CellBlock const& block, std::size_t cell, std::size_t d,
                        std::vector<double> const& edges) {
  double low = -lowest, high = lowest;
  for (auto k = block.offsets[cell]; k < block.offsets[cell + 1]; ++k) {
    double const value =
        block.points[3 * static_cast<std::size_t>(block.connectivity[static_cast<std::size_t>(k)]) +
                     d];
    low = std::min(low, value);
    high = std::max(high, value);
  }
  auto const i = std::lower_bound(edges.begin(), edges.end(), low) - edges.begin();
  bool const fills = i + 1 < static_cast<std::ptrdiff_t>(edges.size()) &&
                     edges[static_cast<std::size_t>(i) + 1] == high;
  return fills ? i : -1;
}

/// What one rank knows of its cells, and how to bring columns together.
class Columns {
 public:
  Columns(ResultsReader const& results, PlanGrid const& grid, std::size_t time)
      : comm_(results.comm()), grid_(grid), psi_(scalar(results, "pressure_head", time)) {
    auto const centres = results.centres();
    for (std::size_t c = 0; c < psi_.size(); ++c) z_.push_back(centres[3 * c + 2]);
    // From below: the first unsaturated cell, and the highest saturated one under it.
    z_dry_ = least([&](std::size_t c) { return psi_[c] < 0 ? z_[c] : -lowest; });
    z_wet_ = largest([&](std::size_t c) {
      return psi_[c] >= 0 && z_[c] < z_dry_[grid_.column[c]] ? z_[c] : lowest;
    });
  }

  static std::vector<double> scalar(ResultsReader const& results, std::string const& name,
                                    std::size_t time) {
    return results.field({name, "", 1}, time).values;
  }

  /// Elevation at which the pressure head is 0, linear between the centres of two cells; in a
  /// column without unsaturated cell the head of its uppermost cell; NaN in one without
  /// groundwater.
  std::vector<double> water_table() const {
    auto const psi_wet = at(z_wet_, psi_), psi_dry = at(z_dry_, psi_);
    std::vector<double> table(z_wet_.size(), none);
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (std::isnan(psi_wet[i])) continue;
      double const share = std::isnan(psi_dry[i]) ? 0 : psi_wet[i] / (psi_wet[i] - psi_dry[i]);
      table[i] = std::isnan(psi_dry[i]) ? z_wet_[i] + psi_wet[i]
                                        : z_wet_[i] + share * (z_dry_[i] - z_wet_[i]);
    }
    return table;
  }

  std::vector<double> shown(std::vector<double> const& values, Layer layer) const {
    switch (layer) {
      case Layer::maximum:
        return tidy(largest([&](std::size_t c) { return psi_[c] >= 0 ? values[c] : lowest; }));
      case Layer::top:
        return at(largest([&](std::size_t c) { return z_[c]; }), values);
      case Layer::bottom:
        return at(least([&](std::size_t c) { return z_[c]; }), values);
      case Layer::water_table:
        break;
    }
    return at(z_wet_, values);
  }

 private:
  template <class Value>
  std::vector<double> largest(Value const& value) const {
    std::vector<double> map(grid_.nx() * grid_.ny(), lowest);
    for (std::size_t c = 0; c < grid_.column.size(); ++c)
      map[grid_.column[c]] = std::max(map[grid_.column[c]], value(c));
    MPI_Allreduce(MPI_IN_PLACE, map.data(), static_cast<int>(map.size()), MPI_DOUBLE, MPI_MAX,
                  comm_);
    return map;
  }
  template <class Value>
  std::vector<double> least(Value const& value) const {
    auto map = largest([&](std::size_t c) { return -value(c); });
    for (double& v : map) v = -v;
    return map;
  }
  /// Value of the cell of each column whose centre has this elevation.
  std::vector<double> at(std::vector<double> const& z, std::vector<double> const& values) const {
    return tidy(
        largest([&](std::size_t c) { return z_[c] == z[grid_.column[c]] ? values[c] : lowest; }));
  }
  static std::vector<double> tidy(std::vector<double> map) {
    for (double& v : map)
      if (v == lowest) v = none;
    return map;
  }

  MPI_Comm comm_;
  PlanGrid const& grid_;
  std::vector<double> psi_, z_;        // [cells of this rank]
  std::vector<double> z_dry_, z_wet_;  // [columns]
};

}  // namespace

PlanGrid plan_grid(ResultsReader const& results) {
  auto const block = results.cell_block();
  PlanGrid grid;
  grid.x = all_unique(coordinates(block, 0), results.comm());
  grid.y = all_unique(coordinates(block, 1), results.comm());
  int fault = 0;
  for (std::size_t c = 0; c < block.n_cells(); ++c) {
    auto const i = interval(block, c, 0, grid.x), j = interval(block, c, 1, grid.y);
    fault |= i < 0 || j < 0;
    grid.column.push_back(static_cast<std::size_t>(j) * grid.nx() + static_cast<std::size_t>(i));
  }
  MPI_Allreduce(MPI_IN_PLACE, &fault, 1, MPI_INT, MPI_MAX, results.comm());
  if (fault)
    throw CaseError(
        {"the cells of this mesh do not stand in columns of a rectilinear plan; maps "
         "of it cannot be made"});
  return grid;
}

std::vector<PlanMap> plan_maps(ResultsReader const& results, PlanGrid const& grid, Layer layer,
                               std::size_t time) {
  Columns const columns(results, grid, time);
  std::vector<PlanMap> maps{{"water_table", "m", columns.water_table()}};
  for (FieldInfo const& field : results.index().fields) {
    bool const wanted = layer == Layer::maximum ? field.name.ends_with("_dissolved") : true;
    if (!wanted || field.components != 1) continue;
    auto const values = Columns::scalar(results, field.name, time);
    maps.push_back({field.name, field.unit, columns.shown(values, layer)});
  }
  return maps;
}

}  // namespace sanggan
