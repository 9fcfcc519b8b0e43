#include <cmath>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

// Resistances in series: the strip up to the middle of its last cell, whose head the drain feels,
// and the conductance of the drain, which is closed before.
TEST(DrainMeasure, TakesWhatTheStripBringsOverItsConductance) {
  Strip const strip;
  Site site = strip.site();
  site.boundaries[1].flow = FixedFlux{Series::constant(0)};
  MeasureRun run(strip.box(), site,
                 {measure("drain", DrainMeasure{10, 2e-6}, {{}, {}, "east", {}, {}}, 10 * day)},
                 Strip::steady(30 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const half_cell = 0.5 * strip.length / strip.cells / strip.K;
  double const taken = 20 * day * strip.flow(1 / 2e-6 - half_cell);
  EXPECT_NEAR(run.out(0, "east"), taken, 1e-9 * taken);
}

// A saturated column of waste over soil: the liner in series with both.
TEST(BottomLiner, IsAResistanceInSeriesUnderItsZone) {
  BoxSpec const box{edges(0, 1, 1),
                    edges(0, 1, 1),
                    edges(0, 10, 20),
                    "soil",
                    {{"waste", {}, 4, 1e300, {}}},
                    {},
                    {}};
  Site site;
  site.materials = {aquifer(1e-6)};
  site.material_of_zone = {{"soil", 0}, {"waste", 0}};
  site.boundaries = {{"pond", "top", FixedHead{Series::constant(13)}, {}, {}, {}},
                     {"base", "bottom", FixedHead{Series::constant(11)}, {}, {}, {}}};
  MeasureRun run(box, site,
                 {measure("liner", BottomLiner{0.002, 1e-12, 0}, in_zone("waste"), 10 * day)},
                 Strip::steady(20 * day));
  run.to_end([](Vec3 x) { return 12 - x.z; });
  double const open = 2 / (10 / 1e-6), lined = 2 / (10 / 1e-6 + 0.002 / 1e-12);
  double const through = 10 * day * (open + lined);
  EXPECT_LT(lined, 0.01 * open);
  EXPECT_NEAR(run.in(0, "pond"), through, 1e-9 * through);
}

// C falls by exp(-k L/v) over the length L of the barrier; the ledger books what reacts.
TEST(ReactiveBarrier, RemovesByItsRateAndTheTimeInIt) {
  Strip strip;
  strip.cells = 400;
  Site const site = strip.site({tracer("A")}, 2);
  double const q = strip.flow(), v = q / 0.3, L = 20, k = 1.5 * v / L;
  MeasureTarget const trench{
      {{}, [](double x, double, double) { return x > 40 && x < 60; }}, {}, {}, {}, {}};
  TransportControl control;
  control.courant = 2;
  MeasureRun run(strip.box(), site, {measure("barrier", ReactiveBarrier{{"A"}, {k}}, trench)},
                 Strip::steady(3 * 100 / v, 100 / v / 200), {}, control);
  run.to_end([](Vec3) { return 12.0; });
  auto const& A = run.account(1);
  double const dt = run.simulation().report().dt;
  double const C_out = A.step[run.item("east")] / (q * dt);
  // Upwind cells leave (1 + k dx/v)^-n, above the exponential by (k L/v)^2/2n; what corrects them
  // leaves less than that.
  double const n = 80, upwind = 1.5 * 1.5 / (2 * n);
  EXPECT_NEAR(C_out, 2 * std::exp(-1.5), upwind * 2 * std::exp(-1.5));
  EXPECT_NEAR(A.step[run.item("barrier")] / dt, q * (2 - C_out), 1e-6 * q);
  EXPECT_EQ(A.out[run.item("consumed")], 0);
}

TEST(Excavation, FillsATrenchWhoseSorptionIsUsedUp) {
  Strip strip;
  strip.cells = 100;
  Site site = strip.site({tracer("A")}, 1);
  Material iron = aquifer(strip.K, 1);
  iron.name = "iron";
  iron.rho_b = 1000;
  iron.sorption[0] = Sorption{LangmuirIsotherm{0.01, 1000}};
  site.materials.push_back(iron);
  double const q = strip.flow(), pore = 0.3 * 100 / q;
  MeasureTarget const trench{
      {{}, [](double x, double, double) { return x > 40 && x < 60; }}, {}, {}, {}, {}};
  MeasureRun run(strip.box(), site, {measure("trench", Excavation{"iron", 12}, trench)},
                 Strip::steady(12 * pore, pore / 50));
  run.to_end([](Vec3) { return 12.0; });
  // All water is at C = 1 in the end, and the sites of 20 m3 hold what the isotherm says.
  double const sites = 20 * 1000 * 0.01 * 1000 / 1001;
  EXPECT_NEAR(run.account(1).stored.sorbed, sites, 1e-3 * sites);
  EXPECT_NEAR(run.account(1).total_in() - run.account(1).total_out(), sites + 30, 1e-3 * sites);
}

}  // namespace
}  // namespace sanggan
