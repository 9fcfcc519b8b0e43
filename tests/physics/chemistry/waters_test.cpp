#include <cmath>

#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// Compares all that a table of quantities tells of a water with the solved cell: 1e-3 in log10 of
/// amounts, in pH, in log activities and saturations.
void expect_water(SolvedCell const& cell, ReferenceTable const& table, std::string const& database,
                  std::size_t least_compared) {
  constexpr double tolerance = 1e-3, absent = -99;
  std::size_t compared = 0;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::string const& name = table.rows[row].front();
    auto const expected = table.number(row, database);
    auto const found = quantity(cell, name);
    if (!expected || !found || *expected < absent) continue;
    ++compared;
    bool const is_amount = name.starts_with("m_") || name.starts_with("tot_");
    if (is_amount && *expected == 0) continue;
    if (is_amount)
      EXPECT_NEAR(std::log10(*found), std::log10(*expected), tolerance) << database << " " << name;
    else
      EXPECT_NEAR(*found, *expected, tolerance) << database << " " << name;
  }
  EXPECT_GE(compared, least_compared) << database;
}

/// The phases that a table asks for.
std::vector<std::string> phases_of(ReferenceTable const& table) {
  std::vector<std::string> phases;
  for (auto const& row : table.rows)
    if (row.front().starts_with("SI_")) phases.push_back(row.front().substr(3));
  return phases;
}

WaterAnalysis seawater() {
  WaterAnalysis water{
      .pH = 8.22, .pe = 8.451, .redox = "O(0)/O(-2)", .density = 1.023, .unit = "ppm"};
  water.measurements = {{"Ca", 412.3},
                        {"Mg", 1291.8},
                        {"Na", 10768},
                        {"K", 399.1},
                        {"Fe", 0.002},
                        {.element = "Mn", .amount = 0.0002, .redox = "pe"},
                        {"Si", 4.28},
                        {"Cl", 19353},
                        {.element = "Alkalinity", .amount = 141.682, .as = "HCO3"},
                        {"S(6)", 2712},
                        {.element = "N(5)", .amount = 0.29, .molar_mass = 62},
                        {.element = "N(-3)", .amount = 0.03, .as = "NH4"},
                        {.element = "O(0)",
                         .amount = 1,
                         .closure = Closure::phase,
                         .phase = "O2(g)",
                         .saturation = -0.7}};
  return water;
}

class Waters : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Databases, Waters,
                         testing::Values("phreeqc.dat", "wateq4f.dat", "minteq.v4.dat"),
                         [](auto const& name) {
                           return name.param.substr(0, name.param.find('.'));
                         });

/// Seawater of Nordstrom and others [Nordstrom1979]: units by density, alkalinity in place of
/// carbon, redox by a couple, by pe and by the pressure of oxygen.
TEST_P(Waters, Seawater) {
  DATABASE_OR_SKIP(database, GetParam());
  auto const table = reference_table("g01-seawater.csv");
  expect_water(speciate(*database, seawater(), phases_of(table)), table, GetParam(), 60);
}

WaterAnalysis without_unknown(Database const& database, WaterAnalysis water) {
  std::erase_if(water.measurements, [&](Measurement const& m) {
    return database.master(without_valence(m.element)) == nullptr;
  });
  return water;
}

/// Seepage of pyritic waste at 15 C with its pe given.
TEST_P(Waters, AcidSeepageWithPe) {
  DATABASE_OR_SKIP(database, GetParam());
  auto const table = reference_table("g02-amd-a.csv");
  expect_water(speciate(*database, without_unknown(*database, acid_seepage()), phases_of(table)),
               table, GetParam(), 80);
}

/// Acid groundwater of a mining basin, its sulphate adjusted to neutrality.
TEST_P(Waters, AcidGroundwaterNeutralBySulphate) {
  DATABASE_OR_SKIP(database, GetParam());
  auto const table = reference_table("g02-amd-b.csv");
  expect_water(
      speciate(*database, without_unknown(*database, acid_groundwater()), phases_of(table)), table,
      GetParam(), 80);
}

/// Acid seepage with iron and arsenic measured in two valences; the iron couple sets the others.
TEST_P(Waters, AcidSeepageWithCouples) {
  DATABASE_OR_SKIP(database, GetParam());
  auto const table = reference_table("g02-amd-c.csv");
  WaterAnalysis water{.pH = 2.95, .pe = 4, .redox = "Fe(2)/Fe(3)", .unit = "mg/kgw"};
  water.measurements = {{"Na", 30},     {"K", 4},      {"Ca", 410},    {"Mg", 160},    {"Al", 120},
                        {"Fe(2)", 310}, {"Fe(3)", 95}, {"Mn", 22},     {"Cu", 3.2},    {"Zn", 61},
                        {"Cd", 0.45},   {"Pb", 0.25},  {"As(3)", 0.3}, {"As(5)", 0.9}, {"Si", 30},
                        {"Cl", 20},     {"S(6)", 3400}};
  expect_water(speciate(*database, without_unknown(*database, water), phases_of(table)), table,
               GetParam(), 80);
}

}  // namespace
}  // namespace sanggan::chemistry
