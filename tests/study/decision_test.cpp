// Gates, trade-off front and TOPSIS: by hand, and what must hold of any ranking.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include "study/gates.hpp"
#include "study/ranking.hpp"

namespace sanggan {
namespace {

using Sense = Requirement::Sense;
using Better = Criterion::Better;

Requirement risk(double value) {
  return {Gate::risk, "cancer risk", value, 1e-6, Sense::at_most, ""};
}
Requirement record(std::optional<double> sites) {
  return {Gate::operability, "number of sites with a record", sites, 3, Sense::at_least, "sites"};
}
Requirement cost(double value) {
  return {Gate::economy, "present value", value, 2e7, Sense::at_most, "CNY"};
}

TEST(Gates, AllPassed) {
  std::vector<Requirement> const all{risk(1e-6), record(3), cost(2e7)};  // bounds included
  EXPECT_FALSE(pass_gates(all).failed);
  EXPECT_TRUE(pass_gates(all).reasons.empty());
}

TEST(Gates, TheFirstThatFailsEndsIt) {
  std::vector<Requirement> const all{cost(3e7), risk(3e-5), record(1)};  // in any order
  auto const result = pass_gates(all);
  EXPECT_EQ(result.failed, Gate::risk);
  EXPECT_EQ(result.reasons, std::vector<std::string>{"cancer risk is 3e-05, above 1e-06"});
  EXPECT_EQ(pass_gates(std::vector{cost(3e7), risk(0), record(1)}).reasons,
            std::vector<std::string>{"number of sites with a record is 1 sites, below 3 sites"});
  EXPECT_EQ(pass_gates(std::vector{cost(3e7), risk(0), record(4)}).failed, Gate::economy);
}

TEST(Gates, AllReasonsOfThatGate) {
  EXPECT_EQ(pass_gates(std::vector{risk(1e-5), risk(0), risk(1e-4)}).reasons.size(), 2);
}

TEST(Gates, WhatIsNotKnownDoesNotPass) {
  auto const result = pass_gates(std::vector{risk(0), record({}), cost(1)});
  EXPECT_EQ(result.failed, Gate::operability);
  EXPECT_EQ(result.reasons,
            std::vector<std::string>{
                "number of sites with a record is not known; it must not be below 3 sites"});
}

std::vector<Criterion> const criteria{{"cost", "CNY", Better::less},
                                      {"mass kept", "kg", Better::more}};

//            cost, kept
Scores const options{{0, 0}, {1, 8}, {2, 7}, {4, 10}};

TEST(TradeOffFront, LeavesOutWhatAnotherBeats) {
  EXPECT_EQ(trade_off_front(options, criteria), (std::vector<bool>{true, true, false, true}));
}

TEST(TradeOffFront, EqualOptionsStayTogether) {
  Scores twice = options;
  twice.push_back(options[1]);
  twice.push_back(options[2]);
  EXPECT_EQ(trade_off_front(twice, criteria),
            (std::vector<bool>{true, true, false, true, true, false}));
}

// Scaled scores (1, 0), (3/4, 4/5), (1/2, 7/10), (0, 1); with weights 1/2 each the halves cancel:
// closeness 1/(1+1), sqrt(0.5625+0.64)/(that + sqrt(0.0625+0.04)), ...
TEST(Topsis, ByHand) {
  std::vector<double> const weights{1, 1};
  auto const closeness = topsis_closeness(options, criteria, weights);
  EXPECT_DOUBLE_EQ(closeness[0], 0.5);
  EXPECT_DOUBLE_EQ(closeness[1], std::sqrt(1.2025) / (std::sqrt(1.2025) + std::sqrt(0.1025)));
  EXPECT_DOUBLE_EQ(closeness[2], std::sqrt(0.74) / (std::sqrt(0.74) + std::sqrt(0.34)));
  EXPECT_DOUBLE_EQ(closeness[3], 0.5);
  EXPECT_EQ(ranks(closeness), (std::vector<int>{3, 1, 2, 3}));
}

TEST(Topsis, OneCriterionAloneSortsByIt) {
  std::vector<double> const only_cost{1, 0};
  EXPECT_EQ(ranks(topsis_closeness(options, criteria, only_cost)), (std::vector<int>{1, 2, 3, 4}));
}

TEST(Topsis, WhereAllAreEqualAllAreIdeal) {
  Scores const same{{2, 3}, {2, 3}};
  EXPECT_EQ(topsis_closeness(same, criteria, std::vector<double>{1, 2}),
            (std::vector<double>{1, 1}));
}

TEST(Topsis, ACriterionByWhichAllAreEqualHasNoSay) {
  Scores with = options;
  for (auto& row : with) row.push_back(7);
  std::vector<Criterion> three = criteria;
  three.push_back({"time", "yr", Better::less});
  auto const closeness = topsis_closeness(options, criteria, std::vector<double>{1, 2});
  auto const closeness_with = topsis_closeness(with, three, std::vector<double>{1, 2, 3});
  for (std::size_t i = 0; i < options.size(); ++i)
    EXPECT_NEAR(closeness_with[i], closeness[i], 1e-14);
}

class RandomOptions : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    std::mt19937 random(GetParam());
    std::uniform_real_distribution<double> value(0, 100);
    scores.assign(7, std::vector<double>(3));
    for (auto& row : scores)
      for (auto& score : row) score = value(random);
    for (auto& weight : weights) weight = value(random);
    std::shuffle(order.begin(), order.end(), random);
  }
  Scores scores;
  std::vector<Criterion> const three{{"cost", "CNY", Better::less},
                                     {"risk", "-", Better::less},
                                     {"mass kept", "kg", Better::more}};
  std::vector<double> weights{0, 0, 0};
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6};
};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomOptions, testing::Range(1u, 41u));

