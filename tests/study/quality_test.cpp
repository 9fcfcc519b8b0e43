// Soils, waters and crops against the standards, by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "study/crop.hpp"
#include "study/farmland.hpp"
#include "study/read_limits.hpp"
#include "study/soil_capacity.hpp"
#include "study/soil_quality.hpp"
#include "study/water_quality.hpp"

namespace sanggan {
namespace {

using Names = std::vector<std::string>;
constexpr double mg_per_kg = 1e-6, mg_per_L = 1e-3;
constexpr auto farmland = "GB 15618-2018", plots = "GB 36600-2018", groundwater = "GB/T 14848-2017",
               surface = "GB 3838-2002";

std::vector<Limit> const& limits() {
  static auto const all = own_limits();
  return all;
}

Judgement field(std::vector<Content> contents, double pH, std::string const& use = "dry land") {
  for (auto& content : contents) content.value *= mg_per_kg;
  return judge_soil({use, pH, contents, {}}, limits(), farmland);
}

TEST(Farmland, ClassByTheWorstElement) {
  EXPECT_EQ(field({{"Cd", 0.6}, {"Pb", 170}, {"As", 25}}, 8).grade, 0);  // all at screening
  auto const safe_use = field({{"Cd", 0.61}, {"Pb", 100}, {"As", 26}}, 8);
  EXPECT_EQ(farmland_classes[static_cast<std::size_t>(safe_use.grade)], "safe use");
  EXPECT_EQ(safe_use.worst, (Names{"Cd", "As"}));
  auto const strict = field({{"Cd", 4.1}, {"Pb", 999}}, 8);
  EXPECT_EQ(strict.grade, 2);
  EXPECT_EQ(strict.worst, Names{"Cd"});
  EXPECT_EQ(strict.status, Status::read);
}

TEST(Farmland, PHAndUseChangeTheClass) {
  EXPECT_EQ(field({{"Cd", 0.5}}, 7.5, "paddy").grade, 0);
  EXPECT_EQ(field({{"Cd", 0.5}}, 6.5, "paddy").grade, 1);
  EXPECT_EQ(field({{"Cd", 0.5}}, 7.5, "dry land").grade, 1);
  EXPECT_EQ(field({{"As", 28}}, 6, "paddy").grade, 0);
  EXPECT_EQ(field({{"As", 28}}, 7, "paddy").grade, 1);  // more arsenic is lost to water there
}

TEST(Farmland, CopperNickelAndZincNeverMakeItStrict) {
  EXPECT_EQ(field({{"Cu", 1e5}, {"Ni", 1e5}, {"Zn", 1e5}}, 7).grade, 1);
}

TEST(Soil, CarriesTheStatusOfTheWeakerFigure) {
  auto with = limits();
  for (auto& limit : with)
    if (limit.kind == "intervention") limit.status = Status::memory;
  SoilSample const soil{"dry land", 7, {{"Cd", 0}}, {}};
  EXPECT_EQ(judge_soil(soil, with, farmland).status, Status::memory);
  SoilSample const zinc{"dry land", 7, {{"Zn", 0}}, {}};  // it has no intervention value
  EXPECT_EQ(judge_soil(zinc, with, farmland).status, Status::read);
}

TEST(Farmland, TellsWhatItCannotJudge) {
  EXPECT_EQ(field({{"SO4", 100}, {"Cd", 0.1}}, 7).unjudged, Names{"SO4"});
  EXPECT_EQ(field({{"Cd", 0.1}}, std::nan("")).unjudged, Names{"Cd"});  // the pH is not known
}

TEST(Farmland, AreasByCountyAndClass) {
  auto const unit = [](std::string const& county, double area, double Cd) {
    return FarmlandUnit{"", county, area, {"dry land", 8, {{"Cd", Cd * mg_per_kg}}, {}}};
  };
  std::vector<FarmlandUnit> const units{unit("Shanyin", 2, 0.1), unit("Shanyin", 3, 1),
                                        unit("Shanyin", 5, 0.2), unit("Yingxian", 7, 5)};
  auto const areas = farmland_areas(units, limits(), farmland);
  EXPECT_EQ(areas.at("Shanyin"), (std::array<double, 3>{7, 3, 0}));
  EXPECT_EQ(areas.at("Yingxian"), (std::array<double, 3>{0, 0, 7}));
}

// B = 10, C = 20, D = 5 of E = 50: 70 %.
TEST(SafeUtilisationRate, CountsMeasuresAndProduce) {
  using enum Pollution;
  using M = FarmlandMeasure;
  std::vector<CountedFarmland> const land{
      {10, light, M::priority_protection, false},
      {12, light, M::safe_use, true},
      {8, moderate, M::safe_use, true},
      {5, heavy, M::strict_control, false},
      {6, moderate, M::safe_use, false},            // the produce fails
      {4, moderate, M::priority_protection, true},  // not a measure for it
      {5, heavy, M::safe_use, true},                // nor this
      {1000, none, M::none, true}};
  EXPECT_DOUBLE_EQ(*safe_utilisation_rate(land), 0.7);
  EXPECT_FALSE(safe_utilisation_rate(std::vector<CountedFarmland>{{3, none, M::none, true}}));
}

Judgement plot(std::vector<Content> contents, std::string const& land,
               std::vector<Content> background = {}) {
  for (auto* list : {&contents, &background})
    for (auto& content : *list) content.value *= mg_per_kg;
  return judge_soil({land, std::nan(""), contents, background}, limits(), plots);
}

TEST(BuildingPlot, BelowBetweenAbove) {
  EXPECT_EQ(plot({{"Pb", 400}, {"Cd", 20}}, "class 1 land").grade, 0);
  EXPECT_EQ(plot({{"Pb", 401}, {"Cd", 20}}, "class 1 land").grade, 1);
  EXPECT_EQ(plot({{"Pb", 801}, {"Cd", 21}}, "class 1 land").grade, 2);
  EXPECT_EQ(plot({{"Pb", 801}, {"Cd", 21}}, "class 1 land").worst, Names{"Pb"});
  EXPECT_EQ(plot({{"Pb", 800}}, "class 2 land").grade, 0);
}

// Note a of the standard: As, Co and V up to the local background are not polluted.
TEST(BuildingPlot, BackgroundExcusesWhatTheStandardSays) {
  EXPECT_EQ(plot({{"As", 25}}, "class 1 land").grade, 1);
  EXPECT_EQ(plot({{"As", 25}}, "class 1 land", {{"As", 25}}).grade, 0);
  EXPECT_EQ(plot({{"As", 26}}, "class 1 land", {{"As", 25}}).grade, 1);
  EXPECT_EQ(plot({{"Pb", 500}}, "class 1 land", {{"Pb", 500}}).grade, 1);
}

Judgement water(std::vector<Content> contents, std::string_view standard = groundwater) {
  for (auto& content : contents)
    if (content.substance != "pH") content.value *= mg_per_L;
  return classify_water(contents, limits(), standard);
}

TEST(Groundwater, ClassByTheWorstSubstance) {
  EXPECT_EQ(water({{"SO4", 50}, {"Cd", 0.0001}, {"pH", 7}}).grade, 1);
  auto const third = water({{"SO4", 250}, {"Cd", 0.0001}, {"F", 1}});
  EXPECT_EQ(water_class_name(third.grade), "III");
  EXPECT_EQ(third.worst, Names{"SO4"});
  EXPECT_EQ(water({{"SO4", 251}}).grade, 4);
  EXPECT_EQ(water_class_name(water({{"SO4", 351}}).grade), "V");
}

// F has the limit 1 mg/L in I, II and III: the better class counts.
TEST(Groundwater, EqualLimitsMeanTheBetterClass) {
  EXPECT_EQ(water({{"F", 1}}).grade, 1);
  EXPECT_EQ(water({{"F", 1.1}}).grade, 4);
}

TEST(Groundwater, PHIsBoundedOnBothSides) {
  EXPECT_EQ(water({{"pH", 6.4}}).grade, 4);
  EXPECT_EQ(water({{"pH", 8.8}}).grade, 4);
  EXPECT_EQ(water({{"pH", 5.4}}).grade, 5);
  EXPECT_EQ(water({{"pH", 9.1}}).grade, 5);
}

TEST(SurfaceWater, HasOneGradeBelowClassFive) {
  EXPECT_EQ(water({{"Cd", 0.01}}, surface).grade, 5);
  EXPECT_EQ(water_class_name(water({{"Cd", 0.011}}, surface).grade), "worse than V");
}

TEST(Water, TellsWhatItCannotJudge) {
  EXPECT_EQ(water({{"Ra", 1}}).grade, 0);
  EXPECT_EQ(water({{"Ra", 1}}).unjudged, Names{"Ra"});
}

TEST(Water, ComparisonWithTheLimitsOfAUse) {
  std::vector<Content> const contents{{"As", 0.06 * mg_per_L}, {"pH", 5}, {"Ra", 1}};
  auto const vegetable = compare_with_limits(contents, limits(), "GB 5084-2021", "vegetable");
  EXPECT_FALSE(vegetable[0].met);
  EXPECT_DOUBLE_EQ(vegetable[0].index(), 1.2);
  EXPECT_EQ(vegetable[0].limit->status, Status::older_edition);
  EXPECT_FALSE(vegetable[1].met);
  EXPECT_EQ(vegetable[1].limit->value, 5.5);
  EXPECT_TRUE(vegetable[2].met);
  EXPECT_FALSE(vegetable[2].limit);
  EXPECT_TRUE(compare_with_limits(contents, limits(), "GB 5084-2021", "dry crop")[0].met);
}

// 0.155 times 0.5 mg/kg is 0.0775 mg/kg: below the 0.1 mg/kg of wheat.
TEST(Crop, BioconcentrationFactorAgainstFoodLimit) {
  CropUptake const wheat{"wheat", "Cd", BioconcentrationFactor{0.155}, 0};
  auto const result = judge_crop(wheat, 0.5 * mg_per_kg, 8, limits(), "GB 2762-2022");
  EXPECT_DOUBLE_EQ(result.content, 0.0775 * mg_per_kg);
  EXPECT_EQ(result.meets, true);
  EXPECT_EQ(result.chance, 1);
  EXPECT_EQ(judge_crop(wheat, 0.7 * mg_per_kg, 8, limits(), "GB 2762-2022").chance, 0);
}

// log10(crop) = -0.5 + 1 * log10(2) - 0.2 * 7: 2 mg/kg * 10^-1.9.
TEST(Crop, RegressionWithPH) {
  LogLinearUptake const law{-0.5, 1, -0.2};
  EXPECT_NEAR(law.median(2 * mg_per_kg, 7), 2 * mg_per_kg * std::pow(10, -1.9), 1e-18);
  EXPECT_NEAR(law.median(2 * mg_per_kg, 6) / law.median(2 * mg_per_kg, 7), std::pow(10, 0.2),
              1e-12);
}

// With a scatter s, 84.1 % of crops stay below 10^s times the median, and half below the median.
TEST(Crop, ChanceIsThatOfTheLogNormal) {
  auto const chance = [](double soil) {
    CropUptake const rice{"rice", "Cd", BioconcentrationFactor{1}, 0.3};
    return *judge_crop(rice, soil, 7, limits(), "GB 2762-2022").chance;
  };
  EXPECT_NEAR(chance(0.2 * mg_per_kg), 0.5, 1e-12);
  EXPECT_NEAR(chance(0.2 * mg_per_kg / std::pow(10, 0.3)), 0.841345, 1e-6);
  EXPECT_EQ(chance(0), 1);
}

TEST(Crop, WithoutALimitNothingIsSaid) {
  CropUptake const rice{"rice", "Zn", BioconcentrationFactor{1}, 0};
  EXPECT_FALSE(judge_crop(rice, 1, 7, limits(), "GB 2762-2022").meets);
}

// 2.25e6 kg/ha and 0.4 mg/kg of room: 0.9 kg/ha.
TEST(SoilCapacity, Static) {
  SoilCapacity const soil{225, 0.6 * mg_per_kg};
  EXPECT_NEAR(static_capacity(soil, 0.2 * mg_per_kg), 0.9e-4, 1e-18);
  EXPECT_LT(static_capacity(soil, 0.7 * mg_per_kg), 0);
}

// The load brings the soil to its limit in just that many years.
TEST(SoilCapacity, DynamicLoadReachesTheLimitInItsYears) {
  SoilCapacity const soil{225, 0.6 * mg_per_kg};
  for (double const K : {0.5, 0.9, 0.999999, 1.0})
    for (int const years : {1, 10, 50}) {
      double C = 0.2 * mg_per_kg;
      double const load = dynamic_capacity(soil, C, K, years);
      for (int year = 0; year < years; ++year) C = K * (C + load / soil.mass_per_area);
      EXPECT_NEAR(C, soil.limit, 1e-12 * soil.limit) << K << " " << years;
    }
}

}  // namespace
}  // namespace sanggan
