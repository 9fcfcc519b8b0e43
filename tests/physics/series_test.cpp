#include "physics/series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace sanggan {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

TEST(Series, ConstantHasNoRecords) {
  auto const c = Series::constant(3);
  EXPECT_EQ(c.at(-1e9), 3);
  EXPECT_EQ(c.at(1e9), 3);
  EXPECT_EQ(c.next_record(0), never);
  EXPECT_FALSE(c.empty());
  EXPECT_TRUE(Series{}.empty());
}

TEST(Series, StepHoldsUntilTheNextRecord) {
  Series const s{{10, 20, 40}, {1, 2, 3}, Series::Kind::step, 0};
  EXPECT_EQ(s.at(0), 1);  // the first value holds before
  EXPECT_EQ(s.at(10), 1);
  EXPECT_EQ(s.at(19.999), 1);
  EXPECT_EQ(s.at(20), 2);  // at a jump the value that begins
  EXPECT_EQ(s.at(39), 2);
  EXPECT_EQ(s.at(1e9), 3);
}

TEST(Series, LinearBetweenRecords) {
  Series const s{{10, 20, 40}, {1, 2, -2}, Series::Kind::linear, 0};
  EXPECT_EQ(s.at(0), 1);
  EXPECT_EQ(s.at(10), 1);
  EXPECT_DOUBLE_EQ(s.at(15), 1.5);
  EXPECT_DOUBLE_EQ(s.at(30), 0);
  EXPECT_EQ(s.at(40), -2);
  EXPECT_EQ(s.at(1e9), -2);
}

TEST(Series, StepRepeats) {
  Series const s{{0, 6, 18}, {1, 2, 3}, Series::Kind::step, 24};
  for (double const day : {-48.0, 0.0, 24.0, 2400.0}) {
    EXPECT_EQ(s.at(day), 1);
    EXPECT_EQ(s.at(day + 5.5), 1);
    EXPECT_EQ(s.at(day + 6), 2);
    EXPECT_EQ(s.at(day + 18), 3);
    EXPECT_EQ(s.at(day + 23.5), 3);
  }
}

TEST(Series, StepThatBeginsWithinItsPeriodHoldsTheLastValueOfTheRoundBefore) {
  Series const s{{6, 18}, {2, 3}, Series::Kind::step, 24};
  EXPECT_EQ(s.at(30), 2);
  EXPECT_EQ(s.at(29), 3);
  EXPECT_EQ(s.at(5), 3);
}

TEST(Series, LinearClosesItsPeriod) {
  Series const s{{0, 12}, {0, 6}, Series::Kind::linear, 24};
  EXPECT_DOUBLE_EQ(s.at(6), 3);
  EXPECT_DOUBLE_EQ(s.at(18), 3);  // back to the first value, which comes again at 24
  EXPECT_DOUBLE_EQ(s.at(24 + 18), 3);
  EXPECT_DOUBLE_EQ(s.at(-6), 3);
}

TEST(Series, NamesTheNextRecord) {
  Series const s{{10, 20, 40}, {1, 2, 3}, Series::Kind::step, 0};
  EXPECT_EQ(s.next_record(0), 10);
  EXPECT_EQ(s.next_record(10), 20);
  EXPECT_EQ(s.next_record(39), 40);
  EXPECT_EQ(s.next_record(40), never);
}

TEST(Series, NamesTheRecordsOfEachRound) {
  Series const s{{0, 6}, {1, 2}, Series::Kind::step, 24};
  EXPECT_EQ(s.next_record(0), 6);
  EXPECT_EQ(s.next_record(6), 24);
  EXPECT_EQ(s.next_record(24), 30);
  EXPECT_EQ(s.next_record(1000 * 24 + 7), 1001 * 24);
}

// A time loop that lands on each record in turn must neither skip one nor stand still.
TEST(Series, WalkOverTheRecordsOfManyYears) {
  constexpr double year = 31557600;
  Series s{{}, {}, Series::Kind::step, year};
  for (int month = 0; month < 12; ++month) {
    s.times.push_back(year / 12 * month);
    s.values.push_back(month);
  }
  double t = 0;
  for (int k = 1; k <= 1200; ++k) {
    double const next = s.next_record(t);
    ASSERT_NEAR(next - t, year / 12, 1e-3);
    ASSERT_EQ(s.at(0.5 * (t + next)), (k - 1) % 12);
    t = next;
  }
  EXPECT_NEAR(t, 100 * year, 1e-3);
}

TEST(Series, ScaledAndCappedAtEveryTime) {
  for (auto const kind : {Series::Kind::step, Series::Kind::linear})
    for (double const period : {0.0, 24.0}) {
      Series const s{{0, 6, 8, 20}, {1, 7, -2, 5}, kind, period};
      Series const low = capped(s, 3), twice = scaled(s, 2);
      for (double t = -5; t < 60; t += 0.37) {
        EXPECT_NEAR(low.at(t), std::min(3.0, s.at(t)), 1e-12) << t;
        EXPECT_EQ(twice.at(t), 2 * s.at(t)) << t;
      }
    }
}

}  // namespace
}  // namespace sanggan
