// Concentrations at a receptor against a limit, by hand.
#include "study/exceedance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace sanggan {
namespace {

TEST(Exceedance, NeverAbove) {
  std::vector<double> const t{0, 10, 20}, C{1, 3, 2};
  auto const e = exceedance(t, C, 3);  // at the limit is not above it
  EXPECT_EQ(e.peak, 3);
  EXPECT_EQ(e.time_of_peak, 10);
  EXPECT_FALSE(e.first);
  EXPECT_EQ(e.time_above, 0);
  EXPECT_EQ(e.compliance, 0);  // from the start
}

TEST(Exceedance, AboveForGood) {
  std::vector<double> const t{5, 15}, C{4, 6};
  auto const e = exceedance(t, C, 3);
  EXPECT_EQ(e.first, 5);
  EXPECT_EQ(e.time_above, 10);
  EXPECT_FALSE(e.compliance);
}

TEST(Exceedance, OneRecord) {
  std::vector<double> const t{7}, high{4}, low{2};
  EXPECT_EQ(exceedance(t, high, 3).first, 7);
  EXPECT_FALSE(exceedance(t, high, 3).compliance);
  EXPECT_EQ(exceedance(t, low, 3).compliance, 7);
}

// Above from 5 to 15 (peak 4 at 10), and from 25 to 36: crossings by similar triangles.
TEST(Exceedance, TwoPeaksLinearBetweenRecords) {
  std::vector<double> const t{0, 10, 20, 30, 40}, C{0, 4, 0, 4, 4 - 10.0 / 3};
  auto const e = exceedance(t, C, 2);
  EXPECT_DOUBLE_EQ(*e.first, 5);
  EXPECT_DOUBLE_EQ(*e.compliance, 36);
  EXPECT_DOUBLE_EQ(e.time_above, 10 + 11);
  EXPECT_EQ(e.time_of_peak, 10);  // the first of equal peaks
}

TEST(Exceedance, LateRiseEndsCompliance) {
  std::vector<double> const t{0, 10, 20}, C{4, 0, 4};
  auto const e = exceedance(t, C, 2);
  EXPECT_EQ(e.first, 0);
  EXPECT_DOUBLE_EQ(e.time_above, 10);
  EXPECT_FALSE(e.compliance);
}

// A triangle of height 5 and base 20 is above the limit L for 20 (1 - L/5).
TEST(Exceedance, TimeAboveOfATriangle) {
  std::vector<double> const t{0, 10, 20}, C{0, 5, 0};
  for (double const limit : {0.5, 1.0, 2.5, 4.0, 4.999})
    EXPECT_NEAR(exceedance(t, C, limit).time_above, 20 * (1 - limit / 5), 1e-12);
}

// A record that lies on the line between its neighbours tells nothing new.
TEST(Exceedance, DoesNotDependOnRecordsThatLieOnTheLine) {
  std::vector<double> const t{0, 10, 20}, C{0, 5, 1}, t_more{0, 2, 10, 16, 20},
      C_more{0, 1, 5, 2.6, 1};
  auto const few = exceedance(t, C, 2), more = exceedance(t_more, C_more, 2);
  EXPECT_NEAR(few.time_above, more.time_above, 1e-12);
  EXPECT_NEAR(*few.first, *more.first, 1e-12);
  EXPECT_NEAR(*few.compliance, *more.compliance, 1e-12);
}

}  // namespace
}  // namespace sanggan
