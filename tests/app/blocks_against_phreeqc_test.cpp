#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "blocks_run.hpp"
#include "tests/physics/chemistry/iron_apart.hpp"
#include "tests/physics/chemistry/support.hpp"

// Problems whose input is written for PHREEQC, against the numbers that it computes
// [ParkhurstAppelo2013].

namespace sanggan::test {
namespace {

using chemistry::reference_table;
using chemistry::ReferenceTable;

constexpr double tolerance = 1e-3;  // of pH, saturations and log10 of amounts

void expect_log_near(double found, double expected, std::string const& what) {
  EXPECT_NEAR(std::log10(found), std::log10(expected), tolerance) << what;
}

double number(ReferenceTable const& table, std::size_t row, std::string const& column) {
  return table.number(row, column).value();
}

/// What a table of quantities calls a value of a state.
std::string told_name(std::string const& quantity) {
  if (quantity == "pH") return "water pH";
  if (quantity == "ionic_strength_molal") return "water ionic strength";
  if (quantity.starts_with("m_")) return "species " + quantity.substr(2);
  if (quantity.starts_with("SI_")) return "saturation " + quantity.substr(3);
  return "";
}

void expect_water(std::string const& input, std::string const& file, std::string const& database,
                  std::size_t least_compared) {
  DATABASE_PATH_OR_SKIP(path, database);
  auto const run = run_blocks(input, path);
  ASSERT_EQ(run.states.size(), 1u);
  auto const table = reference_table(file);
  std::size_t compared = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const& quantity = table.rows[row].front();
    auto const expected = table.number(row, database);
    auto const& values = run.states[0].values;
    auto const found = values.find(told_name(quantity));
    if (!expected || found == values.end()) continue;
    ++compared;
    if (quantity.starts_with("m_"))
      expect_log_near(found->second, *expected, database + " " + quantity);
    else
      EXPECT_NEAR(found->second, *expected, tolerance) << database << " " << quantity;
  }
  EXPECT_GE(compared, least_compared);
}

class BlocksOfWaters : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, BlocksOfWaters,
                         testing::Values("phreeqc.dat", "wateq4f.dat", "minteq.v4.dat"),
                         [](auto const& name) {
                           return name.param.substr(0, name.param.find('.'));
                         });

/// Masses by which grams are counted and master species are those of each database; pe of the line
/// and of the couple differ.  [Nordstrom1979]
TEST_P(BlocksOfWaters, Seawater) {
  expect_water(R"(
TITLE seawater
SOLUTION 1 seawater
    units   ppm
    pH      8.22
    pe      8.451
    density 1.023
    temp    25.0
    redox   O(0)/O(-2)
    Ca      412.3
    Mg      1291.8
    Na      10768.0
    K       399.1
    Fe      0.002
    Mn      0.0002  pe
    Si      4.28
    Cl      19353.0
    Alkalinity  141.682 as HCO3
    S(6)    2712.0
    N(5)    0.29  gfw 62.0
    N(-3)   0.03  as NH4
    O(0)    1.0   O2(g) -0.7
END
)",
               "g01-seawater.csv", GetParam(), 41);
}

/// The saturation with oxygen follows from the couple of iron, not from the pe that is written.
TEST_P(BlocksOfWaters, AcidSeepageWithCouple) {
  std::string input = R"(
SOLUTION 1 AMD-C
    units mg/kgw; temp 25.0; pH 2.95; pe 4.0; redox Fe(2)/Fe(3)
    Na 30.0; K 4.0; Ca 410.0; Mg 160.0; Al 120.0; Fe(2) 310.0; Fe(3) 95.0; Mn 22.0; Cu 3.2
    Zn 61.0; Cd 0.45; Pb 0.25; Si 30.0; Cl 20.0; S(6) 3400.0
)";
  if (GetParam() != "phreeqc.dat") input += "    As(3) 0.30; As(5) 0.90\n";
  expect_water(input, "g02-amd-c.csv", GetParam(), 40);
}

