// HJ 25.3-2019: derived factors by hand, and the screening values of GB 36600-2018, which come out
// of the formulas with the project's own figures.
#include "study/health_risk.hpp"

#include <gtest/gtest.h>

#include "study/leaching_box.hpp"
#include "study/read_health.hpp"

namespace sanggan {
namespace {

constexpr double day = 86400, mg_per_kg = 1e-6, mg_per_L = 1e-3;
constexpr AcceptedRisk accepted{1e-6, 1};
constexpr auto law = "HJ 25.3-2019";

Exposure const& land(std::string const& use) {
  static auto const sets = own_exposure();
  return sets.at(law).at(use);
}
Toxicity const& toxicity(std::string const& substance, std::string const& set = law) {
  static auto const sets = own_toxicity();
  for (auto const& t : sets.at(set))
    if (t.substance == substance) return t;
  throw std::out_of_range(substance);
}

/// To four digits, as the factors are known.
void expect_digits(double value, double expected) { EXPECT_NEAR(value, expected, 5e-4 * expected); }

TEST(Exposure, FactorsOfClass1Land) {
  auto const cancer = cancer_intake(land("class 1 land"));
  auto const hazard = hazard_intake(land("class 1 land"));
  expect_digits(cancer.oral * day, 1.279e-6);
  expect_digits(hazard.oral * day, 9.989e-6);
  expect_digits(cancer.particles * day, 6.511e-9);
  expect_digits(hazard.particles * day, 2.424e-8);
}

TEST(Exposure, FactorsOfClass2Land) {
  auto const cancer = cancer_intake(land("class 2 land"));
  auto const hazard = hazard_intake(land("class 2 land"));
  expect_digits(cancer.oral * day, 3.646e-7);
  expect_digits(hazard.oral * day, 1.108e-6);
  expect_digits(cancer.particles * day, 3.421e-9);
  expect_digits(hazard.particles * day, 1.040e-8);
}

TEST(Exposure, BareSkin) {
  expect_digits(land("class 1 land").child->bare_skin(), 0.2848);
  expect_digits(land("class 1 land").adult.bare_skin(), 0.5374);
  expect_digits(land("class 2 land").adult.bare_skin(), 0.3023);
}

// (1.0 L/d * 350 d/yr * 24 yr / 61.8 kg + 0.7 * 350 * 6 / 19.2) / 27740 d = 7.6599e-3 L/(kg d);
// the child alone: 0.7 * 350 * 6 / (19.2 * 2190) = 3.4960e-2 L/(kg d).
TEST(Exposure, DrinkingGroundwater) {
  double const L_per_day = 1e-3 / day;
  expect_digits(cancer_intake(land("class 1 land")).water / L_per_day, 7.6599e-3);
  expect_digits(hazard_intake(land("class 1 land")).water / L_per_day, 3.4960e-2);
}

struct Goal {
  char const* substance;
  double class_1, class_2;  ///< published screening values, or what the formulas give (mg/kg)
};

class ScreeningValue : public testing::TestWithParam<Goal> {};

TEST_P(ScreeningValue, ComesOutOfTheFormulas) {
  auto const* substance = GetParam().substance;
  auto const goal = [&](char const* use) {
    return *soil_goal(land(use), toxicity(substance), accepted) / mg_per_kg;
  };
  EXPECT_NEAR(goal("class 1 land"), GetParam().class_1, 0.006 * GetParam().class_1);
  EXPECT_NEAR(goal("class 2 land"), GetParam().class_2, 0.006 * GetParam().class_2);
}

// GB 36600-2018 rounds to two digits (V to three); here are the values before rounding, each of
// which rounds to the published one.
INSTANTIATE_TEST_SUITE_P(GB36600, ScreeningValue,
                         testing::Values(Goal{"Cr(VI)", 3.00, 5.72}, Goal{"Cu", 2002, 18050},
                                         Goal{"Sb", 20.0, 180.5}, Goal{"Be", 15.0, 28.6},
                                         Goal{"V", 165, 752}, Goal{"MeHg", 5.0, 45.1},
                                         Goal{"BaP", 0.547, 1.515}, Goal{"BaA", 5.47, 15.15}));

// Where the published values follow background or count vapour, the formulas give other ones.
INSTANTIATE_TEST_SUITE_P(NotAsPublished, ScreeningValue,
                         testing::Values(Goal{"Cd", 20.0, 38.1}, Goal{"Ni", 139, 264},
                                         Goal{"Hg", 14.9, 130}, Goal{"As", 0.45, 1.41},
                                         Goal{"Co", 4.0, 7.6}));

// At its screening value of 20 mg/kg arsenic has a risk of about 4e-5 on class 1 land.
TEST(CancerRisk, OfArsenicAtItsScreeningValue) {
  auto const risk =
      cancer_risk(land("class 1 land"), toxicity("As"), {20 * mg_per_kg, std::nullopt});
  EXPECT_NEAR(*risk.sum(), 4.4e-5, 0.1e-5);
  EXPECT_FALSE(risk.of[static_cast<std::size_t>(Pathway::water)]);
}

// 20 mg/kg * 1.279e-6 kg/(kg d) * 1.5 per mg/(kg d), and 0.01 mg/L * 7.66e-3 L/(kg d) * 1.5.
TEST(CancerRisk, ByPathway) {
  auto const risk =
      cancer_risk(land("class 1 land"), toxicity("As"), {20 * mg_per_kg, 0.01 * mg_per_L});
  expect_digits(*risk.of[static_cast<std::size_t>(Pathway::oral)], 20 * 1.279e-6 * 1.5);
  expect_digits(*risk.of[static_cast<std::size_t>(Pathway::water)], 0.01 * 7.6599e-3 * 1.5);
}

// 0.01 mg/L * 3.496e-2 L/(kg d) / (3e-4 mg/(kg d) * 0.5).
TEST(HazardQuotient, OfGroundwater) {
  auto const quotient =
      hazard_quotient(land("class 1 land"), toxicity("As"), {std::nullopt, 0.01 * mg_per_L});
  expect_digits(*quotient.sum(), 0.01 * 3.496e-2 / (3e-4 * 0.5));
}

// 2848 cm2 * 0.2 mg/cm2 * 350 d/yr * 6 yr * 0.001 / (19.2 kg * 2190 d) = 2.8447e-8 kg/(kg d), over
// 1e-3 * 0.025 * 0.5 mg/(kg d).
TEST(HazardQuotient, OfCadmiumOnSkin) {
  auto const quotient =
      hazard_quotient(land("class 1 land"), toxicity("Cd"), {10 * mg_per_kg, std::nullopt});
  expect_digits(*quotient.of[static_cast<std::size_t>(Pathway::dermal)],
                10 * 2.8447e-8 / (1e-3 * 0.025 * 0.5));
}

// Where more risk of cancer is accepted the quotient decides, of nickel by mouth and lung.
TEST(Goal, IsTheLowerOfCancerAndHazard) {
  AcceptedRisk const more{1e-4, 1};
  auto const& nickel = toxicity("Ni");
  double const oral_dose = 0.02 * 0.5, inhaled_dose = 9e-5 * 14.5 / 61.8 * 0.5;  // mg/(kg d)
  expect_digits(*soil_goal(land("class 1 land"), nickel, more) / mg_per_kg,
                1 / (9.989e-6 / oral_dose + 2.424e-8 / inhaled_dose));
  expect_digits(*soil_goal(land("class 2 land"), nickel, more) / mg_per_kg,
                1 / (1.108e-6 / oral_dose + 1.040e-8 / inhaled_dose));
}

TEST(Risk, IsProportionalAndReachesWhatIsAcceptedAtTheGoal) {
  auto const& where = land("class 1 land");
  for (auto const* substance : {"As", "Cd", "Cr(VI)", "Ni", "Cu", "V", "BaP"}) {
    auto const& t = toxicity(substance);
    double const goal = *soil_goal(where, t, accepted);
    auto const at = [&](double content) {
      PollutedSite const site{content, std::nullopt};
      return std::max(cancer_risk(where, t, site).sum().value_or(0) / accepted.cancer,
                      hazard_quotient(where, t, site).sum().value_or(0) / accepted.hazard);
    };
    EXPECT_NEAR(at(goal), 1, 1e-12) << substance;
    EXPECT_NEAR(at(2 * goal), 2, 1e-12) << substance;
  }
}

// The hazard of the child decides for cadmium: 1e-3 * 0.5 / 3.496e-2 mg/L.
TEST(Risk, GoalOfGroundwater) {
  expect_digits(*water_goal(land("class 1 land"), toxicity("Cd"), accepted) / mg_per_L,
                1e-3 * 0.5 / 3.496e-2);
  // and cancer for arsenic: 1e-6 / (7.6599e-3 * 1.5) mg/L
  expect_digits(*water_goal(land("class 1 land"), toxicity("As"), accepted) / mg_per_L,
                1e-6 / (7.6599e-3 * 1.5));
}

TEST(Risk, WithoutFiguresNothingIsSaid) {
  Toxicity const nothing{.substance = "Pb"};
  PollutedSite const site{1, 1};
  EXPECT_FALSE(cancer_risk(land("class 1 land"), nothing, site).sum());
  EXPECT_FALSE(hazard_quotient(land("class 1 land"), nothing, site).sum());
  EXPECT_FALSE(soil_goal(land("class 1 land"), nothing, accepted));
}

// Ksw = (0.2 + 100 * 1.5)/1.5 = 100.1333 L/kg; (1 + 2500 * 200/(30 * 4000)) Ksw = 517.3556 L/kg:
// 0.005 mg/L of groundwater allow 2.5868 mg/kg of soil.
TEST(SoilForGroundwater, ByHand) {
  double const year = 31557600;
  LeachingBox const box{.infiltration = 0.3 / year,
                        .darcy_flux = 25 / year,
                        .mixing_depth = 2,
                        .source_length = 40,
                        .theta_w = 0.2,
                        .theta_g = 0.1,
                        .rho_b = 1500,
                        .K_d = 0.1,
                        .K_H = 0};
  EXPECT_NEAR(soil_for_groundwater(box, 0.005 * mg_per_L) / mg_per_kg, 2.5868, 5e-5);
}

// With no flow to dilute it, pore water that leaves the soil must keep the limit itself.
TEST(SoilForGroundwater, WithoutDilutionItIsTheEquilibriumOfTheLimit) {
  LeachingBox const box{.infiltration = 1,
                        .darcy_flux = 0,
                        .mixing_depth = 2,
                        .source_length = 40,
                        .theta_w = 0.2,
                        .theta_g = 0.1,
                        .rho_b = 1500,
                        .K_d = 0.1,
                        .K_H = 2};
  EXPECT_DOUBLE_EQ(soil_for_groundwater(box, 3), 3 * (0.2 + 0.1 * 1500 + 2 * 0.1) / 1500);
}

// Against the older list the quotient of arsenic rises 5 times, its oral risk 21 times; the
// quotient of chromate rises 3.3 times and its inhalation risk 1.5 times.
TEST(Toxicity, TheSetOf2025IsStricter) {
  auto const ratio = [](std::string const& substance, auto member) {
    return *(toxicity(substance, "IRIS 2025").*member) / *(toxicity(substance).*member);
  };
  EXPECT_DOUBLE_EQ(ratio("As", &Toxicity::oral_reference_dose), 1.0 / 5);
  EXPECT_NEAR(ratio("As", &Toxicity::oral_slope_factor), 21.3, 0.05);
  EXPECT_NEAR(ratio("As", &Toxicity::inhalation_unit_risk), 1, 1e-12);
  EXPECT_NEAR(1 / ratio("Cr(VI)", &Toxicity::oral_reference_dose), 3.33, 0.01);
  EXPECT_NEAR(ratio("Cr(VI)", &Toxicity::inhalation_unit_risk), 1.5, 1e-12);
}

TEST(Toxicity, CarriesTheStatusOfItsWeakestFigure) {
  EXPECT_EQ(toxicity("MeHg").status, Status::memory);      // ABSgi
  EXPECT_EQ(land("class 1 land").status, Status::memory);  // water that is drunk
  Exposure recomputed = land("class 1 land");
  recomputed.status = Status::recomputed;
  Toxicity const read{.substance = "Zn", .oral_reference_dose = 1, .status = Status::read};
  EXPECT_EQ(hazard_quotient(recomputed, read, {1, 1}).status, Status::recomputed);
}

}  // namespace
}  // namespace sanggan
