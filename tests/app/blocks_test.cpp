#include <cmath>

#include "blocks_run.hpp"
#include "physics/chemistry/log_k.hpp"
#include "tests/physics/chemistry/small_database.hpp"

// What input blocks mean, with a small database and by laws that need no reference.

namespace sanggan::test {
namespace {

using chemistry::small_database;

std::vector<ToldState> states_of(std::string const& input) {
  return run_blocks(input, small_database).states;
}

std::vector<std::string> names_of(std::vector<ToldState> const& states) {
  std::vector<std::string> names;
  for (ToldState const& state : states) names.push_back(state.name);
  return names;
}

using Names = std::vector<std::string>;

/// Millimoles by the kilogram of water, at pH 7 and pe 4.
TEST(Blocks, DefaultsOfASolution) {
  auto const states = states_of("solution\n Na 1; Cl \\\n 1 # mmol/kgw\nEND\n");
  ASSERT_EQ(names_of(states), Names{"solution 1"});
  EXPECT_NEAR(states[0].at("total Na"), 1e-3, 1e-12);
  EXPECT_NEAR(states[0].at("water pH"), 7, 1e-9);
  EXPECT_NEAR(states[0].at("water pe"), 4, 1e-9);
}

/// Without USE it is the first solution of the simulation that reacts, whatever its number; its
/// end is saved under all numbers.
TEST(Blocks, FirstSolutionReactsWithoutUse) {
  auto const states = states_of(R"(
SOLUTION 0
 Na 1; Cl 1
SOLUTION 1-3
 Na 5; Cl 5
EQUILIBRIUM_PHASES 1
 Calcite 0 0
SAVE solution 1-3
END
USE solution 2
REACTION 1
 NaCl 1
 0
)");
  ASSERT_EQ(names_of(states), (Names{"solution 0", "solution 1", "reaction with solution 0",
                                     "reaction with solution 2"}));
  EXPECT_NEAR(states[2].at("total Na"), 1e-3, 1e-9);
  EXPECT_NEAR(states[3].at("total Na"), 1e-3, 1e-9);
}

/// A simulation without a water defines; USE names what reacts, or that nothing does.
TEST(Blocks, UseAndEndDecideWhatReacts) {
  auto const states = states_of(R"(
EQUILIBRIUM_PHASES 4
 Gypsum 0 1
END
SOLUTION 1
 Na 1; Cl 1
EQUILIBRIUM_PHASES 5
 Calcite 0 1
USE equilibrium_phases none
END
USE solution 1
USE pure_phases 4
)");
  ASSERT_EQ(names_of(states), (Names{"solution 1", "reaction with solution 1"}));
  EXPECT_NEAR(states[1].at("saturation Gypsum"), 0, 1e-9);
  EXPECT_GT(states[1].at("total Ca"), 1e-3);
  EXPECT_EQ(states[1].at("total C"), 0);  // no calcite
}

/// Shares of waters of different mass.
TEST(Blocks, MixConserves) {
  auto const states = states_of(R"(
SOLUTION 1
 Na 1; Cl 1
SOLUTION 2
 Na 3; Cl 3
 temp 35
 -water 2
MIX 1
 1 0.5
 2 0.5
)");
  ASSERT_EQ(names_of(states), (Names{"solution 1", "solution 2", "reaction with mix 1"}));
  EXPECT_NEAR(states[2].at("total Na"), (0.5 * 1e-3 + 0.5 * 2 * 3e-3) / 1.5, 1e-9);
}

/// Steps count from the start, or each from the one before.
TEST(Blocks, StepsOfAReaction) {
  std::string const water = "SOLUTION 1\n Na 1; Cl 1\nREACTION 1\n NaCl 1\n";
  auto const sodium = [](std::vector<ToldState> const& states, std::size_t step) {
    return states.at(step).at("total Na");
  };
  auto const listed = states_of(water + " 1 2 3 mmol\n");
  auto const incremental = states_of("INCREMENTAL_REACTIONS true\n" + water + " 1 2 3 mmol\n");
  auto const parts = states_of("INCREMENTAL_REACTIONS\n" + water + " 0.003 moles in 3 steps\n");
  for (int k = 1; k <= 3; ++k) {
    EXPECT_NEAR(sodium(listed, k), (1 + k) * 1e-3, 1e-8);
    EXPECT_NEAR(sodium(incremental, k), (1 + k * (k + 1) / 2.0) * 1e-3, 1e-8);
    EXPECT_NEAR(sodium(parts, k), (1 + k) * 1e-3, 1e-8);
  }
}

/// What a slow reaction has left goes on in the next simulation.
TEST(Blocks, SlowReactionGoesOnWhereItEnded) {
  auto const run = run_blocks(R"(
SOLUTION 1
 Na 1; Cl 1
KINETICS 1
 salt
  -formula NaCl 1
  -m0 0.002
  -m 0.001
  -rate {law: first_order, rate: 1 1/day}
  -steps 2 day in 2 steps
END
USE solution 1
USE kinetics 1
)",
                              small_database);
  auto const states = run.reactions();
  ASSERT_EQ(states.size(), 4u);
  for (int k = 0; k < 2; ++k) {
    EXPECT_NEAR(states[k].at("step time"), 86400 * (k + 1), 1e-6);
    EXPECT_NEAR(states[k].at("reactant salt"), 1e-3 * std::exp(-1 - k), 1e-9);
    EXPECT_NEAR(states[2 + k].at("reactant salt"), 1e-3 * std::exp(-3 - k), 1e-9);
  }
  EXPECT_NEAR(states[1].at("total Na"), 1e-3 + 1e-3 * (1 - std::exp(-2)), 1e-8);
}

/// What is saved is in equilibrium: brought together again, nothing changes.
TEST(Blocks, SavedStateStaysAsItIs) {
  auto const states = run_blocks(R"(
SOLUTION 1
 Na 10; Cl 10 charge; Zn 1e-2; Fe 0.1
EQUILIBRIUM_PHASES 1
 Gypsum 0 0.05
EXCHANGE 1
 CaX2 0.001
 NaX 0.002
SURFACE 1
 -equilibrate 1
 Hfo_w 1e-3 600 1
GAS_PHASE 1
 -fixed_volume
 CO2(g) 0.01
SAVE solution 2
SAVE equilibrium_phases 2
SAVE exchange 2
SAVE surface 2
SAVE gas_phase 2
END
USE solution 2
USE equilibrium_phases 2
USE exchange 2
USE surface 2
USE gas_phase 2
)",
                                 small_database)
                          .reactions();
  ASSERT_EQ(states.size(), 2u);
  for (auto const& [what, value] : states[0].values) {
    bool const is_amount = what.starts_with("total") || what.starts_with("sorbed") ||
                           what.starts_with("mineral") || what.starts_with("gas");
    if (is_amount && value > 1e-12) {
      EXPECT_NEAR(states[1].at(what), value, 1e-8 * value) << what;
    }
  }
  EXPECT_NEAR(states[0].at("sorbed NaX") + 2 * states[0].at("sorbed CaX2") +
                  2 * states[0].at("sorbed ZnX2"),
              0.004, 1e-12);
}

