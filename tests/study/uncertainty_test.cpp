// Distributions, samples, rank correlations, indices of Sobol' and statistics of ensembles.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "study/uncertainty/distribution.hpp"
#include "study/uncertainty/sampling.hpp"
#include "study/uncertainty/sensitivity.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

/// Mean and variance by the midpoint rule over the quantiles.
std::pair<double, double> moments(Distribution const& law) {
  constexpr int n = 200000;
  double mean = 0, square = 0;
  for (int i = 0; i < n; ++i) {
    double const x = quantile(law, (i + 0.5) / n);
    mean += x / n;
    square += x * x / n;
  }
  return {mean, square - mean * mean};
}

void expect_moments(Distribution const& law, double mean, double variance) {
  auto const [m, v] = moments(law);
  EXPECT_NEAR(m, mean, 1e-4 * std::sqrt(variance));
  EXPECT_NEAR(v, variance, 1e-3 * variance);
}

TEST(Distributions, HaveTheirKnownMeansAndVariances) {
  expect_moments(NormalDistribution{3, 2}, 3, 4);
  double const s = 0.5;  // of the lognormal: mean m e^(s2/2), variance mean2 (e^s2 - 1)
  double const mean = 2 * std::exp(s * s / 2);
  expect_moments(LognormalDistribution{2, s}, mean, mean * mean * std::expm1(s * s));
  expect_moments(UniformDistribution{-1, 5}, 2, 3);
  expect_moments(TriangularDistribution{0, 1, 5}, 2, (1 + 25 - 5) / 18.0);
  expect_moments(TableDistribution{{0, 2, 2, 4}, {0, 0.25, 0.75, 1}}, 2, 0.5 * 4.0 / 3);
  // A standard normal cut at -1 and 1: variance 1 - 2 phi(1) / (Phi(1) - Phi(-1)).
  double const phi = std::exp(-0.5) / std::sqrt(2 * std::numbers::pi);
  expect_moments(NormalDistribution{0, 1, {-1, 1}}, 0, 1 - 2 * phi / std::erf(std::sqrt(0.5)));
}

TEST(Distributions, KeepWithinTheirBounds) {
  LognormalDistribution const law{1, 2, {0.5, 3}};
  EXPECT_GE(law.quantile(1e-12), 0.5);
  EXPECT_LE(law.quantile(1 - 1e-12), 3);
  EXPECT_EQ(SeedDistribution{}.quantile(0.5), 0x1p30);
}

std::vector<double> column(UnitSample const& sample, std::size_t d) {
  std::vector<double> values;
  for (auto const& point : sample) values.push_back(point[d]);
  return values;
}

TEST(LatinHypercube, HasOnePointInEachStratum) {
  constexpr std::size_t n = 37;
  auto const sample = latin_hypercube(n, 5, 4);
  EXPECT_EQ(sample, latin_hypercube(n, 5, 4));
  EXPECT_NE(sample, latin_hypercube(n, 5, 5));
  for (std::size_t d = 0; d < 5; ++d) {
    std::vector<int> count(n);
    for (double const u : column(sample, d)) ++count[static_cast<std::size_t>(u * n)];
    EXPECT_EQ(count, std::vector<int>(n, 1));
  }
}

TEST(SobolSequence, FillsEveryStratumOfEachDimensionOnce) {
  constexpr std::size_t n = 256;
  auto const sample = sobol_sequence(n, most_sobol_dimensions, 9);
  for (std::size_t d = 0; d < most_sobol_dimensions; ++d) {
    std::vector<int> count(n);
    for (double const u : column(sample, d)) ++count[static_cast<std::size_t>(u * n)];
    EXPECT_EQ(count, std::vector<int>(n, 1)) << "dimension " << d;
  }
}

/// Neighbouring dimensions fill the boxes of a square evenly, which wrong direction numbers do not.
TEST(SobolSequence, FirstTwoDimensionsFillEveryElementaryBox) {
  constexpr std::size_t n = 64;
  auto const sample = sobol_sequence(n, 2, 1);
  for (std::size_t wide = 1; wide <= n; wide *= 2) {
    std::vector<int> count(n);
    for (auto const& p : sample)
      ++count[static_cast<std::size_t>(p[0] * static_cast<double>(wide)) * (n / wide) +
              static_cast<std::size_t>(p[1] * static_cast<double>(n / wide))];
    EXPECT_EQ(count, std::vector<int>(n, 1)) << wide;
  }
}

