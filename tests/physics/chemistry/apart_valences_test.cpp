#include <cmath>
#include <sstream>

#include "iron_apart.hpp"
#include "kinetics_support.hpp"
#include "physics/chemistry/database_reader.hpp"
#include "physics/chemistry/totals.hpp"
#include "small_database.hpp"

namespace sanggan::chemistry {
namespace {

/// Problem G08, example 9 of PHREEQC [ParkhurstAppelo2013]: as ferrous iron turns to ferric and
/// this to hydroxides, the pH falls and the rate with its square, over six decades.
/// [SingerStumm1970]
TEST(ApartValences, FerrousIronUnderAir) {
  DATABASE_OR_SKIP(original, "phreeqc.dat");
  Database database = *original;
  std::istringstream more(iron_apart);
  read_into(database, more);
  Batch const batch{
      .water = {.measurements = {{"Na", 10},
                                 {.element = "Cl", .amount = 10, .closure = Closure::charge},
                                 {"Fe_di", 0.1},
                                 {.element = "O(0)",
                                  .amount = 0,
                                  .closure = Closure::phase,
                                  .phase = "O2(g)",
                                  .saturation = -0.67}}},
      .request = {.elements = {{"Na"}, {"Cl"}, {"Fe_di"}, {"Fe_tri"}},
                  .phases = {{"O2(g)", -0.67}}},
      .phase_moles = {{"O2(g)", 10}}};
  KineticReaction const oxidation{.name = "oxidation",
                                  .rate = IronOxidationRate{.P_half = 0, .ferrous = "Fe_di"},
                                  .releases = {{-1, "Fe_di"}, {1, "Fe_tri"}},
                                  .consumed = 0};
  auto cell = begin(database, batch, {oxidation}, fine);
  auto const table = reference_table("g08-ferrous-iron.csv");
  for (std::size_t row = 1; row < table.rows.size(); ++row) {
    auto const number = [&](char const* column) { return table.number(row, column).value(); };
    cell.until(day * number("Days"));
    std::string const where = "day " + table.rows[row][0];
    EXPECT_NEAR(cell.ph(), number("pH"), 2e-3) << where;
    EXPECT_NEAR(1e6 * cell.total("Fe_di"), number("Fe(2)"), 2e-3 * number("Fe(2)")) << where;
    EXPECT_NEAR(1e6 * cell.total("Fe_tri"), number("Fe(3)"), 2e-3 * number("Fe(3)")) << where;
  }
  EXPECT_LT(cell.reactor->steps(), 500);
}

/// Each mole of ferrous iron takes a quarter mole of oxygen, by electrons that the totals hold.
TEST(ApartValences, ElectronsComeFromOxygen) {
  Batch const batch{.water = {.pH = 4, .measurements = {{"Na", 1}, {"Cl", 1}}},
                    .request = {.elements = {{"Na"}, {"Cl"}, {"Fe(2)"}, {"Fe(3)"}}},
                    .added = {{"O2", 2e-4}, {"Fe(2)Cl2", 4e-4}, {"HCl", 1e-2}}};
  KineticReaction const oxidation{.name = "oxidation",
                                  .rate = FirstOrderRate{.k = 1e-4, .of = "Fe(2)"},
                                  .releases = {{-1, "Fe(2)"}, {1, "Fe(3)"}},
                                  .consumed = 0};
  auto cell = begin(database_of(small_database), batch, {oxidation});
  cell.until(1e7);
  EXPECT_NEAR(cell.total("Fe(3)"), 4e-4, 1e-8);
  EXPECT_NEAR(cell.molality("O2"), 1e-4, 1e-8);
}

}  // namespace
}  // namespace sanggan::chemistry
