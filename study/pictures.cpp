#include "study/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "io/gather.hpp"
#include "study/assess.hpp"
#include "study/display_units.hpp"

namespace sanggan {
namespace {

constexpr double most_in_a_layer = 1.5e6;  // bytes, so that a report can be sent by mail
constexpr std::string_view told_class = "III";

/// Place of the first water receptor; of the middle of the plan if there is none.
double row_of_interest(Study const& study, Case const& c, PlanGrid const& grid) {
  for (Receptor const& receptor : study.receptors)
    if (auto const* const water = std::get_if<WaterReceptor>(&receptor.kind))
      if (auto const place = place_of(water->point, c)) return place->y;
  return (grid.y.front() + grid.y.back()) / 2;
}

SectionCell section_cell(CellBlock const& block, std::size_t cell, double left, double right) {
  std::vector<double> at_left, at_right;
  for (auto k = block.offsets[cell]; k < block.offsets[cell + 1]; ++k) {
    auto const node = 3 * static_cast<std::size_t>(block.connectivity[static_cast<std::size_t>(k)]);
    double const x = block.points[node], z = block.points[node + 2];
    (x < (left + right) / 2 ? at_left : at_right).push_back(z);
  }
  // Means of the lower and of the upper half of the corners of a side.
  auto const ends = [](std::vector<double>& z) {
    std::sort(z.begin(), z.end());
    auto const half = static_cast<std::ptrdiff_t>(std::max<std::size_t>(z.size() / 2, 1));
    auto const mean = [](auto from, auto to) {
      return std::accumulate(from, to, 0.0) / static_cast<double>(to - from);
    };
    return std::pair{mean(z.begin(), z.begin() + half), mean(z.end() - half, z.end())};
  };
  auto const [bottom_left, top_left] = ends(at_left);
  auto const [bottom_right, top_right] = ends(at_right);
  return {left,
          bottom_left,
          top_left,
          right,
          bottom_right,
          top_right,
          static_cast<std::int32_t>(block.zone[cell])};
}

/// The row of the plan that holds y.
std::size_t row_at(PlanGrid const& grid, double y) {
  auto const above = std::upper_bound(grid.y.begin() + 1, grid.y.end() - 1, y);
  return static_cast<std::size_t>(above - grid.y.begin()) - 1;
}

/// Cells of this rank in a row of the plan.
std::vector<std::size_t> cells_in_row(PlanGrid const& grid, std::size_t row) {
  std::vector<std::size_t> cells;
  for (std::size_t k = 0; k < grid.column.size(); ++k)
    if (grid.column[k] / grid.nx() == row) cells.push_back(k);
  return cells;
}

/// Every so many-th output, so that a layer stays small; the last is always there.
std::vector<std::size_t> told_times(std::size_t n, std::size_t columns) {
  double const all = static_cast<double>(n) * static_cast<double>(columns);
  auto const stride = static_cast<std::size_t>(std::ceil(std::max(all / most_in_a_layer, 1.0)));
  std::vector<std::size_t> times;
  for (std::size_t k = (n - 1) % stride; k < n; k += stride) times.push_back(k);
  return times;
}

}  // namespace

std::uint8_t picture_byte(double C, double limit) {
  constexpr double middle = 128, per_decade = 42.33;
  if (std::isnan(C)) return 0;
  double const decades = std::log10(std::max(C, std::numeric_limits<double>::min()) / limit);
  return static_cast<std::uint8_t>(
      std::clamp(std::round(middle + per_decade * decades), 1.0, 255.0));
}

Pictures make_pictures(Study const& study, Case const& c, ResultsReader const& results,
                       PlanGrid const& grid) {
  Pictures pictures{grid.x, grid.y, {}, {}, row_of_interest(study, c, grid), results.zone_names(),
                    {},     {},     {}};
  auto const block = results.cell_block();
  auto const row_number = row_at(grid, pictures.section_y);
  auto const row = cells_in_row(grid, row_number);
  std::vector<SectionCell> mine;
  for (std::size_t const cell : row) {
    std::size_t const i = grid.column[cell] % grid.nx();
    mine.push_back(section_cell(block, cell, grid.x[i], grid.x[i + 1]));
  }
  pictures.section = gather_on_first(mine, results.comm());
  std::vector<std::string> fields;
  for (Substance const& substance : substances_of(study, c))
    if (auto const* limit =
            limit_of(study, study.standards.groundwater, substance.name, told_class)) {
      fields.push_back(substance.species + "_dissolved");
      pictures.plan.push_back({substance.name, limit->value / mg_per_L, {}});
    }
  pictures.along = pictures.plan;
  for (std::size_t const k : told_times(results.index().times.size(), grid.nx() * grid.ny())) {
    pictures.t.push_back(results.index().times[k]);
    auto const maps = plan_maps(results, grid, Layer::maximum, k);
    auto const table =
        maps.front().values.begin() + static_cast<std::ptrdiff_t>(row_number * grid.nx());
    pictures.water_table.emplace_back(table, table + static_cast<std::ptrdiff_t>(grid.nx()));
    for (std::size_t s = 0; s < fields.size(); ++s) {
      double const limit = pictures.plan[s].limit;
      for (PlanMap const& map : maps)
        if (map.name == fields[s])
          for (double const C : map.values)
            pictures.plan[s].values.push_back(picture_byte(C, limit));
      auto const C = results.field({fields[s], "mg/L", 1}, k).values;
      std::vector<std::uint8_t> bytes;
      for (std::size_t const cell : row) bytes.push_back(picture_byte(C[cell], limit));
      auto const all = gather_on_first(bytes, results.comm());
      pictures.along[s].values.insert(pictures.along[s].values.end(), all.begin(), all.end());
    }
  }
  return pictures;
}

}  // namespace sanggan
