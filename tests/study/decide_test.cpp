// From outcomes to verdicts: who fails where, and how the others are ordered.
#include <gtest/gtest.h>

#include <cmath>

#include "study/assess.hpp"
#include "study/decision.hpp"

namespace sanggan {
namespace {

using enum Metric;

Preferences const wanted{.bounds = {{cancer_risk, 1e-5}, {operability, 3}, {present_value, 10}},
                         .weights = {{present_value, 1}, {cancer_risk, 1}},
                         .weight_steps = 10};

std::vector<Outcome> const outcomes{
    {"no action", {{cancer_risk, 1e-4}, {operability, 5}, {present_value, 0}}},
    {"cover", {{cancer_risk, 8e-6}, {operability, 5}, {present_value, 2}}},
    {"wall", {{cancer_risk, 9e-6}, {operability, 2}, {present_value, 20}}},
    {"barrier", {{cancer_risk, 9e-6}, {operability, 4}, {present_value, 3}}},
    {"excavation", {{cancer_risk, 0}, {operability, 4}, {present_value, 20}}},
    {"both", {{cancer_risk, 1e-6}, {operability, 3}, {present_value, 8}}},
};

Measure measure(MeasureKind kind, double start, double end = never) {
  Measure m;
  m.kind = std::move(kind);
  m.start = start;
  m.end = end;
  return m;
}

// What is renewed stands since it was first built; works stand at their end.
TEST(Metrics, CountTheTimeToBuildWithoutRenewals) {
  Case c;
  c.measures = {measure(ReactiveBarrier{}, 2, 15), measure(ReactiveBarrier{}, 15),
                measure(PumpAndTreat{}, 3, 9)};
  auto const built = [&] { return metrics_of({}, c, {}).at(time_to_build); };
  EXPECT_EQ(built(), 3);
  c.measures.push_back(measure(Excavation{}, 4, 8));
  EXPECT_EQ(built(), 8);
  c.measures.push_back(measure(ReactiveBarrier{}, 16));
  EXPECT_EQ(built(), 16);
}

TEST(Decision, EachFailsAtItsFirstGate) {
  auto const verdicts = decide(outcomes, wanted);
  EXPECT_EQ(verdicts[0].gates.failed, Gate::risk);
  EXPECT_EQ(verdicts[0].gates.reasons,
            std::vector<std::string>{"cancer_risk is 0.0001, above 1e-05"});
  EXPECT_FALSE(verdicts[1].gates.failed);
  EXPECT_EQ(verdicts[2].gates.failed, Gate::operability);
  EXPECT_EQ(verdicts[4].gates.failed, Gate::economy);
}

// Of cover (8e-6, 2), barrier (9e-6, 3), both (1e-6, 8) the cover dominates the barrier. Scaled:
// cover (1/8, 1), barrier (0, 5/6), both (1, 0): closeness sqrt(65)/(7 + sqrt(65)) of the cover.
TEST(Decision, FrontAndRankAmongThoseThatPass) {
  auto const verdicts = decide(outcomes, wanted);
  for (std::size_t const failed : {0, 2, 4}) {
    EXPECT_FALSE(verdicts[failed].rank);
    EXPECT_FALSE(verdicts[failed].on_front);
  }
  EXPECT_TRUE(verdicts[1].on_front);
  EXPECT_FALSE(verdicts[3].on_front);
  EXPECT_TRUE(verdicts[5].on_front);
  EXPECT_NEAR(*verdicts[1].closeness, std::sqrt(65) / (7 + std::sqrt(65)), 1e-12);
  EXPECT_NEAR(*verdicts[5].closeness, 0.5, 1e-12);
  EXPECT_EQ(verdicts[1].rank, 1);
  EXPECT_EQ(verdicts[5].rank, 2);
  EXPECT_EQ(verdicts[3].rank, 3);
  EXPECT_EQ(verdicts[3].share_first, 0);
  EXPECT_NEAR(*verdicts[1].share_first + *verdicts[5].share_first, 1, 1e-12);  // no ties here
}

// What fails a gate must not move those that pass: an absurd option would stretch the scale.
TEST(Decision, FailedOptionsHaveNoSay) {
  std::vector<Outcome> const passing{outcomes[1], outcomes[3], outcomes[5]};
  auto const all = decide(outcomes, wanted), few = decide(passing, wanted);
  EXPECT_EQ(few[0].closeness, all[1].closeness);
  EXPECT_EQ(few[1].closeness, all[3].closeness);
  EXPECT_EQ(few[2].closeness, all[5].closeness);
}

TEST(Decision, WhatIsNotKnownIsTold) {
  std::vector<Outcome> some{outcomes[1], outcomes[5]};
  some[0].values.erase(operability);
  EXPECT_EQ(decide(some, wanted)[0].gates.failed, Gate::operability);
  Preferences by_time = wanted;
  by_time.weights[time_to_compliance] = 0;
  some[1].values[time_to_compliance] = 5;
  auto const verdicts = decide(std::vector{outcomes[1], some[1]}, by_time);
  EXPECT_EQ(verdicts[0].lacks, std::vector<std::string>{"time_to_compliance"});
  EXPECT_FALSE(verdicts[0].rank);
  EXPECT_EQ(verdicts[1].rank, 1);
}

TEST(Decision, WithoutWeightsNothingIsRanked) {
  auto const verdicts = decide(outcomes, {.bounds = wanted.bounds, .weights = {}});
  for (auto const& verdict : verdicts) EXPECT_FALSE(verdict.rank);
  EXPECT_TRUE(decide({}, wanted).empty());
}

}  // namespace
}  // namespace sanggan