/// A surface in equilibrium with a solution leaves it as it is, charge and all.
TEST(Blocks, SurfaceInEquilibriumWithASolution) {
  auto const states = run_blocks(R"(
SOLUTION 1
 Na 10; Cl 10; Zn 1e-2; S(6) 1
SURFACE 1
 Hfo_wOH 1e-3 600 1
 equilibrate 1
)",
                                 small_database)
                          .states;
  ASSERT_EQ(states.size(), 2u);
  for (char const* what : {"total Na", "total Zn", "species SO4-2", "water pH"})
    EXPECT_NEAR(states[1].at(what), states[0].at(what), 1e-6 * states[0].at(what)) << what;
  EXPECT_GT(states[1].at("sorbed Hfo_wSO4-"), 1e-5);
}

/// A surface on a mineral, of which a saturated water dissolves nothing, is like a fixed one of its
/// size, and stays so where it is saved.
TEST(Blocks, SurfaceOnAMineral) {
  std::string const solution =
      "SOLUTION 1\n pH 5\n Na 10; Cl 10 charge; Zn 0.1; S(6) 1; Fe 1 Ferrihydrite\n"
      "EQUILIBRIUM_PHASES 1\n Ferrihydrite 0 1e-3\n";
  for (std::string const& option : {"", " -no_edl\n", " -constant_capacitance 1.06\n"}) {
    auto const states =
        run_blocks(solution +
                       "SURFACE 1\n equilibrate 1\n"
                       " Hfo_w Ferrihydrite equilibrium_phase 0.2 53400\n" +
                       option +
                       "SAVE solution 2\nSAVE equilibrium_phases 2\nSAVE surface 2\n"
                       "END\nUSE solution 2\nUSE equilibrium_phases 2\n"
                       "USE surface 2\n",
                   small_database)
            .states;
    auto const fixed =
        run_blocks(solution + "SURFACE 1\n equilibrate 1\n Hfo_w 2e-4 600 0.089\n" + option,
                   small_database)
            .states;
    ASSERT_EQ(states.size(), 3u) << option;
    ASSERT_EQ(fixed.size(), 2u) << option;
    double const sites = states[1].at("sorbed Hfo_wOH") + states[1].at("sorbed Hfo_wOH2+") +
                         states[1].at("sorbed Hfo_wO-") + states[1].at("sorbed Hfo_wOZn+") +
                         states[1].at("sorbed Hfo_wSO4-");
    EXPECT_NEAR(sites, 0.2 * states[1].at("mineral Ferrihydrite"),
                1e-9 * sites)  // ten digits are written
        << option;
    for (char const* what : {"total Zn", "total S", "sorbed Hfo_wSO4-"}) {
      EXPECT_NEAR(states[1].at(what), fixed[1].at(what), 1e-8 * fixed[1].at(what))
          << what << option;
      EXPECT_NEAR(states[2].at(what), states[1].at(what), 1e-9 * states[1].at(what))
          << what << option;
    }
  }
}

