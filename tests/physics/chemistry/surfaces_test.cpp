#include <cmath>
#include <sstream>

#include "physics/chemistry/database_reader.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double tolerance = 1e-3;  // of log10 of amounts

/// One millimole of iron as hydrous ferric oxide [DzombakMorel1990]: 0.2 weak and 0.005 strong
/// sites per mole of iron, 600 m2/g, 89 g/mol.
std::map<std::string, double> const millimole_of_oxide{
    {"Hfo_w", 2e-4}, {"Hfo_s", 5e-6}, {"Hfo", 600 * 0.089}};

/// Dissolved and sorbed amounts of one element.
double sorbed(SolvedCell const& cell, std::string const& element) {
  int const j = cell.system->element(element);
  double sum = 0;
  for (int i = cell.system->n_dissolved; i < cell.system->n_species(); ++i)
    sum += cell.system->content.at(i, j) * cell.solver->equations().moles()[i];
  return sum;
}

std::vector<ElementRequest> elements_of(WaterAnalysis const& water) {
  std::vector<ElementRequest> elements;
  for (auto const& m : water.measurements) elements.push_back({without_valence(m.element)});
  return elements;
}

Batch edge(std::vector<Measurement> const& sorbates, double pH, std::string const& titrant) {
  Batch batch{.water = {.pH = 6, .pe = 12, .unit = "mol/kgw"}, .sites = millimole_of_oxide};
  batch.water.measurements = {{"Na", 0.01},
                              {.element = "N(5)", .amount = 0.01, .closure = Closure::charge}};
  for (auto const& sorbate : sorbates) batch.water.measurements.push_back(sorbate);
  batch.request = {
      .elements = elements_of(batch.water), .phases = {{"H+", -pH, titrant}}, .surfaces = {"Hfo"}};
  return batch;
}

/// What each edge is of, as it is measured.
Measurement sorbate_of(std::string const& name) {
  static std::map<std::string, Measurement> const sorbates{
      {"cd", {"Cd", 1e-6}},       {"pb", {"Pb", 1e-6}},       {"cu", {"Cu", 1e-6}},
      {"ni", {"Ni", 1e-6}},       {"as5", {"As(5)", 1e-5}},   {"as3", {"As(3)", 1e-5}},
      {"phosphate", {"P", 5e-5}}, {"uranium", {"U(6)", 1e-6}}};
  return sorbates.at(name);
}

/// The batch of a row of a table of edges.
Batch batch_of(std::string const& sorbate, double pH, std::string const& titrant) {
  Batch batch = edge({sorbate_of(sorbate)}, pH, titrant);
  if (sorbate == "as3") {  // in chloride, for nitrate would oxidise it
    batch.water.pe = -2;
    batch.water.measurements[1].element = "Cl";
    batch.request.elements[1].element = "Cl";
  }
  if (sorbate == "uranium") {  // under carbon dioxide
    batch.water.measurements.push_back({"C(4)", 1e-5});
    batch.request.elements.push_back({"C"});
    batch.request.phases.push_back({"CO2(g)", -3.5});
    batch.phase_moles["CO2(g)"] = 10;
  }
  return batch;
}

/// Adsorption edges of one metal, metalloid or anion with the constants of two databases. Amounts
/// under 1e-12 mol are at the accuracy of the reference.
void expect_edges(std::string const& file) {
  auto const table = reference_table(file);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const text = [&](char const* column) { return table.rows[row][table.column(column)]; };
    DATABASE_OR_SKIP(database, text("database"));
    auto const cell =
        react(*database, batch_of(text("sorbate"), *table.number(row, "pH"), text("titrant")));
    std::string const where = text("sorbate") + " " + text("database") + " pH " + text("pH");
    double const dissolved = *table.number(row, "dissolved");
    std::string const element = without_valence(sorbate_of(text("sorbate")).element);
    if (dissolved > 1e-12) {
      EXPECT_NEAR(std::log10(cell.total(element)), std::log10(dissolved), tolerance) << where;
    }
    EXPECT_NEAR(std::log10(sorbed(cell, element)), std::log10(*table.number(row, "sorbed")),
                tolerance)
        << where;
    if (auto const psi = table.number(row, "psi")) {
      EXPECT_NEAR(cell.potential("Hfo"), *psi, 1e-4) << where;
    }
  }
}
TEST(Surfaces, AdsorptionEdges) { expect_edges("g07-edges.csv"); }
TEST(Surfaces, PhosphateAndUranylAreHeld) { expect_edges("g18-immobilisation.csv"); }

