#include <cmath>
#include <sstream>

#include "chromium_apart.hpp"
#include "kinetics_support.hpp"
#include "physics/chemistry/database_reader.hpp"

namespace sanggan::chemistry {
namespace {

/// Problem G16(b), one cell of the barrier: iron of 4000 m2 reduces chromate at 5e-9 L/(m2 s) and
/// corrodes in water, whose hydrogen leaves, at 1.5e-11 mol/(m2 s).
TEST(IronBarrier, ReducesChromateAndCorrodes) {
  DATABASE_OR_SKIP(original, "wateq4f.dat");
  Database database = *original;
  std::istringstream more(chromium_apart);
  read_into(database, more);
  Batch const batch{
      .water = {.pH = 6.4,
                .measurements = {{.element = "Na", .amount = 6, .closure = Closure::charge},
                                 {"Ca", 0.4},
                                 {"Mg", 0.6},
                                 {"Cl", 3.5},
                                 {"S(6)", 0.5},
                                 {"C(4)", 1.2},
                                 {"Cr_six", 0.12}}},
      .request = {
          .elements =
              {{"Na"}, {"Ca"}, {"Mg"}, {"Cl"}, {"S(6)"}, {"C(4)"}, {"Fe"}, {"Cr_six"}, {"Cr_tri"}},
          .phases = {{"Cr(OH)3(a)"}, {"Fe(OH)2(a)"}, {"Siderite"}, {"Aragonite"}}}};
  constexpr double area = 4000, iron = 20;  // m2 and mol
  std::vector<KineticReaction> const reactions{
      {.name = "corrosion",
       .rate = TransitionStateRate{.area = area / iron, .constants = {1.5e-11}},
       .moles = iron,
       .releases = {{1, "Fe(OH)2"}}},
      {.name = "chromate reduction",
       .rate =
           TransitionStateRate{
               .area = area / iron, .exponent = 0, .constants = {5e-9}, .factors = {"Cr_six"}},
       .moles = iron,
       .releases = {{1, "Fe"}, {-1, "Cr_six"}, {1, "Cr_tri"}},
       .consumed = 0,
       .yields = {{"corrosion", -1}}}};
  auto cell = begin(database, batch, reactions);
  constexpr double residence = 28800;  // s
  cell.until(residence);
  double const left = 0.12e-3 * std::exp(-area * 5e-9 * residence);
  EXPECT_NEAR(cell.total("Cr_six"), left, 1e-4 * left);
  EXPECT_NEAR(cell.phase_moles("Cr(OH)3(a)") + cell.total("Cr_tri"), 0.12e-3 - left, 1e-8);
  EXPECT_NEAR(iron - cell.moles[0], area * 1.5e-11 * residence + 0.12e-3 - left, 1e-7);
  cell.until(20 * residence);
  EXPECT_GT(cell.ph(), 9.9);  // as behind the first cell of the barrier: 9.99 to 10.23
  EXPECT_LT(cell.ph(), 10.3);
  EXPECT_GT(cell.phase_moles("Fe(OH)2(a)"), 0.01);
}

}  // namespace
}  // namespace sanggan::chemistry