/// Of two minerals the less soluble remains, and it changes with temperature.
TEST(BlocksAgainstPhreeqc, GypsumTurnsToAnhydrite) {
  DATABASE_PATH_OR_SKIP(path, "wateq4f.dat");
  auto const states = run_blocks(R"(
SOLUTION 1
    pH 7.0
EQUILIBRIUM_PHASES 1
    Gypsum 0.0 1.0
    Anhydrite 0.0 1.0
REACTION_TEMPERATURE 1
    25 75 in 51 steps
)",
                                 path)
                          .reactions();
  ASSERT_EQ(states.size(), 51u);
  auto const table = reference_table("g03-wateq4f.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const& state = states[std::lround(number(table, row, "T_C")) - 25];
    expect_log_near(state.at("total Ca"), number(table, row, "tot_Ca"), "Ca");
    EXPECT_NEAR(state.at("water pH"), number(table, row, "pH"), tolerance);
    EXPECT_NEAR(state.at("mineral Gypsum"), number(table, row, "mol_gypsum"), 1e-4);
    EXPECT_NEAR(state.at("mineral Anhydrite"), number(table, row, "mol_anhydrite"), 1e-4);
  }
}

/// One simulation after another, each with a new solution 1.
TEST(BlocksAgainstPhreeqc, CalciteUnderCarbonDioxide) {
  DATABASE_PATH_OR_SKIP(path, "wateq4f.dat");
  auto const table = reference_table("g04-wateq4f.csv");
  std::string input;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    input += fmt::format(
        "SOLUTION 1\n temp {}\nEQUILIBRIUM_PHASES 1\n Calcite 0 10\n CO2(g) {} 10\nEND\n",
        number(table, row, "T_C"), number(table, row, "logPCO2"));
  auto const states = run_blocks(input, path).reactions();
  ASSERT_EQ(states.size(), table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    EXPECT_NEAR(states[row].at("water pH"), number(table, row, "pH"), tolerance);
    expect_log_near(states[row].at("total Ca"), number(table, row, "Ca"), "Ca");
    expect_log_near(states[row].at("total C"), number(table, row, "C4"), "C");
  }
}

/// pH held by a phase of the input and a titrant, for one solution after another use of it.
TEST(BlocksAgainstPhreeqc, JarositeOrFerrihydrite) {
  DATABASE_PATH_OR_SKIP(path, "wateq4f.dat");
  auto const table = reference_table("g05-jarosite.csv");
  std::string input = R"(
PHASES
Fix_H+
 H+ = H+
 log_k 0
END
SOLUTION 1
 units mol/kgw
 pe 12
 K 0.02
 S(6) 0.01
 Fe(3) 1e-12
END
)";
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    input += fmt::format(
        "USE solution 1\nEQUILIBRIUM_PHASES 1\n Fix_H+ {} {} 10\n Jarosite-K 0 1e-4\n"
        " Fe(OH)3(a) 0 0\nEND\n",
        -number(table, row, "pH"), table.rows[row][table.column("titrant")]);
  auto const states = run_blocks(input, path).reactions();
  ASSERT_EQ(states.size(), table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    expect_log_near(states[row].at("total Fe"), number(table, row, "iron"), "Fe");
    EXPECT_NEAR(states[row].at("mineral Jarosite-K"), number(table, row, "jarosite"), 1e-8);
    EXPECT_NEAR(states[row].at("mineral Fe(OH)3(a)"), number(table, row, "ferrihydrite"), 1e-8);
  }
}

/// The exchanger of example 11 comes to equilibrium with a solution, which it leaves as it is.
TEST(BlocksAgainstPhreeqc, ExchangerInEquilibriumWithASolution) {
  DATABASE_PATH_OR_SKIP(path, "phreeqc.dat");
  auto const states = run_blocks(R"(
SOLUTION 1-40
    pH 7 charge
    pe 12.5 O2(g) -0.68
    Na 1.0
    K 0.2
    N(5) 1.2
END
EXCHANGE 1-40
    -equilibrate 1
    X 0.0011
END
USE solution 3
USE exchange 7
)",
                                 path)
                          .reactions();
  ASSERT_EQ(states.size(), 1u);
  EXPECT_NEAR(states[0].at("sorbed NaX"), 0.5493e-3, 1e-7);
  EXPECT_NEAR(states[0].at("sorbed KX"), 0.5507e-3, 1e-7);
  EXPECT_NEAR(states[0].at("total Na"), 1e-3, 1e-9);
  EXPECT_NEAR(states[0].at("saturation O2(g)"), -0.68, tolerance);
}