TEST_P(RandomOptions, RankingDoesNotDependOnTheirOrder) {
  Scores shuffled;
  for (auto const i : order) shuffled.push_back(scores[i]);
  auto const rank = ranks(topsis_closeness(scores, three, weights));
  auto const rank_shuffled = ranks(topsis_closeness(shuffled, three, weights));
  auto const front = trade_off_front(scores, three),
             front_shuffled = trade_off_front(shuffled, three);
  for (std::size_t k = 0; k < order.size(); ++k) {
    EXPECT_EQ(rank_shuffled[k], rank[order[k]]);
    EXPECT_EQ(front_shuffled[k], front[order[k]]);
  }
}

// A duplicate is as close as its twin and changes no other; the length of a column, by which the
// book scales, would change with it.
TEST_P(RandomOptions, ADuplicateChangesNothingButStandsBesideItsTwin) {
  auto const closeness = topsis_closeness(scores, three, weights);
  auto const share = share_first(scores, three, 10);
  for (std::size_t twin = 0; twin < scores.size(); ++twin) {
    Scores more = scores;
    more.push_back(scores[twin]);
    auto const closeness_more = topsis_closeness(more, three, weights);
    auto const share_more = share_first(more, three, 10);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      EXPECT_EQ(closeness_more[i], closeness[i]);
      EXPECT_EQ(share_more[i], share[i]);
    }
    EXPECT_EQ(closeness_more.back(), closeness[twin]);
    EXPECT_EQ(share_more.back(), share[twin]);
  }
}

TEST_P(RandomOptions, UnitsAndTheScaleOfWeightsDoNotMatter) {
  auto const rank = ranks(topsis_closeness(scores, three, weights));
  Scores in_other_units = scores;
  for (auto& row : in_other_units) row[0] *= 7.2, row[1] = 1e-6 * row[1] + 3;
  std::vector<double> scaled_weights;
  for (double const w : weights) scaled_weights.push_back(13 * w);
  EXPECT_EQ(ranks(topsis_closeness(in_other_units, three, scaled_weights)), rank);
}

TEST_P(RandomOptions, ADominatedOptionIsNeverFirstAlone) {
  auto const front = trade_off_front(scores, three);
  auto const closeness = topsis_closeness(scores, three, weights);
  auto const first = std::max_element(closeness.begin(), closeness.end()) - closeness.begin();
  EXPECT_TRUE(front[static_cast<std::size_t>(first)]);
}

TEST(Weights, AllOfTheSimplexEachOnce) {
  auto const all = weights_on_simplex(3, 10);
  EXPECT_EQ(all.size(), 66);  // 12 over 2
  for (std::size_t n = 1; n < 6; ++n)
    EXPECT_EQ(number_of_weights(n, 7), weights_on_simplex(n, 7).size());
  for (auto const& weights : all)
    EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0), 1, 1e-15);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 66);
  EXPECT_EQ(weights_on_simplex(1, 4), (std::vector<std::vector<double>>{{1}}));
}

// Two options, each best by one criterion: first on the half where its weight is larger, and both
// at equal weights: 6 of 11 each.
TEST(ShareFirst, OfTwoThatMirrorEachOther) {
  Scores const two{{0, 0}, {1, 1}};
  auto const share = share_first(two, criteria, 10);
  EXPECT_NEAR(share[0], 6.0 / 11, 1e-12);
  EXPECT_NEAR(share[1], 6.0 / 11, 1e-12);
}

}  // namespace
}  // namespace sanggan