/// Zinc with and without a diffuse layer: PHREEQC's example 8 [ParkhurstAppelo2013].
TEST(Surfaces, ZincWithAndWithoutElectrostatics) {
  DATABASE_OR_SKIP(original, "phreeqc.dat");
  Database database = *original;
  std::istringstream constants(
      "SURFACE_SPECIES\n"
      "Hfo_sOH + H+ = Hfo_sOH2+; log_k 7.18\n Hfo_sOH = Hfo_sO- + H+; log_k -8.82\n"
      "Hfo_wOH + H+ = Hfo_wOH2+; log_k 7.18\n Hfo_wOH = Hfo_wO- + H+; log_k -8.82\n"
      "Hfo_sOH + Zn+2 = Hfo_sOZn+ + H+; log_k 0.66\n"
      "Hfo_wOH + Zn+2 = Hfo_wOZn+ + H+; log_k -2.32\n");
  read_into(database, constants);
  auto const table = reference_table("g07-zinc.csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const text = [&](char const* column) { return table.rows[row][table.column(column)]; };
    Batch batch{
        .water = {.pH = 8,
                  .unit = "mol/kgw",
                  .measurements = {{"Zn", *table.number(row, "zinc")},
                                   {.element = "Na", .amount = 0.1, .closure = Closure::charge},
                                   {"N(5)", 0.1}}},
        .sites = {{"Hfo_w", 2e-4}, {"Hfo_s", 5e-6}, {"Hfo", 600 * 0.09}}};
    batch.request = {.elements = elements_of(batch.water),
                     .phases = {{"H+", -*table.number(row, "pH"), text("titrant")}},
                     .surfaces = {"Hfo"},
                     .electrostatics = text("layer") == "ddl"};
    auto const cell = react(database, batch);
    std::string const where = text("zinc") + " " + text("layer") + " pH " + text("pH");
    for (char const* species : {"Zn+2", "Hfo_sOZn+", "Hfo_wOZn+", "Hfo_wOH2+", "Hfo_wO-"})
      EXPECT_NEAR(std::log10(cell.molality(species)), std::log10(*table.number(row, species)),
                  tolerance)
          << where << " " << species;
    if (batch.request.electrostatics) {
      EXPECT_NEAR(cell.potential("Hfo"), *table.number(row, "psi"), 1e-4) << where;
    }
  }
}

/// Sorbates share sites and potential: one taken by itself would give other numbers.
void expect_competition(std::string const& name) {
  DATABASE_OR_SKIP(database, name + ".dat");
  auto const table = reference_table("g07-competition-" + name + ".csv");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const cell = react(*database, edge({{"Ca", 5e-3},
                                             {"S(6)", 6e-3},
                                             {"Zn", 1e-5},
                                             {"Cd", 1e-6},
                                             {"Pb", 1e-6},
                                             {"Cu", 2e-6},
                                             {"As(5)", 2e-6}},
                                            *table.number(row, "pH"), table.rows[row].front()));
    for (char const* element : {"Zn", "Cd", "Pb", "Cu", "As"})
      EXPECT_NEAR(std::log10(cell.total(element)),
                  std::log10(*table.number(row, std::string(element) + "_diss")), tolerance)
          << name << " row " << row << " " << element;
    EXPECT_NEAR(std::log10(sorbed(cell, "S")), std::log10(*table.number(row, "SO4_sorb")),
                tolerance);
    EXPECT_NEAR(std::log10(sorbed(cell, "Ca")), std::log10(*table.number(row, "Ca_sorb")),
                tolerance);
    EXPECT_NEAR(cell.potential("Hfo"), *table.number(row, "psi"), 1e-4) << name << " row " << row;
  }
}
TEST(Surfaces, CompetitionWateq4f) { expect_competition("wateq4f"); }
TEST(Surfaces, CompetitionMinteq) { expect_competition("minteq.v4"); }

}  // namespace
}  // namespace sanggan::chemistry
