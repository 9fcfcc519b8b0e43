#include <cmath>

#include "support.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double tolerance = 1e-3;  // of pH and of log10 of amounts

void expect_log_near(double found, double expected, std::string const& what) {
  EXPECT_NEAR(std::log10(found), std::log10(expected), tolerance) << what;
}

double number(ReferenceTable const& table, std::size_t row, std::string const& column) {
  return table.number(row, column).value();
}

std::string const& text(ReferenceTable const& table, std::size_t row, std::string const& column) {
  return table.rows[row][table.column(column)];
}

/// PHREEQC's example 2 [ParkhurstAppelo2013]: of two minerals that dissolve alike the less soluble
/// one remains, and it changes with temperature; gypsum gives its water to the solution.
void expect_gypsum_or_anhydrite(std::string const& name) {
  DATABASE_OR_SKIP(database, name + ".dat");
  auto const table = reference_table("g03-" + name + ".csv");
  Batch batch{.request = {.elements = {{"Ca"}, {"S(6)"}},
                          .redox = false,
                          .phases = {{"Gypsum"}, {"Anhydrite"}}},
              .phase_moles = {{"Gypsum", 1}, {"Anhydrite", 1}}};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    batch.temperature = number(table, row, "T_C") + 273.15;
    auto const cell = react(*database, batch);
    std::string const where = name + " at " + text(table, row, "T_C") + " C";
    expect_log_near(cell.total("Ca"), number(table, row, "tot_Ca"), where);
    EXPECT_NEAR(quantity(cell, "pH").value(), number(table, row, "pH"), tolerance) << where;
    EXPECT_NEAR(cell.phase_moles("Gypsum"), number(table, row, "mol_gypsum"), 1e-4) << where;
    EXPECT_NEAR(cell.phase_moles("Anhydrite"), number(table, row, "mol_anhydrite"), 1e-4) << where;
  }
}
TEST(Minerals, GypsumTurnsToAnhydritePhreeqc) { expect_gypsum_or_anhydrite("phreeqc"); }
TEST(Minerals, GypsumTurnsToAnhydriteWateq4f) { expect_gypsum_or_anhydrite("wateq4f"); }

void expect_gypsum_in_brine(std::string const& name) {
  DATABASE_OR_SKIP(database, name + ".dat");
  auto const table = reference_table("g03b-" + name + ".csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    // The table has the molality after gypsum has given its water.
    double const salt = std::round(1e3 * 1.002 * number(table, row, "NaCl_molal")) / 1e3;
    Batch batch{.water = {.unit = "mol/kgw"},
                .request = {.elements = {{"Ca"}, {"S(6)"}, {"Na"}, {"Cl"}},
                            .redox = false,
                            .phases = {{"Gypsum"}}},
                .phase_moles = {{"Gypsum", 1}}};
    if (salt > 0) batch.water.measurements = {{"Na", salt}, {"Cl", salt}};
    auto const cell = react(*database, batch);
    std::string const where = name + " in NaCl " + text(table, row, "NaCl_molal");
    expect_log_near(cell.total("Ca"), number(table, row, "Ca_molal"), where);
    EXPECT_NEAR(cell.log_gamma("Ca+2"), std::log10(number(table, row, "gamma_Ca")), tolerance);
    EXPECT_NEAR(quantity(cell, "pH").value(), number(table, row, "pH"), tolerance) << where;
  }
}
TEST(Minerals, GypsumInBrinePhreeqc) { expect_gypsum_in_brine("phreeqc"); }
TEST(Minerals, GypsumInBrineWateq4f) { expect_gypsum_in_brine("wateq4f"); }

/// phreeqc.dat makes CO2 a real gas; the table then gives the log of its fugacity, 2.4e-3 below
/// that of 1 atm, which is what an ideal gas is held at here.
void expect_calcite_under_carbon_dioxide(std::string const& name) {
  DATABASE_OR_SKIP(database, name + ".dat");
  auto const table = reference_table("g04-" + name + ".csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Batch const batch{
        .water = {.temperature = number(table, row, "T_C") + 273.15},
        .request = {.elements = {{"Ca"}, {"C(4)"}},
                    .redox = false,
                    .phases = {{"Calcite"}, {"CO2(g)", number(table, row, "logPCO2")}}},
        .phase_moles = {{"Calcite", 10}, {"CO2(g)", 10}}};
    auto const cell = react(*database, batch);
    std::string const where =
        name + " at " + text(table, row, "T_C") + " C, log p " + text(table, row, "logPCO2");
    EXPECT_NEAR(quantity(cell, "pH").value(), number(table, row, "pH"), tolerance) << where;
    expect_log_near(cell.total("Ca"), number(table, row, "Ca"), where);
    expect_log_near(cell.total("C(4)"), number(table, row, "C4"), where);
  }
}
TEST(Minerals, CalciteUnderCarbonDioxidePhreeqc) { expect_calcite_under_carbon_dioxide("phreeqc"); }
TEST(Minerals, CalciteUnderCarbonDioxideWateq4f) { expect_calcite_under_carbon_dioxide("wateq4f"); }
TEST(Minerals, CalciteUnderCarbonDioxideMinteq) {
  expect_calcite_under_carbon_dioxide("minteq.v4");
}

/// A mineral, what it is called in a database, and the water that it is in.
struct SolubilityProblem {
  std::string element, phase;
  bool carbonate = false, sulphate = false;
};