/// Zinc on hydrous ferric oxide with constants of the input in place of those of the database, with
/// and without a diffuse layer: example 8.
TEST(BlocksAgainstPhreeqc, ZincOnFerricOxide) {
  DATABASE_PATH_OR_SKIP(path, "phreeqc.dat");
  auto const table = reference_table("g07-zinc.csv");
  std::string input = R"(
SURFACE_SPECIES
 Hfo_sOH + H+ = Hfo_sOH2+;  log_k 7.18
 Hfo_sOH = Hfo_sO- + H+;    log_k -8.82
 Hfo_sOH + Zn+2 = Hfo_sOZn+ + H+; log_k 0.66
 Hfo_wOH + H+ = Hfo_wOH2+;  log_k 7.18
 Hfo_wOH = Hfo_wO- + H+;    log_k -8.82
 Hfo_wOH + Zn+2 = Hfo_wOZn+ + H+; log_k -2.32
PHASES
Fix_H+
 H+ = H+
 log_k 0
SURFACE 1
 Hfo_sOH 5e-6 600 0.09   # by the master species of the site
 Hfo_wOH 2e-4
SURFACE 2
 Hfo_s 5e-6 600 0.09     # by the site
 Hfo_w 2e-4
 -no_edl
END
)";
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    input += fmt::format(
        "SOLUTION 1\n units mol/kgw\n pH 8\n Zn {}\n Na 0.1 charge\n N(5) 0.1\nEND\n"
        "USE solution 1\nUSE surface {}\nEQUILIBRIUM_PHASES 1\n Fix_H+ {} {} 10\nEND\n",
        number(table, row, "zinc"), table.rows[row][table.column("layer")] == "ddl" ? 1 : 2,
        -number(table, row, "pH"), table.rows[row][table.column("titrant")]);
  auto const states = run_blocks(input, path).reactions();
  ASSERT_EQ(states.size(), table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const where = fmt::format("row {} ", row);
    expect_log_near(states[row].at("species Zn+2"), number(table, row, "Zn+2"), where + "Zn+2");
    for (char const* species : {"Hfo_sOZn+", "Hfo_wOZn+", "Hfo_wOH2+", "Hfo_wO-"})
      expect_log_near(states[row].at(std::string("sorbed ") + species), number(table, row, species),
                      where + species);
    if (table.rows[row][table.column("layer")] == "ddl") {
      EXPECT_NEAR(states[row].at("potential Hfo"), number(table, row, "psi"), 1e-4) << where;
    }
  }
}

/// A litre of gas over a kilogram of water to which acid is added; CO2 of PHREEQC is a real gas,
/// here it is ideal, which at this pressure is 0.5 % of it.
TEST(BlocksAgainstPhreeqc, GasOfFixedVolume) {
  DATABASE_PATH_OR_SKIP(path, "phreeqc.dat");
  auto const states = run_blocks(R"(
SOLUTION 1
 Ca 1
 C(4) 2 charge
END
USE solution 1
GAS_PHASE 1
 -fixed_volume
 -volume 1
 -temperature 25
 CO2(g) 0.01
 O2(g) 0.21
 Ntg(g) 0.78
REACTION 1
 HCl 1
 0 0.0005 0.001 0.0015 0.002
)",
                                 path)
                          .reactions();
  struct Row {
    std::size_t step;
    double pH, CO2, O2, C4;
  };
  ASSERT_EQ(states.size(), 5u);
  for (auto const& [step, pH, CO2, O2, C4] : {Row{0, 7.0497, 4.5512e-4, 8.3278e-3, 2.3745e-3},
                                              Row{2, 6.4076, 1.0006e-3, 8.3278e-3, 1.8291e-3},
                                              Row{4, 4.6233, 1.5338e-3, 8.3278e-3, 1.2958e-3}}) {
    EXPECT_NEAR(states[step].at("water pH"), pH, 5e-3);
    EXPECT_NEAR(states[step].at("gas CO2(g)"), CO2, 0.005 * CO2);
    EXPECT_NEAR(states[step].at("gas O2(g)"), O2, 0.005 * O2);
    EXPECT_NEAR(states[step].at("total C"), C4, 0.005 * C4);
  }
}

