// Draws of Gaussian fields: their covariance over many seeds is the one asked for, within the
// errors that the number of seeds allows, and known values are honoured.
#include "physics/random_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "physics/normal_distribution.hpp"
#include "physics/random_numbers.hpp"

namespace sanggan {
namespace {

using Place = std::array<double, 3>;

TEST(NormalDistribution, QuantilesOfTheTables) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.361340902404056, 1e-13);
  for (double z = -8; z <= 3; z += 0.25)
    EXPECT_NEAR(normal_quantile(normal_probability(z)), z, 1e-12);
}

TEST(RandomNumbers, AreSplitMix64AndStreamsDiffer) {
  RandomNumbers a(1, 0), same(1, 0), b(1, 1), c(2, 0);
  auto const first = a.next();
  EXPECT_EQ(first, same.next());
  EXPECT_NE(first, b.next());
  EXPECT_NE(first, c.next());
  double sum = 0;
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) sum += a.uniform();
  EXPECT_NEAR(sum / n, 0.5, 4 / std::sqrt(12.0 * n));
}

TEST(MaternCovariance, HasTheKnownFormsOfHalfAndThreeHalves) {
  MaternCovariance C{2, 0.5, {10, 10, 10}};
  EXPECT_EQ(C({0, 0, 0}), 2);
  EXPECT_NEAR(C({6, 0, 8}), 2 * std::exp(-1.0), 1e-13);
  C.smoothness = 1.5;
  double const s = std::sqrt(3.0) * 0.7;
  EXPECT_NEAR(C({0, 7, 0}), 2 * (1 + s) * std::exp(-s), 1e-13);
  EXPECT_EQ(C({0, 1e6, 0}), 0);
}

TEST(MaternCovariance, ItsFirstLengthLiesInItsDirection) {
  MaternCovariance const C{1, 0.5, {50, 5, 1}, std::atan2(3.0, 4.0)};  // along (3, 4) in plan
  EXPECT_NEAR(C({30, 40, 0}), std::exp(-1.0), 1e-14);
  EXPECT_NEAR(C({4, -3, 0}), std::exp(-1.0), 1e-14);
  EXPECT_NEAR(C({0, 0, 2}), std::exp(-2.0), 1e-14);
}

/// Moments within four standard errors, which a right field misses once in 16000 times.
class Moments : public testing::TestWithParam<double> {};

TEST_P(Moments, OverManySeedsAreThoseAskedFor) {
  MaternCovariance const C{1.5, GetParam(), {20, 8, 2}, 0.6};
  std::vector<Place> const lags{{0, 0, 0}, {2, 3, 0}, {-8, 6, 1}, {0, 0, 3}, {15, 20, 0}};
  constexpr int seeds = 2000, waves = 50;
  Place const origin{1000, 2000, 30};
  double mean = 0;
  std::vector<double> product(lags.size()), variogram(lags.size());
  for (int seed = 0; seed < seeds; ++seed) {
    RandomField const field(C, static_cast<std::uint64_t>(seed), waves);
    double const Y = field.at(origin);
    mean += Y / seeds;
    for (std::size_t l = 0; l < lags.size(); ++l) {
      double const there =
          field.at({origin[0] + lags[l][0], origin[1] + lags[l][1], origin[2] + lags[l][2]});
      product[l] += Y * there / seeds;
      variogram[l] += 0.5 * std::pow(Y - there, 2) / seeds;
    }
  }
  EXPECT_NEAR(mean, 0, 4 * std::sqrt(C.variance / seeds));
  // Of normal Y and Z of covariance c: var(YZ) = v^2 + c^2, var((Y-Z)^2/2) = 2 (v-c)^2; the wave
  // vectors, which are drawn as well, add at most v^2 / waves to the first and 3 times to the
  // other.
  for (std::size_t l = 0; l < lags.size(); ++l) {
    double const v = C.variance, c = C(lags[l]);
    EXPECT_NEAR(product[l], c, 4 * std::sqrt((v * v * (1 + 1.0 / waves) + c * c) / seeds));
    EXPECT_NEAR(variogram[l], v - c,
                4 * std::sqrt((2 * (v - c) * (v - c) + 3 * v * v / waves) / seeds) + 1e-14);
  }
}
INSTANTIATE_TEST_SUITE_P(Smoothness, Moments, testing::Values(0.5, 1.5));

TEST(RandomField, DependsOnPlaceAndSeedAlone) {
  MaternCovariance const C{1, 0.5, {10, 10, 10}};
  RandomField const field(C, 7, 100), same(C, 7, 100), other(C, 8, 100);
  EXPECT_EQ(field.at({3, 4, 5}), same.at({3, 4, 5}));
  EXPECT_NE(field.at({3, 4, 5}), other.at({3, 4, 5}));
}

TEST(RandomField, HonoursWhatIsKnownAndForgetsItFarAway) {
  MaternCovariance const C{1, 1.5, {10, 10, 4}};
  std::vector<KnownValue> const known{{{0, 0, 0}, 2}, {{3, 0, 0}, -1}, {{50, 50, 1}, 0.5}};
  RandomField const field(C, 3, 200, known), free(C, 3, 200);
  for (auto const& one : known) EXPECT_NEAR(field.at(one.at), one.value, 1e-10);
  EXPECT_NEAR(field.at({500, 0, 0}), free.at({500, 0, 0}), 1e-12);
}

/// The variance that is left beside one known value is that of simple kriging, v (1 - rho^2).
TEST(RandomField, ScattersBesideAKnownValueAsSimpleKrigingSays) {
  MaternCovariance const C{1, 0.5, {10, 10, 10}};
  constexpr int seeds = 2000, waves = 50;
  Place const beside{4, 0, 0};
  double const rho = C(beside), left = 1 - rho * rho;
  double mean = 0, square = 0;
  for (int seed = 0; seed < seeds; ++seed) {
    RandomField const field(C, static_cast<std::uint64_t>(seed), waves, {{{0, 0, 0}, 1.2}});
    double const deviation = field.at(beside) - 1.2 * rho;
    mean += deviation / seeds;
    square += deviation * deviation / seeds;
  }
  EXPECT_NEAR(mean, 0, 4 * std::sqrt(left / seeds));
  EXPECT_NEAR(square, left, 4 * left * std::sqrt((2 + 3.0 / waves) / seeds));
}

}  // namespace
}  // namespace sanggan
