#include "study/uncertainty/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sanggan {

double sorted_quantile(std::vector<double> const& sorted, double p) {
  double const place = p * static_cast<double>(sorted.size() - 1);
  auto const below = static_cast<std::size_t>(place);
  auto const above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

Statistics statistics_of(std::vector<double> values, std::vector<double> const& shares,
                         std::optional<double> limit) {
  std::sort(values.begin(), values.end());
  auto const n = static_cast<double>(values.size());
  Statistics result;
  result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (double const v : values) squares += (v - result.mean) * (v - result.mean);
  result.deviation = values.size() > 1 ? std::sqrt(squares / (n - 1)) : 0;
  for (double const p : shares) result.quantiles.push_back(sorted_quantile(values, p));
  if (limit)
    result.exceedance =
        static_cast<double>(values.end() - std::upper_bound(values.begin(), values.end(), *limit)) /
        n;
  return result;
}

}  // namespace sanggan
