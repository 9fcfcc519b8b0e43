#include "study/uncertainty/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "physics/random_numbers.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

constexpr std::size_t resamples = 200;

/// The values of one row of the design: at A, at B, and at A with one dimension of B.
struct Row {
  double A, B;
  std::vector<double> AB;
};

std::vector<Row> whole_rows(std::vector<double> const& values, std::size_t dimensions) {
  std::size_t const n = values.size() / (dimensions + 2);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < n; ++i) {
    Row row{values[i], values[n + i], {}};
    for (std::size_t d = 0; d < dimensions; ++d) row.AB.push_back(values[(d + 2) * n + i]);
    bool const whole =
        std::isfinite(row.A + row.B) &&
        std::all_of(row.AB.begin(), row.AB.end(), [](double v) { return std::isfinite(v); });
    if (whole) rows.push_back(std::move(row));
  }
  return rows;
}

struct Shares {
  std::vector<double> first_order, total;
};

/// Shares of the variance over the rows that `pick` names.
Shares shares_of(std::vector<Row> const& rows,
                 std::function<std::size_t(std::size_t)> const& pick) {
  auto const n = static_cast<double>(rows.size());
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) sum += rows[pick(i)].A + rows[pick(i)].B;
  double const mean = sum / (2 * n);
  for (std::size_t i = 0; i < rows.size(); ++i)
    squares += std::pow(rows[pick(i)].A - mean, 2) + std::pow(rows[pick(i)].B - mean, 2);
  double const variance = squares / (2 * n);
  std::size_t const dimensions = rows.front().AB.size();
  Shares shares{std::vector<double>(dimensions), std::vector<double>(dimensions)};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row const& row = rows[pick(i)];
    for (std::size_t d = 0; d < dimensions; ++d) {
      // Values from their mean: the estimate is the same, and scatters less.
      shares.first_order[d] += (row.B - mean) * (row.AB[d] - row.A) / (n * variance);
      shares.total[d] += std::pow(row.A - row.AB[d], 2) / (2 * n * variance);
    }
  }
  return shares;
}

Interval interval_of(double value, std::vector<double> drawn) {
  std::sort(drawn.begin(), drawn.end());
  return {value, sorted_quantile(drawn, 0.025), sorted_quantile(drawn, 0.975)};
}

}  // namespace

UnitSample saltelli_design(UnitSample const& base) {
  std::size_t const k = base.front().size() / 2;
  auto const half = [k](std::vector<double> const& point, std::size_t which) {
    auto const first = point.begin() + static_cast<std::ptrdiff_t>(which * k);
    return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(k));
  };
  UnitSample design;
  for (std::size_t const which : {0, 1})
    for (auto const& point : base) design.push_back(half(point, which));
  for (std::size_t d = 0; d < k; ++d)
    for (auto const& point : base) {
      design.push_back(half(point, 0));
      design.back()[d] = point[k + d];
    }
  return design;
}

std::vector<SobolIndices> sobol_indices(std::vector<double> const& values, std::size_t dimensions,
                                        std::uint64_t seed) {
  auto const rows = whole_rows(values, dimensions);
  bool const varies = std::any_of(rows.begin(), rows.end(),
                                  [&](Row const& row) { return row.A != rows.front().A; });
  if (rows.size() < 2 || !varies) return {};
  Shares const best = shares_of(rows, [](std::size_t i) { return i; });
  RandomNumbers random(seed);
  std::vector<Shares> drawn;
  for (std::size_t r = 0; r < resamples; ++r) {
    std::vector<std::size_t> pick(rows.size());
    for (std::size_t& p : pick) p = random.below(rows.size());
    drawn.push_back(shares_of(rows, [&](std::size_t i) { return pick[i]; }));
  }
  std::vector<SobolIndices> indices;
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::vector<double> first_order, total;
    for (Shares const& one : drawn) {
      first_order.push_back(one.first_order[d]);
      total.push_back(one.total[d]);
    }
    indices.push_back({interval_of(best.first_order[d], std::move(first_order)),
                       interval_of(best.total[d], std::move(total))});
  }
  return indices;
}

}  // namespace sanggan