SolubilityProblem solubility_problem(std::string const& mineral, std::string const& database) {
  if (mineral == "ferrihydrite")
    return {"Fe", database == "wateq4f.dat" ? "Fe(OH)3(a)" : "Ferrihydrite"};
  if (mineral == "gibbsite") return {"Al", "Gibbsite"};
  if (mineral == "otavite") return {"Cd", "Otavite", true};
  if (mineral == "cerussite") return {"Pb", "Cerussite", true};
  return {"Pb", "Anglesite", false, true};
}

Batch solubility_batch(SolubilityProblem const& problem, double pH, std::string const& titrant) {
  Batch batch{.water = {.pe = 12, .unit = "mol/kgw"},
              .request = {.phases = {{"H+", -pH, titrant}, {problem.phase}}},
              .phase_moles = {{problem.phase, 1}}};
  auto& measured = batch.water.measurements;
  if (problem.sulphate)
    measured = {{"Na", 0.02}, {"S(6)", 0.01}};
  else
    measured = {{"Na", 0.01}, {"N(5)", 0.01}};
  batch.request.elements = {{"Na"}, {problem.sulphate ? "S" : "N"}, {problem.element}};
  if (titrant == "HCl") batch.request.elements.push_back({"Cl"});
  measured.push_back({problem.element == "Fe" ? "Fe(3)" : problem.element, 1e-12});
  if (problem.carbonate) {
    measured.push_back({"C(4)", 1e-5});
    batch.request.elements.push_back({"C"});
    batch.request.phases.push_back({"CO2(g)", -3.5});
    batch.phase_moles["CO2(g)"] = 10;
  }
  return batch;
}

/// Total dissolved metal over a mineral at a pH that acid or base holds.
TEST(Minerals, SolubilityByPH) {
  auto const table = reference_table("g05-solubility.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const name = text(table, row, "database");
    DATABASE_OR_SKIP(database, name);
    auto const problem = solubility_problem(text(table, row, "mineral"), name);
    auto const cell = react(*database, solubility_batch(problem, number(table, row, "pH"),
                                                        text(table, row, "titrant")));
    expect_log_near(cell.total(problem.element), number(table, row, "total"),
                    text(table, row, "mineral") + " " + name + " pH " + text(table, row, "pH"));
  }
}

/// Jarosite gives way to ferrihydrite, and both to acid.
TEST(Minerals, JarositeOrFerrihydrite) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g05-jarosite.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const titrant = text(table, row, "titrant");
    Batch batch{.water = {.pe = 12,
                          .unit = "mol/kgw",
                          .measurements = {{"K", 0.02}, {"S(6)", 0.01}, {"Fe(3)", 1e-12}}},
                .request = {.elements = {{"K"}, {"S"}, {"Fe"}, {titrant == "HCl" ? "Cl" : "Na"}},
                            .phases = {{"H+", -number(table, row, "pH"), titrant},
                                       {"Jarosite-K"},
                                       {"Fe(OH)3(a)"}}},
                .phase_moles = {{"Jarosite-K", 1e-4}}};
    auto const cell = react(*database, batch);
    std::string const where = "pH " + text(table, row, "pH");
    expect_log_near(cell.total("Fe"), number(table, row, "iron"), where);
    EXPECT_NEAR(cell.phase_moles("Jarosite-K"), number(table, row, "jarosite"), 1e-8) << where;
    EXPECT_NEAR(cell.phase_moles("Fe(OH)3(a)"), number(table, row, "ferrihydrite"), 1e-8) << where;
  }
}

/// PHREEQC's example 5 [ParkhurstAppelo2013]: ten decades between ferrous and ferric iron.
void expect_pyrite_oxidation(std::string const& name) {
  DATABASE_OR_SKIP(database, name + ".dat");
  auto const table = reference_table("g21-" + name + ".csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    double const oxygen = number(table, row, "O2_added");
    Batch const batch{
        .request =
            {.elements = {{"Fe"}, {"S"}, {"Ca"}, {"C"}, {"Na"}, {"Cl"}},
             .phases = {{"Pyrite"}, {"Goethite"}, {"Calcite"}, {"CO2(g)", -3.5}, {"Gypsum"}}},
        .phase_moles = {{"Pyrite", 10}, {"Goethite", 10}, {"Calcite", 10}, {"CO2(g)", 10}},
        .added = {{"O2", oxygen}, {"NaCl", 0.5 * oxygen}}};
    auto const cell = react(*database, batch);
    std::string const where = name + " O2 " + text(table, row, "O2_added");
    EXPECT_NEAR(quantity(cell, "pH").value(), number(table, row, "pH"), tolerance) << where;
    EXPECT_NEAR(-cell.state.ln_activity[2] / ln_10, number(table, row, "pe"), tolerance) << where;
    EXPECT_NEAR(cell.phase_moles("Pyrite"), number(table, row, "pyrite_mol"), 1e-4) << where;
    EXPECT_NEAR(cell.phase_moles("Gypsum"), number(table, row, "gypsum_mol"), 1e-5) << where;
    expect_log_near(cell.total("Ca"), number(table, row, "Ca"), where);
  }
}
TEST(Minerals, PyriteOxidationPhreeqc) { expect_pyrite_oxidation("phreeqc"); }
TEST(Minerals, PyriteOxidationWateq4f) { expect_pyrite_oxidation("wateq4f"); }

}  // namespace
}  // namespace sanggan::chemistry
