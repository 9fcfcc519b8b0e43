// Mann-Kendall and Sen's slope by hand, and their laws.
#include "study/trend.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace sanggan {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> times(std::size_t n) {
  std::vector<double> t;
  for (std::size_t k = 0; k < n; ++k) t.push_back(static_cast<double>(k));
  return t;
}

// S = 10, variance = 5*4*15/18, Z = 9/sqrt(16.67) = 2.2045, p = 0.0275.
TEST(MannKendall, FiveThatRise) {
  auto const r = trend(times(5), std::vector<double>{1, 2, 3, 4, 5}, 0.95);
  EXPECT_EQ(r.S, 10);
  EXPECT_DOUBLE_EQ(r.variance, 300.0 / 18);
  EXPECT_NEAR(r.p, 0.0275, 5e-5);
  EXPECT_DOUBLE_EQ(r.slope, 1);
}

// Of the 10 pairs of 3 1 2 2 5: 6 rise, 3 fall, 1 is equal; ties of two take 2*1*9/18 = 1.
TEST(MannKendall, TiesLowerTheVariance) {
  auto const r = trend(times(5), std::vector<double>{3, 1, 2, 2, 5}, 0.95);
  EXPECT_EQ(r.S, 6 - 3);
  EXPECT_DOUBLE_EQ(r.variance, 300.0 / 18 - 1);
}

// Slopes of 0 3 2 7 at 0 1 2 4: 3, 1, 7/4, -1, 4/3, 5/2; their median is (4/3 + 7/4)/2.
TEST(SenSlope, MedianOfAllPairs) {
  std::vector<double> const t{0, 1, 2, 4}, v{0, 3, 2, 7};
  EXPECT_DOUBLE_EQ(trend(t, v, 0.95).slope, (4.0 / 3 + 7.0 / 4) / 2);
}

// n = 10: variance 125, z_0.95 = 1.959964, reach 21.91, 45 slopes: the 11th from below and above.
TEST(SenSlope, IntervalIsThatOfTheRanks) {
  std::vector<double> const v{0, 3, 1, 4, 6, 5, 9, 7, 8, 12};
  std::vector<double> slopes;
  for (std::size_t j = 1; j < v.size(); ++j)
    for (std::size_t i = 0; i < j; ++i)
      slopes.push_back((v[j] - v[i]) / static_cast<double>(j - i));
  std::sort(slopes.begin(), slopes.end());
  auto const r = trend(times(10), v, 0.95);
  EXPECT_DOUBLE_EQ(r.variance, 125);
  EXPECT_EQ(r.slope_low, slopes[10]);
  EXPECT_EQ(r.slope_high, slopes[34]);
}

TEST(Trend, TurnsWithTheSignOfTheValues) {
  std::vector<double> const v{0, 3, 1, 4, 6, 5, 9, 7, 8, 12};
  std::vector<double> fall;
  fall.reserve(v.size());
  for (double const x : v) fall.push_back(-x);
  auto const up = trend(times(10), v, 0.9), down = trend(times(10), fall, 0.9);
  EXPECT_EQ(up.S, -down.S);
  EXPECT_EQ(up.p, down.p);
  EXPECT_EQ(up.slope_low, -down.slope_high);
}

// Where there is no trend, the test finds one in about the share of cases that it says.
TEST(Trend, FalseAlarmsAreAsRareAsThePromise) {
  std::mt19937 random(1);
  std::normal_distribution<double> noise;
  int alarms = 0, inside = 0;
  constexpr int cases = 4000;
  for (int k = 0; k < cases; ++k) {
    std::vector<double> v(15);
    for (auto& x : v) x = noise(random);
    auto const r = trend(times(15), v, 0.9);
    alarms += r.p <= 0.1;
    inside += r.slope_low <= 0 && r.slope_high >= 0;
  }
  double const three_sigma = 3 * std::sqrt(0.1 * 0.9 / cases);
  EXPECT_NEAR(static_cast<double>(alarms) / cases, 0.1, three_sigma);
  EXPECT_GT(static_cast<double>(inside) / cases, 0.9 - three_sigma);
}

TEST(Spreading, YesNoAndNotKnown) {
  SpreadTest const test{.confidence = 0.95, .negligible_rate = 0.1};
  auto const answer = [&](std::vector<double> const& v) {
    return is_spreading(trend(times(v.size()), v, test.confidence), test);
  };
  EXPECT_EQ(answer({0, 3, 1, 4, 6, 5, 9, 7, 8, 12}), Answer::yes);
  EXPECT_EQ(answer({12, 8, 7, 9, 5, 6, 4, 1, 3, 0}), Answer::no);
  EXPECT_EQ(answer({5, 5, 5, 5, 5, 5, 5, 5, 5, 5}), Answer::no);
  EXPECT_EQ(answer({0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09}), Answer::no);
  EXPECT_EQ(answer({1, 9, 2, 7, 3, 8, 2, 9, 1, 8}), Answer::not_known);
  EXPECT_EQ(answer({1, 2, 3}), Answer::not_known);  // too few
}

TEST(SenSlope, TooFewRecordsHaveNoInterval) {
  auto const r = trend(times(3), std::vector<double>{1, 2, 3}, 0.95);
  EXPECT_EQ(r.slope_low, -infinity);
  EXPECT_EQ(r.slope_high, infinity);
}

}  // namespace
}  // namespace sanggan
