#include <cmath>

#include "kinetics_support.hpp"

namespace sanggan::chemistry {
namespace {

/// Problem G09: 0.1 mol of pyrite of 2 m2 in a kilogram of water under oxygen, all redox in
/// equilibrium.  [WilliamsonRimstidt1994]
Batch pyrite_batch(double oxygen) {
  return {.water = {.pH_closure = Closure::charge,
                    .pe = 12,
                    .unit = "mmol/kgw",
                    .measurements = {{"Na", 1},
                                     {"Cl", 1},
                                     {.element = "O(0)",
                                      .amount = 0,
                                      .closure = Closure::phase,
                                      .phase = "O2(g)",
                                      .saturation = -0.68}}},
          .request = {.elements = {{"Na"}, {"Cl"}, {"Fe"}, {"S"}},
                      .phases = {{"O2(g)", -0.68}, {"Fe(OH)3(a)"}}},
          .phase_moles = {{"O2(g)", oxygen}}};
}

KineticReaction pyrite() {
  constexpr double exponent = 0.6667;  // as the reference run has it
  return {.name = "Pyrite",
          .rate = PyriteRate{.area = 20, .exponent = exponent},
          .moles = 0.1,
          .phase = "Pyrite"};
}

/// What the reference run tells, with the accuracy that its own steps allow: pH within 0.002,
/// amounts within 0.2 %.
void expect_like(ReactingCell const& cell, ReferenceTable const& table, std::size_t row) {
  auto const number = [&](char const* column) { return table.number(row, column).value(); };
  std::string const where = "day " + table.rows[row][0];
  double const pyrite_lost = 0.1 - number("pyrite_mol");
  EXPECT_NEAR(cell.ph(), number("pH"), 2e-3) << where;
  EXPECT_NEAR(0.1 - cell.moles[0], pyrite_lost, 2e-3 * pyrite_lost) << where;
  EXPECT_NEAR(cell.total("S"), number("S6"), 2e-3 * number("S6")) << where;
  EXPECT_NEAR(cell.total("Fe"), number("Fe2") + number("Fe3"), 2e-3 * number("Fe3")) << where;
  EXPECT_NEAR(cell.phase_moles("Fe(OH)3(a)"), number("fe_oh3_mol"), 2e-3 * pyrite_lost) << where;
}

TEST(PyriteOxidation, UnderAir) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g09-open.csv");
  auto cell = begin(*database, pyrite_batch(10), {pyrite()}, fine);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    cell.until(day * table.number(row, "days").value());
    expect_like(cell, table, row);
    double const O2 = table.number(row, "O2_diss").value();
    EXPECT_NEAR(cell.molality("O2"), O2, 2e-3 * O2);
  }
}

/// Calcite holds the pH until it is gone, then ferrihydrite does.
TEST(PyriteOxidation, BufferedByCalcite) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g09-calcite.csv");
  Batch batch = pyrite_batch(10);
  batch.request.elements.insert(batch.request.elements.end(), {{"Ca"}, {"C"}});
  batch.request.phases.insert(batch.request.phases.end(),
                              {{"Calcite"}, {"Gypsum"}, {"CO2(g)", -2}});
  batch.phase_moles["Calcite"] = 2e-3;
  batch.phase_moles["CO2(g)"] = 10;
  auto cell = begin(*database, batch, {pyrite()}, fine);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    cell.until(day * table.number(row, "days").value());
    expect_like(cell, table, row);
    EXPECT_NEAR(cell.phase_moles("Calcite"), table.number(row, "calcite_mol").value(), 4e-6);
  }
}

/// The oxygen ends within the fourth period; what is left then is a matter of traces: 0.02 in pe.
TEST(PyriteOxidation, UntilTheOxygenEnds) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g09-closed.csv");
  auto cell = begin(*database, pyrite_batch(2e-3), {pyrite()}, fine);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    cell.until(day * table.number(row, "days").value());
    expect_like(cell, table, row);
    double const pe = -cell.cell.state.ln_activity[cell.cell.system->electron] / ln_10;
    EXPECT_NEAR(pe, table.number(row, "pe").value(), 0.02);
  }
}

/// A step across the end of the oxygen takes no more pyrite than the oxygen can, however long it
/// is: 3.75 O2 for each.
TEST(PyriteOxidation, OneLongStepOverTheEndOfTheOxygen) {
  DATABASE_OR_SKIP(database, "wateq4f.dat");
  for (double const pool : {0.0, 2e-3}) {
    auto cell = begin(*database, pyrite_batch(pool), {pyrite()});
    double const oxygen = cell.cell.molality("O2") + pool;
    cell.until(365 * day);
    EXPECT_NEAR((0.1 - cell.moles[0]) * 3.75, oxygen, 1e-3 * oxygen);
    EXPECT_LT(cell.reactor->steps(), 250);
  }
}

}  // namespace
}  // namespace sanggan::chemistry
