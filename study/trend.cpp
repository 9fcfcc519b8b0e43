#include "study/trend.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "physics/normal_distribution.hpp"

namespace sanggan {
namespace {

/// n (n-1) (2n+5) / 18, less the same of each group of equal values.
double untrended_variance(std::span<double const> values) {
  std::map<double, double> ties;
  for (double const v : values) ties[v] += 1;
  auto const term = [](double n) { return n * (n - 1) * (2 * n + 5) / 18; };
  double variance = term(static_cast<double>(values.size()));
  for (auto const& [value, n] : ties) variance -= term(n);
  return variance;
}

double median(std::vector<double> const& sorted) {
  std::size_t const n = sorted.size();
  return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

}  // namespace

Trend trend(std::span<double const> t, std::span<double const> values, double confidence) {
  assert(values.size() >= 2 && t.size() == values.size());
  Trend result;
  std::vector<double> slopes;
  for (std::size_t j = 1; j < values.size(); ++j)
    for (std::size_t i = 0; i < j; ++i) {
      result.S += (values[j] > values[i]) - (values[j] < values[i]);
      slopes.push_back((values[j] - values[i]) / (t[j] - t[i]));
    }
  std::sort(slopes.begin(), slopes.end());
  result.slope = median(slopes);
  result.variance = untrended_variance(values);
  double const deviation = std::sqrt(result.variance);
  if (result.S != 0) result.p = std::erfc((std::abs(result.S) - 1) / deviation / std::sqrt(2.0));
  // The ranks of the limits among the n slopes are (n -+ z sqrt(variance)) / 2, rounded outwards.
  double const n = static_cast<double>(slopes.size());
  double const reach = normal_quantile((1 + confidence) / 2) * deviation;
  double const below = std::floor((n - reach) / 2);
  bool const known = below >= 1;
  auto const rank = static_cast<std::size_t>(known ? below : 1);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  result.slope_low = known ? slopes[rank - 1] : -infinity;
  result.slope_high = known ? slopes[slopes.size() - rank] : infinity;
  return result;
}

Answer is_spreading(Trend const& trend, SpreadTest const& test) {
  bool const rises = trend.S > 0 && trend.p <= 1 - test.confidence;
  if (rises && trend.slope_low > test.negligible_rate) return Answer::yes;
  return trend.slope_high <= test.negligible_rate ? Answer::no : Answer::not_known;
}

}  // namespace sanggan
