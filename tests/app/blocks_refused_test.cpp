#include "blocks_run.hpp"
#include "io/section.hpp"
#include "tests/physics/chemistry/small_database.hpp"

namespace sanggan::test {
namespace {

/// All that is wrong with an input, without its folder. Its first line is that of the database.
std::string faults(std::string const& input) {
  try {
    run_blocks(input, chemistry::small_database);
  } catch (CaseError const& error) {
    std::string all;
    for (std::string message : error.messages) {
      std::string const folder = message.substr(0, message.find("input.pqi"));
      for (auto at = message.find(folder); at != std::string::npos; at = message.find(folder))
        message.erase(at, folder.size());
      all += message.substr(std::string("input.pqi:").size()) + "\n";
    }
    return all;
  }
  return "";
}

std::string const water = "SOLUTION 1\n Na 1\n Cl 1\n";

TEST(BlocksRefused, KeywordsThatAreNotSupported) {
  for (char const* keyword : {"TRANSPORT", "ADVECTION", "SOLID_SOLUTIONS", "SOLUTION_SPREAD",
                              "COPY", "DUMP", "INVERSE_MODELING", "PITZER", "REACTION_PRESSURE"})
    EXPECT_EQ(faults(water + keyword + "\n -cells 40\n"),
              "5: \"" + std::string(keyword) + "\" is not supported\n");
  EXPECT_EQ(faults("SOLUTION 1\nRATES\nCalcite\n-start\n10 SAVE 0\n-end\n"),
            "3: \"RATES\" is not supported: programs in BASIC are not run; write each rate in "
            "KINETICS as -rate {law: ...}\n");
  EXPECT_EQ(faults(water + "DATABASE other.dat\n"),
            "5: \"DATABASE other.dat\" must be the first keyword of the file\n");
  EXPECT_EQ(faults(water + "END\nCalcite 0\n"),
            "6: \"Calcite 0\" stands after END and before any keyword\n");
}

TEST(BlocksRefused, LinesOfASolution) {
  EXPECT_EQ(faults("SOLUTION 1\n Nq 1\n"),
            "3: \"Nq\" is not an element or an option that SOLUTION knows (nearest: Na)\n");
  EXPECT_EQ(faults("SOLUTION 1\n Na one\n"),
            "3: \"Na one\" has \"one\" where an amount is "
            "expected\n");
  EXPECT_EQ(faults("SOLUTION 1\n Na 1 mg/bottle\n"),
            "3: \"Na 1 mg/bottle\" cannot be used: the unit mg/bottle should be per L, kgs or "
            "kgw\n");
  EXPECT_EQ(faults("SOLUTION 1\n Na 1 mg/L\n"),
            "2: Na: the unit mg/L should be per the same as mmol/kgw\n");
  EXPECT_EQ(faults("SOLUTION 1\n -isotope 13C -12\n pressure 20\n density 1 calculate\n"),
            "3: \"-isotope 13C -12\" is not supported\n"
            "4: \"pressure 20\" is not supported: constants are those of 1 atm\n"
            "5: \"density 1 calculate\" goes on with \"calculate\", which is not supported\n");
  EXPECT_EQ(faults("SOLUTION 1\n Ca 1 Calcit 0\n"),
            "3: \"Calcit\" is not a phase of text.dat (nearest: Calcite)\n");
}

TEST(BlocksRefused, LinesOfPhases) {
  EXPECT_EQ(
      faults(water + "EQUILIBRIUM_PHASES\n Gipsum 0 1\n Gypsum 0 1 dissolve_only\n"
                     " -force_equality\n Siderite 0 Calcite 1\n"),
      "6: \"Gipsum\" is not a phase of text.dat (nearest: Gypsum)\n"
      "7: \"Gypsum 0 1 dissolve_only\" goes on with \"dissolve_only\", which is not "
      "supported\n"
      "8: \"-force_equality\" is not supported\n"
      "9: \"Siderite 0 Calcite 1\" is not supported with a phase in place of itself; write the "
      "formula of Calcite\n");
}

TEST(BlocksRefused, LinesOfSites) {
  EXPECT_EQ(
      faults(water + "EXCHANGE 1\n X 0.1\n"),
      "6: \"X 0.1\" does not say what the sites hold; write -equilibrate with the number of a "
      "solution, or what they hold, as CaX2 0.01\n");
  EXPECT_EQ(faults(water + "EXCHANGE 1\n CaX 0.1\n"),
            "6: \"CaX\" is not an exchanger of text.dat or a species on one (nearest: NaX)\n");
  EXPECT_EQ(faults(water + "EXCHANGE 1\n X Calcite equilibrium_phase 0.1\n -equilibrate 7\n"),
            "5: there is no solution 7 yet\n"
            "6: \"X Calcite equilibrium_phase 0.1\" is not supported: sites that come and go with "
            "Calcite\n");
  EXPECT_EQ(
      faults(water + "SURFACE 1\n Hfo_w 0.1\n"),
      "5: \"SURFACE 1\" lacks the area of Hfo, which charge makes need of; write it after the "
      "moles of its first site, in m2/g and grams, or on a mineral in m2/mol; or -no_edl\n");
  EXPECT_EQ(faults(water + "SURFACE 1\n Hfo_x 0.1 600 1\n -donnan\n"),
            "6: \"Hfo_x\" is not a site of a surface of text.dat, as Hfo_w (nearest: Hfo_w)\n"
            "7: \"-donnan\" is not supported\n");
  EXPECT_EQ(faults(water + "SURFACE 1\n Hfo_w Goetite equilibrium_phase 0.2 5e4\n -no_edl\n"),
            "6: \"Goetite\" is not a phase of text.dat (nearest: Goethite)\n");
  EXPECT_EQ(faults(water + "SURFACE 1\n Hfo_w Goethite kinetic_reactant 0.2 5e4\n -ccm\n"),
            "6: \"Hfo_w Goethite kinetic_reactant 0.2 5e4\" is not supported: sites that come and "
            "go with Goethite\n"
            "7: \"-ccm\" lacks a capacitance (F/m2)\n");
}

TEST(BlocksRefused, LinesOfGasAndReactions) {
  EXPECT_EQ(faults(water + "GAS_PHASE 1\n CO2(g) 0.1\n"),
            "5: \"GAS_PHASE 1\" keeps a pressure, which is not supported; write -fixed_volume, or "
            "each gas in EQUILIBRIUM_PHASES\n");
  EXPECT_EQ(
      faults(water + "REACTION 1\n NaQ 1\n 1 mmol\n"),
      "6: \"NaQ 1\" names \"NaQ\", which is no formula or phase: text.dat has no element Q\n");
  EXPECT_EQ(faults(water + "REACTION 1\n NaCl 1\n"),
            "5: \"REACTION 1\" lacks amounts; write them below, as `1 2 3 mmol` or `0.1 mol in 10 "
            "steps`\n");
  EXPECT_EQ(faults(water + "KINETICS 1\n Calcite\n -parms 1 2\n"),
            "6: \"Calcite\" has a rate in BASIC, which is not run; write below it -rate {law: "
            "expression, formula: ...} or another law, in mol/s\n"
            "7: \"-parms 1 2\" is not supported: programs in BASIC are not run; write the numbers "
            "in -rate {law: ...}\n");
  EXPECT_EQ(faults(water + "KINETICS 1\n Calcite\n -rate {law: first_order, rat: 1 1/day}\n"),
            "7:2: rate is missing; write a rate, such as \"0.05 1/day\"\n7:21: rat is not a key of "
            "this section (nearest: rate)\n");
}

TEST(BlocksRefused, NumbersOutOfRange) {
  EXPECT_EQ(faults("SOLUTION 20-1\n temp 120\n pH 70\n Na -1\n -water 0\n"),
            "2: \"SOLUTION 20-1\" numbers what it defines \"20-1\"; write a number, or a range as "
            "1-20\n"
            "3: \"temp 120\" has 120, which is no valid temperature (degrees C)\n"
            "4: \"pH 70\" has 70, which is no valid pH\n"
            "5: \"Na -1\" has -1, which is no valid amount\n"
            "6: \"-water 0\" has 0, which is no valid mass of water (kg)\n");
  EXPECT_EQ(faults(water + "EQUILIBRIUM_PHASES\n Gypsum 0 -1\n gypsum\nMIX 1\n"),
            "6: \"Gypsum 0 -1\" has -1, which is no valid amount (mol)\n"
            "7: \"gypsum\" names a phase that is there already\n"
            "8: \"MIX 1\" lacks solutions and their shares\n");
  EXPECT_EQ(faults(water + "REACTION_TEMPERATURE\n 10 20 in 0 steps\nREACTION\n NaCl\n 1 in x\n"),
            "6: \"10 20 in 0 steps\" has 0, which is no valid number of steps\n"
            "9: \"1 in x\" has \"x\" where a number of steps is expected\n");
}

TEST(BlocksRefused, NumbersThatAreNotDefined) {
  EXPECT_EQ(faults(water + "END\nUSE solution 1\nUSE surface 3\n"),
            "6: the simulation from here on uses surface 3, which is not defined\n");
  EXPECT_EQ(faults(water + "USE solutoin 1\n"),
            "5: \"solutoin\" is not what USE can name (nearest: solution)\n");
  EXPECT_EQ(faults(water + "SAVE kinetics 1\n"),
            "5: \"SAVE kinetics 1\" cannot be saved; what slow reactions have left is saved by "
            "itself\n");
  EXPECT_EQ(faults(water + "SAVE solution 2\n"),
            "5: saves what does not react in this simulation\n");
  EXPECT_EQ(faults(water + "MIX 1\n 1 0.5\n 2 0.5\n"), "5: there is no solution 2 yet\n");
}

TEST(BlocksRefused, DefinitionsThatTheDatabaseCannotTake) {
  EXPECT_EQ(faults("PHASES\nSalt\nNaCl = Na+ + Cl-2\n log_k 1.5\n" + water),
            "3: Salt is made of Cl-2, which has no reaction: it cannot be used\n"
            "3: the reaction of Salt does not balance in charge: it is used as it stands\n");
}

}  // namespace
}  // namespace sanggan::test
