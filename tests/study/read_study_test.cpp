// Study files: one that uses every key, read back, and wrong ones in bad_input with their messages.
#include "study/read_study.hpp"

#include <gtest/gtest.h>

#include "tests/support/bad_input.hpp"

namespace sanggan {
namespace {

constexpr double year = 31557600;

Study const& sample() {
  static Study const study = read_study("tests/study/sample/study.yaml", MPI_COMM_WORLD);
  return study;
}
template <class Kind>
Kind const& receptor(std::string const& name) {
  for (auto const& one : sample().receptors)
    if (one.name == name) return std::get<Kind>(one.kind);
  throw std::out_of_range(name);
}
Scenario const& scenario(std::string const& name) {
  for (auto const& one : sample().scenarios)
    if (one.name == name) return one;
  throw std::out_of_range(name);
}

TEST(SampleStudy, HeaderAndMoney) {
  EXPECT_EQ(sample().title, "Sample study");
  EXPECT_EQ(sample().case_path, "tests/study/sample/case.yaml");
  EXPECT_EQ(sample().currency, "CNY");
  EXPECT_EQ(sample().money.price_year, 2025);
  EXPECT_EQ(sample().money.base_year, 2026);
  EXPECT_DOUBLE_EQ(sample().money.discount_rate, 0.04);
  EXPECT_EQ(sample().money.prices, (PriceIndex{{2020, 100}, {2025, 110}}));
}

TEST(SampleStudy, AFileReplacesAStandardAsAWhole) {
  auto const& limits = sample().limits;
  EXPECT_DOUBLE_EQ(find_limit(limits, {"County water", "Cd", "village", "limit"})->value, 3e-6);
  EXPECT_DOUBLE_EQ(find_limit(limits, {"GB 5749-2022", "Cd", "tap", "limit"})->value, 4e-6);
  EXPECT_FALSE(find_limit(limits, {"GB 5749-2022", "As", "tap", "limit"}));
  EXPECT_TRUE(find_limit(limits, {"GB/T 14848-2017", "As", "III", "limit"}));
}

TEST(SampleStudy, StandardsAndHealth) {
  EXPECT_EQ(sample().standards.surface_water, "GB 3838-2002");
  EXPECT_EQ(sample().standards.food, "GB 2762-2022");
  EXPECT_EQ(sample().toxicity.size(), 17);
  EXPECT_TRUE(sample().exposure.contains("class 2 land"));
  EXPECT_EQ(sample().accepted.cancer, 1e-6);
}

TEST(SampleStudy, WhatIsSetInTheCaseAndHowPlumesAreJudged) {
  EXPECT_EQ(sample().overrides, std::vector<std::string>{"time.end=8 yr"});
  EXPECT_EQ(base_case(sample(), MPI_COMM_WORLD).time.end, 8 * year);
  EXPECT_EQ(sample().substances.at("Cd"), "Cd");
  EXPECT_EQ(sample().counted, std::vector<std::string>{"Cd"});
  EXPECT_DOUBLE_EQ(sample().spreading.confidence, 0.9);
  EXPECT_DOUBLE_EQ(sample().spreading.negligible_rate, 10 / year);
}

TEST(SampleStudy, Receptors) {
  auto const& village = receptor<WaterReceptor>("village");
  EXPECT_EQ(village.point, "well");
  EXPECT_EQ(village.use, "village");
  EXPECT_DOUBLE_EQ(village.supply, 0.01);
  EXPECT_EQ(village.people, 2000);
  auto const& field = receptor<FarmlandReceptor>("field");
  EXPECT_EQ(field.polygon.vertices.size(), 4);
  EXPECT_DOUBLE_EQ(field.depth, 0.2);
  EXPECT_EQ(field.county, "Shanyin");
  EXPECT_EQ(field.soil.pH, 8.2);
  EXPECT_DOUBLE_EQ(field.soil.background[0].value, 1e-7);
  EXPECT_EQ(field.residual_share, 0.95);
  EXPECT_EQ(field.capacity_years, 30);
  EXPECT_FALSE(village.is_river);
  EXPECT_TRUE(receptor<WaterReceptor>("reach").is_river);
  auto const& school = receptor<PlotReceptor>("school");
  EXPECT_EQ(school.soil.use, "class 1 land");
  EXPECT_EQ(school.water, "village");
}

TEST(SampleStudy, UptakeOfCrops) {
  auto const& crops = receptor<FarmlandReceptor>("field").crops;
  ASSERT_EQ(crops.size(), 3);
  EXPECT_EQ(crops[0].crop, "maize");
  EXPECT_EQ(std::get<BioconcentrationFactor>(crops[0].law).factor, 0.1);
  EXPECT_EQ(crops[1].scatter, 0.2);
  auto const& regression = std::get<LogLinearUptake>(crops[2].law);
  EXPECT_EQ(regression.intercept, -0.5);
  EXPECT_EQ(regression.soil_slope, 0.9);
  EXPECT_EQ(regression.pH_slope, -0.2);
  EXPECT_EQ(crops[2].scatter, 0.3);
}

std::vector<std::string> described(std::vector<Node> const& measures) {
  std::vector<std::string> result;
  for (auto const& measure : measures) {
    std::string one;
    for (auto const& entry : measure.entries) one += entry.value.text + " ";
    result.push_back(one);
  }
  return result;
}

TEST(SampleStudy, ScenariosInheritMeasuresAndCosts) {
  EXPECT_TRUE(scenario("no_action").measures.empty());
  EXPECT_EQ(scenario("no_action").title, "no_action");
  EXPECT_EQ(described(scenario("both").measures),
            (std::vector<std::string>{"cover soil_cover 1 m ", "wall cutoff_wall 0.6 m ",
                                      "drain drain "}));
  EXPECT_EQ(scenario("both").costs.size(), 2);
  EXPECT_EQ(scenario("both").judged.at(Metric::operability), 4);
  EXPECT_FALSE(scenario("wall").judged.contains(Metric::operability));
  EXPECT_EQ(scenario("both").farmland.at("field"), FarmlandMeasure::safe_use);
  EXPECT_TRUE(scenario("wall").farmland.empty());
}

template <class Kind>
Kind const& receptor_in(std::string const& name, std::size_t r) {
  return std::get<Kind>(scenario(name).receptors.at(r).kind);
}

// The sample lists its receptors as village, reach, field, school.
TEST(SampleStudy, ScenariosChangeReceptors) {
  EXPECT_EQ(receptor_in<FarmlandReceptor>("no_action", 2).soil.use, "dry land");
  EXPECT_EQ(receptor_in<FarmlandReceptor>("no_action", 2).crops.size(), 3);
  auto const& field = receptor_in<FarmlandReceptor>("cover", 2);
  EXPECT_EQ(field.soil.use, "orchard");
  EXPECT_EQ(field.soil.pH, 7);
  EXPECT_DOUBLE_EQ(field.depth, 0.2);
  ASSERT_EQ(field.crops.size(), 1);
  EXPECT_EQ(field.crops[0].crop, "maize");
  EXPECT_EQ(receptor_in<PlotReceptor>("cover", 3).water, "");
  EXPECT_EQ(receptor_in<PlotReceptor>("cover", 3).people, 300);
  EXPECT_EQ(receptor_in<WaterReceptor>("cover", 0).people, 2000);
}

TEST(SampleStudy, ScenariosInheritChangesOfReceptors) {
  EXPECT_EQ(receptor_in<FarmlandReceptor>("both", 2).soil.use, "orchard");
  EXPECT_TRUE(receptor_in<FarmlandReceptor>("both", 2).crops.empty());
  EXPECT_EQ(receptor_in<PlotReceptor>("both", 3).water, "");
  EXPECT_EQ(receptor_in<WaterReceptor>("both", 0).people, 0);
}

TEST(SampleStudy, Costs) {
  auto const& cover = scenario("cover").costs[0];
  EXPECT_EQ(cover.kind, CostKind::capital);
  EXPECT_EQ(cover.amount, (Estimate{8e5, 1e6, 1.5e6}));
  EXPECT_EQ(cover.last_year, 2027);
  auto const& upkeep = scenario("cover").costs[1];
  EXPECT_EQ(upkeep.amount, (Estimate{2e4, 2e4, 2e4}));
  EXPECT_EQ(upkeep.last_year, 2050);
  EXPECT_EQ(upkeep.every, 2);
}

TEST(SampleStudy, GatesAndWeights) {
  EXPECT_EQ(sample().preferences.bounds.size(), metrics.size());
  EXPECT_DOUBLE_EQ(sample().preferences.bounds.at(Metric::time_to_compliance), 30 * year);
  EXPECT_EQ(sample().preferences.bounds.at(Metric::present_value), 2e7);
  EXPECT_EQ(sample().preferences.weight_steps, 10);
  EXPECT_EQ(sample().preferences.weights, (std::map<Metric, double>{{Metric::cancer_risk, 1},
                                                                    {Metric::time_to_compliance, 1},
                                                                    {Metric::present_value, 2}}));
}

class BadStudy : public testing::TestWithParam<std::string> {};

TEST_P(BadStudy, HasAllItsMessages) {
  test::Inside const inside("tests/study/bad_input/" + GetParam());
  auto const expected = test::lines_of("expected.txt");
  ASSERT_FALSE(expected.empty());
  try {
    read_study("study.yaml", MPI_COMM_WORLD);
    FAIL() << "the study was read without an error";
  } catch (CaseError const& error) {
    EXPECT_EQ(error.messages, expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadStudy,
                         testing::ValuesIn(test::folders_with("study.yaml",
                                                              "tests/study/bad_input")),
                         [](auto const& info) { return info.param; });

}  // namespace
}  // namespace sanggan