/// The potential of a couple sets pe, however pe is written.
TEST(Blocks, PhaseOrCoupleSetsPe) {
  auto const states = states_of(R"(
SOLUTION 1
 pH 6 Calcite -1
 pe 4 O2(g) -0.7
 Ca 2; C 2; Cl 1
END
SOLUTION 2
 redox Fe(2)/Fe(3)
 pH 3
 Fe(2) 1; Fe(3) 1; Cl 5
)");
  ASSERT_EQ(states.size(), 2u);
  EXPECT_NEAR(states[0].at("saturation Calcite"), -1, 1e-8);
  EXPECT_NEAR(states[0].at("saturation O2(g)"), -0.7, 1e-8);
  auto const& couple = states[1];
  double const I = couple.at("water ionic strength"), root = std::sqrt(I), A = 0.51002, B = 0.32849;
  double const ferrous = std::log10(couple.at("species Fe+2")) - A * 4 * root / (1 + B * 6 * root),
               ferric =
                   std::log10(couple.at("species Fe+3")) - A * 9 * (root / (1 + root) - 0.3 * I);
  EXPECT_NEAR(couple.at("water pe"), 13.02 + ferric - ferrous, 1e-4);
}

/// The pair 0 0 is the limiting law of Debye and Hueckel, log gamma = -A z^2 sqrt(I).
TEST(Blocks, GammaOfZeroIsTheLimitingLaw) {
  auto const states = states_of(R"(
SOLUTION_SPECIES
H+ = H+
 -gamma 0 0
SOLUTION 1
 pH 3
 Na 100; Cl 100 charge
)");
  ASSERT_EQ(states.size(), 1u);
  EXPECT_NEAR(-3 - std::log10(states[0].at("species H+")),
              -0.51002 * std::sqrt(states[0].at("water ionic strength")), 1e-4);
}

/// The activity of a species on two sites is twice its moles over all sites.
TEST(Blocks, SpeciesOnTwoSites) {
  constexpr double sites = 1e-3;
  auto const states = states_of(R"(
SURFACE_SPECIES
2 Hfo_wOH + Zn+2 = (Hfo_wO)2Zn + 2 H+
 log_k -3
SOLUTION 1
 pH 6
 Na 1; Cl 1; Zn 0.5
SURFACE 1
 Hfo_w 1e-3
 -no_edl
)");
  ASSERT_EQ(states.size(), 2u);
  auto const& cell = states[1];
  double const root = std::sqrt(cell.at("water ionic strength"));
  double const zinc =
      std::log10(cell.at("species Zn+2")) - 0.51002 * 4 * root / (1 + 0.32849 * 5 * root);
  double const pair = cell.at("sorbed (Hfo_wO)2Zn"), free = cell.at("sorbed Hfo_wOH");
  EXPECT_NEAR(
      std::log10(2 * pair / sites) - 2 * cell.at("water pH") - 2 * std::log10(free / sites) - zinc,
      -3, 1e-4);
}

/// A gas filled from a solution is at the pressures of its dissolved molecules.
TEST(Blocks, GasInEquilibriumWithASolution) {
  auto const states = states_of(R"(
SOLUTION 1
 pH 6
 Na 1; Cl 1; C 1
GAS_PHASE 1
 -fixed_volume
 -volume 2
 CO2(g)
 -equilibrate 1
)");
  ASSERT_EQ(states.size(), 2u);
  double const pressure = 101325 * std::pow(10, states[0].at("saturation CO2(g)"));
  EXPECT_NEAR(states[1].at("gas CO2(g)"), pressure * 2e-3 / (chemistry::gas_constant * 298.15),
              1e-6 * states[1].at("gas CO2(g)"));
  EXPECT_NEAR(states[1].at("total C"), 1e-3, 1e-8);
}

/// What asks for more than there is ends the run, and what was found before is told.
TEST(Blocks, TitrantThatIsNotEnoughEndsTheRun) {
  auto const run = run_blocks(R"(
PHASES
Fix_H+
 H+ = H+
SOLUTION 1
 Na 1; Cl 1
EQUILIBRIUM_PHASES 1
 Fix_H+ -3 HCl 0.0005
)",
                              small_database);
  EXPECT_EQ(run.code, ExitCode::no_convergence);
  EXPECT_EQ(names_of(run.states), Names{"solution 1"});
}

/// Blocks of output change no number; that they are passed by is told once.
TEST(Blocks, OutputBlocksArePassedByWithOneNote) {
  testing::internal::CaptureStderr();
  auto const states = states_of(
      "SOLUTION 1\n Na 1\nSELECTED_OUTPUT\n -file a.sel\nUSER_PUNCH\n10 PUNCH TOT(\"Na\")\nKNOBS\n"
      " -iterations 5\n");
  std::string const told = testing::internal::GetCapturedStderr();
  EXPECT_EQ(states.size(), 1u);
  EXPECT_NE(told.find("not used: SELECTED_OUTPUT (line 4), USER_PUNCH (line 6), KNOBS (line 8)\n"),
            std::string::npos)
      << told;
}

}  // namespace
}  // namespace sanggan::test
