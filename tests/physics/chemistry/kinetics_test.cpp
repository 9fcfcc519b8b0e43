#include <cmath>

#include "kinetics_support.hpp"
#include "physics/chemistry/totals.hpp"
#include "small_database.hpp"

namespace sanggan::chemistry {
namespace {

/// Salt water, in which tracers react that touch nothing else.
Batch salt_water() {
  return {.water = {.measurements = {{"Na", 1}, {"Cl", 1}}},
          .request = {.elements = {{"Na"}, {"Cl"}}, .redox = false}};
}

KineticReaction decay(std::string const& name, double k, double moles,
                      std::map<std::string, double> yields = {}) {
  return {.name = name,
          .rate = FirstOrderRate{.k = k},
          .moles = moles,
          .releases = {{0, "NaCl"}},
          .yields = std::move(yields)};
}

/// Problem G22: A turns to B and B to C.  [Bateman1910]
TEST(Kinetics, DecayChainIsExactInOneStep) {
  constexpr double a = 1e-6, b = 3e-7, t = 1e6;
  auto cell = begin(database_of(small_database), salt_water(),
                    {decay("A", a, 1, {{"B", 1}}), decay("B", b, 0, {{"C", 1}}), decay("C", 0, 0)});
  cell.until(t);
  double const A = std::exp(-a * t), B = a / (b - a) * (std::exp(-a * t) - std::exp(-b * t));
  EXPECT_NEAR(cell.moles[0], A, 1e-7);
  EXPECT_NEAR(cell.moles[1], B, 1e-7);
  EXPECT_NEAR(cell.moles[2], 1 - A - B, 1e-7);
  EXPECT_EQ(cell.reactor->steps(), 1);
}

/// Problem G22: S_0 - S + K ln(S_0/S) = v t.  [Monod1949]
TEST(Kinetics, MonodUsesUpItsSubstrate) {
  constexpr double S_0 = 1e-3, K = 2e-4, v = 1e-9;
  KineticReaction const uptake{
      .name = "uptake",
      .rate = MonodRate{.v = v, .substrates = {"Cl"}, .half_saturations = {K}},
      .releases = {{-1, "NaCl"}},
      .consumed = 0};
  auto cell = begin(database_of(small_database), salt_water(), {uptake}, fine);
  for (double const t : {1e5, 5e5, 1e6, 1.5e6, 2e6}) {
    cell.until(t);
    double const S = cell.total("Cl");
    EXPECT_NEAR(S_0 - S + K * std::log(S_0 / S), v * t, 1e-4 * v * t) << t;
  }
  EXPECT_NEAR(cell.total("Cl"), 6.52177e-6, 1e-8);
}

/// Bacteria grow on what they take, by the yield, and die away: the sum of both is in the water.
TEST(Kinetics, BiomassGrowsByItsYield) {
  std::vector<KineticReaction> const reactions{{.name = "growth",
                                                .rate = MonodRate{.v_X = 1e-4,
                                                                  .biomass = "bacteria",
                                                                  .substrates = {"Cl"},
                                                                  .half_saturations = {2e-4}},
                                                .releases = {{-1, "NaCl"}},
                                                .consumed = 0,
                                                .yields = {{"bacteria", 0.1}}},
                                               {.name = "bacteria",
                                                .rate = FirstOrderRate{.k = 1e-7},
                                                .moles = 1e-6,
                                                .releases = {{0, "NaCl"}}}};
  auto cell = begin(database_of(small_database), salt_water(), reactions);
  cell.until(1e6);
  EXPECT_LT(cell.total("Cl"), 1e-7);
  double const grown = 1e-6 + 0.1 * 1e-3;
  EXPECT_LT(cell.moles[1], grown);
  EXPECT_GT(cell.moles[1], grown * std::exp(-1e-7 * 1e6));
}

/// What reactants lose is in the totals, to round-off, and the water stays as neutral as it was.
TEST(Kinetics, ConservesElementsAndCharge) {
  Batch const batch{.water = {.measurements = {{"Na", 1}, {"Cl", 1}}},
                    .request = {.elements = {{"Na"}, {"Cl"}, {"Ca"}, {"C"}, {"S"}, {"Fe"}},
                                .phases = {{"Ferrihydrite"}, {"CO2(g)", -2}}},
                    .phase_moles = {{"CO2(g)", 1}},
                    .added = {{"O2", 1e-2}, {"HCl", 1e-4}}};
  std::vector<KineticReaction> const reactions{
      {.name = "Siderite",
       .rate = TransitionStateRate{.area = 100, .constants = {1e-9, 1e-5}, .factors = {"", "H+"}},
       .moles = 0.01,
       .phase = "Siderite"},
      {.name = "Calcite",
       .rate = TransitionStateRate{.area = 1, .constants = {1.5e-6, 0.5}, .factors = {"", "H+"}},
       .moles = 1e-3,
       .phase = "Calcite"},
      {.name = "gypsum waste",
       .rate = FirstOrderRate{.k = 1e-6},
       .moles = 2e-3,
       .releases = {{1, "CaSO4"}, {2, "H2O"}}}};
  auto cell = begin(database_of(small_database), batch, reactions);
  auto const before = cell.cell.input.component;
  auto const moles_before = cell.moles;
  double const charge = dissolved_charge(cell.cell.solver->equations());
  for (double const t : {10.0, 1e4, 1e5, 1e6}) cell.until(t);
  std::vector<double> expected = before;
  char const* const formulas[] = {"FeCO3", "CaCO3", "CaSO4(H2O)2"};
  for (int r = 0; r < 3; ++r)
    add_substance(*cell.cell.system, parse_formula(formulas[r]), moles_before[r] - cell.moles[r],
                  expected);
  for (std::size_t j = 0; j < expected.size(); ++j)
    EXPECT_NEAR(cell.cell.input.component[j], expected[j],
                1e-12 * std::max(std::abs(expected[j]), 1e-2))
        << cell.cell.system->component_names[j];
  EXPECT_NEAR(dissolved_charge(cell.reactor->equilibrium().equations()), charge, 1e-14);
}

/// A surface that stays gives off the same amount each second until nothing is left, exactly.
TEST(Kinetics, ReactantThatRunsOutEndsAtNothing) {
  TransitionStateRate const steady{.area = 1, .exponent = 0, .constants = {1e-9}};
  auto cell = begin(database_of(small_database), salt_water(),
                    {{.name = "salt", .rate = steady, .moles = 1e-3, .releases = {{1, "NaCl"}}}});
  cell.until(4e8);  // at a rate of 1e-12 mol/s
  EXPECT_NEAR(cell.moles[0], 6e-4, 1e-15);
  cell.until(2e9);
  EXPECT_EQ(cell.moles[0], 0);
  EXPECT_NEAR(cell.total("Na"), 2e-3, 1e-12);
  EXPECT_LE(cell.reactor->steps(), 3);
  cell.until(3e9);
  EXPECT_NEAR(cell.total("Na"), 2e-3, 1e-12);
}

/// Grains of one size are gone at t = 3/(2/3-law rate): (m/m0)^(1/3) falls linearly to nothing.
TEST(Kinetics, GrainsThatShrinkToNothing) {
  TransitionStateRate const grains{.area = 1, .constants = {1e-9}};
  auto cell =
      begin(database_of(small_database), salt_water(),
            {{.name = "salt", .rate = grains, .moles = 1e-3, .releases = {{1, "NaCl"}}}}, fine);
  double const end = 3e9;
  cell.until(end / 2);
  EXPECT_NEAR(cell.moles[0], 1e-3 / 8, 3e-8);
  cell.until(1.001 * end);
  EXPECT_EQ(cell.moles[0], 0);
  EXPECT_LT(cell.reactor->steps(), 250);
}

/// Calcite comes to its saturation and stays there, in few steps however long the time.
TEST(Kinetics, MineralComesToSaturation) {
  Batch const batch{.water = {.measurements = {{"Na", 1}, {"Cl", 1}}},
                    .request = {.elements = {{"Na"}, {"Cl"}, {"Ca"}, {"C"}},
                                .redox = false,
                                .phases = {{"CO2(g)", -2}}},
                    .phase_moles = {{"CO2(g)", 1}}};
  for (bool const dissolves_only : {false, true}) {
    TransitionStateRate const law{
        .area = 10, .constants = {1.5e-6}, .dissolves_only = dissolves_only};
    auto cell = begin(database_of(small_database), batch,
                      {{.name = "Calcite", .rate = law, .moles = 1, .phase = "Calcite"}}, fine);
    int const calcite = cell.cell.system->phase("Calcite");
    cell.until(10);
    EXPECT_LT(cell.reactor->equilibrium().saturation(calcite), -0.1);
    cell.until(1e9);
    EXPECT_NEAR(cell.reactor->equilibrium().saturation(calcite), 0, 1e-6);
    int const steps = cell.reactor->steps();
    EXPECT_LT(steps, 200);
    cell.until(2e9);
    EXPECT_LE(cell.reactor->steps(), steps + 1);
  }
}

/// Nothing forms on nothing, however long the water is supersaturated; on a seed a mineral grows,
/// and its surface with it, until the water is saturated.
TEST(Kinetics, MineralGrowsOnASeedAlone) {
  Batch const batch{.water = {.pH = 9, .measurements = {{"Na", 5}, {"Ca", 1}, {"Cl", 2}, {"C", 2}}},
                    .request = {.elements = {{"Na"}, {"Cl"}, {"Ca"}, {"C"}}, .redox = false}};
  for (double const seed : {0.0, 1e-9}) {
    TransitionStateRate const law{.area = 10, .constants = {1.5e-6}};
    auto cell = begin(database_of(small_database), batch,
                      {{.name = "Calcite", .rate = law, .moles = seed, .phase = "Calcite"}});
    int const calcite = cell.cell.system->phase("Calcite");
    cell.until(1);
    double const before = cell.reactor->equilibrium().saturation(calcite);
    EXPECT_GT(before, 1);
    cell.until(1e10);
    EXPECT_NEAR(cell.reactor->equilibrium().saturation(calcite), seed > 0 ? 0 : before, 1e-6);
    EXPECT_NEAR(cell.moles[0], 1e-3 - cell.total("Ca"), 1e-8);
  }
}

/// The error follows the tolerance: twice as many steps for an eighth of the tolerance, and an
/// error that falls at nearly third order of the step, for each one makes good what the last one
/// missed.
TEST(Kinetics, ErrorFollowsTheTolerance) {
  TransitionStateRate const grains{.area = 1, .constants = {1e-9}};
  auto const left = [&](double tolerance, int& steps) {
    auto cell = begin(database_of(small_database), salt_water(),
                      {{.name = "salt", .rate = grains, .moles = 1e-3, .releases = {{1, "NaCl"}}}},
                      {tolerance, 1e-20});
    cell.until(1.5e9);
    steps = cell.reactor->steps();
    return cell.moles[0];
  };
  int coarse = 0, fine = 0;
  double const exact = 1e-3 / 8;
  double const error_coarse = std::abs(left(1e-4, coarse) - exact);
  double const error_fine = std::abs(left(1e-4 / 512, fine) - exact);
  EXPECT_LT(error_coarse, 1e-2 * exact);
  EXPECT_NEAR(fine / double(coarse), 8, 2);
  EXPECT_GT(std::log(error_coarse / error_fine) / std::log(fine / double(coarse)), 2.4);
}

TEST(Kinetics, SlowReactionsCostTwoEquilibria) {
  TransitionStateRate const slow{.area = 1, .constants = {1e-12}};
  auto cell = begin(database_of(small_database), salt_water(),
                    {{.name = "salt", .rate = slow, .moles = 1e-3, .releases = {{1, "NaCl"}}}});
  cell.until(1e5);
  EXPECT_EQ(cell.reactor->equilibrium_solves(), 2);
}

/// Where a step cannot be made, all stays as it was: here a law takes what is not there.
TEST(Kinetics, FailureLeavesAllAsItWas) {
  TransitionStateRate const steady{.area = 1, .exponent = 0, .constants = {1e-6}};
  auto cell = begin(database_of(small_database), salt_water(),
                    {{.name = "sink", .rate = steady, .moles = 1, .releases = {{-1, "NaCl"}}}});
  auto const input = cell.cell.input.component;
  auto const state = cell.cell.state.ln_activity;
  CellOutcome const outcome =
      cell.reactor->advance(cell.cell.input, cell.moles, cell.cell.state, 1e6);
  EXPECT_FALSE(outcome.converged);
  EXPECT_EQ(cell.cell.system->balance_name(outcome.worst_component), "Na+");
  EXPECT_EQ(cell.cell.input.component, input);
  EXPECT_EQ(cell.cell.state.ln_activity, state);
  EXPECT_EQ(cell.moles[0], 1);
}

TEST(Kinetics, UnknownNamesAreTold) {
  auto const message = [&](KineticReaction const& reaction) -> std::string {
    try {
      begin(database_of(small_database), salt_water(), {reaction});
    } catch (std::invalid_argument const& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_EQ(message({.name = "a", .rate = FirstOrderRate{.k = 1, .of = "Ca"}}),
            "the rate of a asks for Ca, which is not in play");
  EXPECT_EQ(
      message({.name = "a", .rate = TransitionStateRate{.constants = {1}, .factors = {"H+^x"}}}),
      "the rate of a: \"H+^x\" should be a name, or a name^power");
  EXPECT_EQ(message({.name = "a", .rate = FirstOrderRate{.k = 1}, .yields = {{"b", 1}}}),
            "the reaction a yields the unknown reactant b");
}

/// A valence that stands apart needs an electron, which water without redox has none of.
TEST(Kinetics, ElectronsMustBeThere) {
  Batch batch = salt_water();
  batch.request.elements.insert(batch.request.elements.end(), {{"Fe(2)"}, {"Fe(3)"}});
  EXPECT_THROW(begin(database_of(small_database), batch,
                     {{.name = "oxidation",
                       .rate = FirstOrderRate{.k = 1, .of = "Fe(2)"},
                       .releases = {{-1, "Fe(2)"}, {1, "Fe(3)"}},
                       .consumed = 0}}),
               std::invalid_argument);
}

/// The phases that react, and those that rates and formulas name.
TEST(Kinetics, AskForTheirPhases) {
  ExpressionRate formula;
  formula.formula = R"-(m*sat("Gypsum")*act("O2(g)"))-";
  std::vector<KineticReaction> const reactions{
      {.name = "a",
       .rate = TransitionStateRate{.constants = {1}, .factors = {"H+ CO2(g)^0.5"}},
       .phase = "Calcite"},
      {.name = "b", .rate = formula},
      {.name = "c", .rate = IronOxidationRate{}}};
  EXPECT_EQ(phases_of_kinetics(database_of(small_database), reactions),
            (std::vector<std::string>{"CO2(g)", "Calcite", "Gypsum", "O2(g)"}));
}

/// Twice as much of the same grains in a cell dissolves twice as fast, if told so.
TEST(Kinetics, CellsMayBeginWithOtherAmounts) {
  TransitionStateRate const grains{.area = 1, .constants = {1e-12}};
  auto cell = begin(database_of(small_database), salt_water(),
                    {{.name = "salt", .rate = grains, .moles = 1e-3, .releases = {{1, "NaCl"}}}});
  cell.reactor->initial_moles() = {2e-3};
  cell.moles = {2e-3};
  cell.until(1e6);
  EXPECT_NEAR(2e-3 - cell.moles[0], 2e-9, 1e-14);
}

}  // namespace
}  // namespace sanggan::chemistry
