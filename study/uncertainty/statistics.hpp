#pragma once
#include <optional>
#include <vector>

namespace sanggan {

/// Value at or below which the share p of sorted values lies, linear between them: of n values the
/// i-th from 0 stands at i / (n - 1).
/// @pre values are not empty
double sorted_quantile(std::vector<double> const& sorted, double p);

/// What an ensemble says of one figure.
struct Statistics {
  double mean = 0, deviation = 0;    ///< of the members, n - 1 in the deviation
  std::vector<double> quantiles;     ///< at the wanted shares
  std::optional<double> exceedance;  ///< share of the members above the limit, if there is one
};

/// Statistics of the values of the members. @pre values are not empty
Statistics statistics_of(std::vector<double> values, std::vector<double> const& shares,
                         std::optional<double> limit);

}  // namespace sanggan
