#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sanggan {

/// Where a distribution is cut off; what lies outside is spread over what is left.
struct Truncation {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

// Distributions of an uncertain number. Each offers quantile(u), the value at or below which the
// number lies with the chance u, 0 < u < 1: samples in the unit cube become samples of the numbers.

struct NormalDistribution {
  double mean = 0, deviation = 1;  ///< deviation > 0
  Truncation within = {};
  double quantile(double u) const;
};

/// The logarithm is normal: its mean is ln(median).
struct LognormalDistribution {
  double median = 1, log_deviation = 1;  ///< both > 0
  Truncation within = {};
  double quantile(double u) const;
};

struct UniformDistribution {
  double least = 0, most = 1;
  double quantile(double u) const { return least + u * (most - least); }
};

struct TriangularDistribution {
  double least = 0, mode = 0.5, most = 1;  ///< least <= mode <= most, least < most
  double quantile(double u) const;
};

/// Values with the chance to lie at or below each, from 0 to 1; linear between them.
struct TableDistribution {
  std::vector<double> values, chances;  ///< both not decreasing
  double quantile(double u) const;
};

/// Whole numbers from 0 to 2^31 - 1, all alike: the seed of a random field.
struct SeedDistribution {
  double quantile(double u) const;
};

using Distribution = std::variant<NormalDistribution, LognormalDistribution, UniformDistribution,
                                  TriangularDistribution, TableDistribution, SeedDistribution>;

double quantile(Distribution const& distribution, double u);

}  // namespace sanggan