/// An integral over 50 dimensions, to half the standard error of a random sample.
TEST(SobolSequence, IntegratesOverAllDimensions) {
  constexpr std::size_t n = 4096;
  double mean = 0;
  for (auto const& p : sobol_sequence(n, most_sobol_dimensions, 3)) {
    double sum = 0;
    for (std::size_t d = 1; d < p.size(); ++d) sum += 12 * (p[d] - 0.5) * (p[d - 1] - 0.5);
    mean += sum / n;  // variance of each term is 1
  }
  EXPECT_NEAR(mean, 0, std::sqrt(49.0 / n) / 2);
}

TEST(RankCorrelation, IsReachedAndKeepsTheValues) {
  std::vector<std::vector<double>> const wanted{{1, 0.8, 0}, {0.8, 1, -0.4}, {0, -0.4, 1}};
  ASSERT_TRUE(is_correlation(wanted));
  EXPECT_FALSE(is_correlation({{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}));
  auto sample = latin_hypercube(500, 3, 2);
  auto const before = sample;
  correlate_ranks(sample, wanted, 5);
  for (std::size_t a = 0; a < 3; ++a) {
    auto x = column(sample, a), y = column(before, a);
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    EXPECT_EQ(x, y);
    // Of normal scores correlated r, ranks are 6/pi asin(r/2), up to 0.02 less than r.
    for (std::size_t b = 0; b < a; ++b)
      EXPECT_NEAR(rank_correlation(column(sample, a), column(sample, b)),
                  6 / std::numbers::pi * std::asin(wanted[a][b] / 2), 0.02);
  }
}

/// [IshigamiHomma1990] with a = 7, b = 0.1: the indices are known in closed form.
TEST(SobolIndices, OfIshigamisFunction) {
  constexpr double a = 7, b = 0.1, pi = std::numbers::pi;
  constexpr std::size_t n = 4096;
  auto const design = saltelli_design(sobol_sequence(n, 6, 1));
  std::vector<double> values;
  for (auto const& u : design) {
    auto const x = [&](std::size_t d) { return pi * (2 * u[d] - 1); };
    values.push_back(std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) +
                     b * std::pow(x(2), 4) * std::sin(x(0)));
  }
  double const p4 = std::pow(pi, 4), p8 = p4 * p4;
  double const V1 = 0.5 * std::pow(1 + b * p4 / 5, 2), V2 = a * a / 8, V13 = 8 * b * b * p8 / 225;
  double const V = V1 + V2 + V13;
  auto const indices = sobol_indices(values, 3, 1);
  ASSERT_EQ(indices.size(), 3);
  std::vector<double> const first{V1 / V, V2 / V, 0}, total{(V1 + V13) / V, V2 / V, V13 / V};
  // Twice the width of the bootstrap's interval at random points, about 2 / sqrt(n).
  for (std::size_t d = 0; d < 3; ++d) {
    EXPECT_NEAR(indices[d].first_order.value, first[d], 2 / std::sqrt(n));
    EXPECT_NEAR(indices[d].total.value, total[d], 2 / std::sqrt(n));
    EXPECT_LE(indices[d].total.low, total[d] + 0.01);
    EXPECT_GE(indices[d].total.high, total[d] - 0.01);
  }
  values[3] = std::nan("");  // a member that failed: its row is left out
  EXPECT_NEAR(sobol_indices(values, 3, 1)[1].total.value, total[1], 2 / std::sqrt(n));
  EXPECT_TRUE(sobol_indices(std::vector<double>(50, 1.0), 3, 1).empty());
}

TEST(EnsembleStatistics, OfNumbersThatCanBeCounted) {
  auto const s = statistics_of({4, 1, 3, 2, 5}, {0, 0.25, 0.6, 1}, 3);
  EXPECT_EQ(s.mean, 3);
  EXPECT_DOUBLE_EQ(s.deviation, std::sqrt(2.5));
  EXPECT_EQ(s.quantiles, (std::vector<double>{1, 2, 3.4, 5}));
  EXPECT_EQ(s.exceedance, 0.4);
  EXPECT_FALSE(statistics_of({1}, {}, {}).exceedance);
}

}  // namespace
}  // namespace sanggan