/// Ten decades between ferrous and ferric iron as oxygen is added: example 5.
TEST(BlocksAgainstPhreeqc, PyriteWithOxygenAdded) {
  DATABASE_PATH_OR_SKIP(path, "wateq4f.dat");
  auto const states = run_blocks(R"(
SOLUTION 1
EQUILIBRIUM_PHASES 1
    Pyrite 0.0
    Goethite 0.0
    Calcite 0.0
    CO2(g) -3.5
    Gypsum 0.0 0.0
REACTION 1
    O2 1.0
    NaCl 0.5
    0.0 0.001 0.005 0.01 0.03 \
    0.05
)",
                                 path)
                          .reactions();
  auto const table = reference_table("g21-wateq4f.csv");
  ASSERT_EQ(states.size(), table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    EXPECT_NEAR(states[row].at("water pH"), number(table, row, "pH"), tolerance);
    EXPECT_NEAR(states[row].at("water pe"), number(table, row, "pe"), tolerance);
    EXPECT_NEAR(states[row].at("mineral Pyrite"), number(table, row, "pyrite_mol"), 1e-4);
    EXPECT_NEAR(states[row].at("mineral Gypsum"), number(table, row, "gypsum_mol"), 1e-5);
    expect_log_near(states[row].at("total Ca"), number(table, row, "Ca"), "Ca");
  }
}

/// The rate of a program in BASIC, written as a formula: problem G09.  [WilliamsonRimstidt1994]
TEST(BlocksAgainstPhreeqc, PyriteUnderAirByAFormula) {
  DATABASE_PATH_OR_SKIP(path, "wateq4f.dat");
  auto const states = run_blocks(R"(
SOLUTION 1
 pH 7.0 charge
 pe 12 O2(g) -0.68
 Na 1
 Cl 1
 O(0) 1 O2(g) -0.68
EQUILIBRIUM_PHASES 1
 O2(g) -0.68 10
 Fe(OH)3(a) 0 0
KINETICS 1
Pyrite_WR
 -formula FeS2 1
 -m 0.1
 -m0 0.1
 -rate {law: expression, formula: 2.0*(m/m0)^0.6667*10^(-8.19)*mol("O2")^0.5*mol("H+")^(-0.11)}
 -tol 1e-10
 -steps 1 5 10 20 50 100 200 365 day
)",
                                 path)
                          .reactions();
  auto const table = reference_table("g09-open.csv");
  ASSERT_EQ(states.size(), table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    double const lost = 0.1 - number(table, row, "pyrite_mol");
    EXPECT_NEAR(states[row].at("step time"), 86400 * number(table, row, "days"), 1e-3);
    EXPECT_NEAR(states[row].at("water pH"), number(table, row, "pH"), 2e-3);
    EXPECT_NEAR(0.1 - states[row].at("reactant Pyrite_WR"), lost, 2e-3 * lost);
    EXPECT_NEAR(states[row].at("mineral Fe(OH)3(a)"), number(table, row, "fe_oh3_mol"),
                2e-3 * lost);
  }
}

/// Iron of two valences as two elements of the input, one oxidised to the other over decades of
/// time: example 9.  [SingerStumm1970]
TEST(BlocksAgainstPhreeqc, FerrousIronByElementsOfTheInput) {
  DATABASE_PATH_OR_SKIP(path, "phreeqc.dat");
  auto const states = run_blocks(std::string(chemistry::iron_apart) + R"pqi(
SOLUTION 1
 pH 7.0
 pe 10.0 O2(g) -0.67
 Fe_di 0.1
 Na 10
 Cl 10 charge
EQUILIBRIUM_PHASES 1
 O2(g) -0.67
KINETICS 1
 Fe_di_ox
 -formula Fe_di -1.0 Fe_tri 1.0
 -rate {law: expression, formula: 'W*mol("Fe_di")*(2.91e-9 + 1.33e12*act("OH-")^2*sat("O2(g)"))'}
 -steps 100 500 3600 14400 36000 86400 172800 345600 518400 691200 864000
)pqi",
                                 path)
                          .reactions();
  auto const table = reference_table("g08-ferrous-iron.csv");
  ASSERT_EQ(states.size() + 1, table.rows.size());  // the table begins with the solution
  for (std::size_t step = 0; step < states.size(); ++step) {
    EXPECT_NEAR(states[step].at("water pH"), number(table, step + 1, "pH"), 2e-3) << step;
    for (auto const& [element, column] : {std::pair{"Fe_di", "Fe(2)"}, {"Fe_tri", "Fe(3)"}}) {
      double const expected = 1e-6 * number(table, step + 1, column);
      EXPECT_NEAR(states[step].at(std::string("total ") + element), expected, 2e-3 * expected)
          << step;
    }
  }
}

}  // namespace
}  // namespace sanggan::test
