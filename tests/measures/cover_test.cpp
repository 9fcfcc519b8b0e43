#include <cmath>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

// A column of gangue, 2 m high, on which rain falls; its uppermost 0.5 m may become a cover.
struct Column {
  static constexpr double K_heap = 1e-5, K_cover = 1e-8, alpha = 2, thickness = 0.5;
  static BoxSpec box() {
    return {edges(0, 1, 1), edges(0, 1, 1), edges(0, 2, 80), "heap", {}, {}, {}};
  }
  static Site site(FlowBoundary const& top) {
    Site site;
    Material heap = material(Gardner{0.05, 0.4, alpha}, K_heap);
    heap.name = "gangue";
    Material cover = material(Gardner{0.05, 0.4, 1e-4}, K_cover);  // saturated at any suction here
    cover.name = "loess";
    site.materials = {heap, cover};
    site.material_of_zone = {{"heap", 0}};
    site.boundaries = {{"rain", "top", top, {}, {}, {}},
                       {"base", "bottom", FreeDrainage{}, {}, {}, {}}};
    return site;
  }
};

MeasureTarget uppermost() {
  return {{{}, [](double, double, double z) { return z > 2 - Column::thickness; }}, {}, {}, {}, {}};
}

// Under a cover that stays saturated, the suction of the heap below it pulls: q = K (1 - psi/b) at
// the pressure head psi at which the heap conducts just q.
TEST(SoilCover, LetsThroughWhatItsConductivityAndTheSuctionBelowAllow) {
  Atmosphere rain{Series::constant(1e-6), Series::constant(0), -100, 0};
  TimeControl time;
  time.end = 3 * year;
  time.first_step = 3600;
  MeasureRun run(Column::box(), Column::site(rain),
                 {measure("cover", SoilCover{"loess", -0.5}, uppermost(), year)}, time);
  run.to_end([](Vec3) { return -1.0; });
  double q = Column::K_cover;
  for (int k = 0; k < 50; ++k) {
    double const psi = std::log(q / Column::K_heap) / Column::alpha;
    q = Column::K_cover * (1 - psi / Column::thickness);
  }
  // Between the materials the upper half cell of the heap counts as saturated, so that its height
  // adds to what pulls; and the cover conducts a little less at suction.
  double const pull = Column::thickness * q / Column::K_cover;
  double const half_cell = 0.5 * 2.0 / 80 / pull, drier = 1e-4 * pull;
  auto const& water = run.account(0);
  double const dt = run.simulation().report().dt;
  EXPECT_NEAR(water.step[run.item("base")] / dt, q, (half_cell + drier) * q);
}

// The cover comes with its own water, which the ledger books.
TEST(SoilCover, BringsAndTakesWater) {
  Atmosphere dry{Series::constant(0), Series::constant(0), -100, 0};
  Site site = Column::site(dry);
  site.boundaries.pop_back();
  TimeControl time;
  time.end = 20 * day;
  MeasureRun run(Column::box(), site,
                 {measure("cover", SoilCover{"loess", -0.5}, uppermost(), 10 * day)}, time);
  run.to_end([](Vec3 x) { return -x.z; });  // at rest
  double const before = 0.05 + 0.35 * (std::exp(-2 * 1.5) - std::exp(-2 * 2.0)) / (2 * 0.5);
  double const after = 0.05 + 0.35 * std::exp(-0.5 * 1e-4);
  double const gained = 0.5 * (after - before);
  double const cells =
      1.0 / 12 * std::pow(2 * 2.0 / 80, 2);  // the midpoint rule errs by half of it
  EXPECT_NEAR(run.in(0, "cover") - run.out(0, "cover"), gained, cells * 0.5 * (before - 0.05));
}

// What enters under a membrane is what leaks through a number of holes that grows with its age.
TEST(MembraneCover, LeaksThroughHolesThatBecomeMore) {
  // 2.5 holes of 0.1 cm2 a hectare, 0.3 m of water on 0.6 m of clay of 1e-9 m/s, good contact:
  // 0.21 (1 + 0.1 0.5^0.95) 1e-5^0.1 0.3^0.9 (1e-9)^0.74 = 5.17e-09 m3/s a hole.
  MembraneCover const membrane{2.5e-4, 2.5e-5 / year, 1e-5, 0.3, 0.21, 0.6, 1e-9};
  double const per_hole = 0.21 * (1 + 0.1 * std::pow(0.5, 0.95)) * std::pow(1e-5, 0.1) *
                          std::pow(0.3, 0.9) * std::pow(1e-9, 0.74);
  EXPECT_NEAR(per_hole, 5.17e-09, 0.005e-9);
  Measure cover = measure("membrane", membrane, {{}, {}, "rain", {}, {}}, 2 * year);
  cover.ageing.every = year;
  Recharge const recharge{Series::constant(5e-9)};
  TimeControl time;
  time.end = 10 * year;
  MeasureRun run(Column::box(), Column::site(recharge), {cover}, time);
  run.to_end([](Vec3) { return -1.0; });
  double const leaked =
      per_hole * (2.5e-4 * 8 * year + 2.5e-5 / year * 0.5 * std::pow(8 * year, 2));
  double const entered = 2 * year * 5e-9 + leaked;
  EXPECT_NEAR(run.in(0, "rain"), entered, 1e-9 * entered);
}

// Darcy's law through the liner, or less where there is less rain.
TEST(GclCover, LeaksByDarcysLaw) {
  GclCover const liner{5e-11, 0.007, 0.028};  // gradient 5
  Series const rain{{0, 50 * day}, {1e-8, 1e-10}, Series::Kind::step, 0};
  TimeControl time;
  time.end = 100 * day;
  MeasureRun run(Column::box(), Column::site(Recharge{rain}),
                 {measure("gcl", liner, {{}, {}, "rain", {}, {}})}, time);
  run.to_end([](Vec3) { return -1.0; });
  double const entered = 50 * day * (2.5e-10 + 1e-10);
  EXPECT_NEAR(run.in(0, "rain"), entered, 1e-9 * entered);
}

TEST(StormDiversion, TakesAShareOfTheRain) {
  TimeControl time;
  time.end = 30 * day;
  Recharge const recharge{Series::constant(1e-8)};
  MeasureRun run(
      Column::box(), Column::site(recharge),
      {measure("ditch", StormDiversion{0.9}, {{}, {}, "rain", {}, {}}, 10 * day, 20 * day)}, time);
  run.to_end([](Vec3) { return -1.0; });
  double const entered = 1e-8 * (20 + 0.1 * 10) * day;
  EXPECT_NEAR(run.in(0, "rain"), entered, 1e-9 * entered);
}

TEST(LandUse, ScalesWhatEvaporates) {
  Atmosphere const weather{Series::constant(0), Series::constant(1e-9), -1e5, 0};
  TimeControl time;
  time.end = 30 * day;
  Site site = Column::site(weather);
  site.boundaries.pop_back();
  MeasureRun run(Column::box(), site,
                 {measure("pasture", LandUse{1, 0.25}, {{}, {}, "rain", {}, {}}, 10 * day)}, time);
  run.to_end([](Vec3) { return -0.2; });
  double const evaporated = 1e-9 * (10 + 0.25 * 20) * day;
  EXPECT_NEAR(run.out(0, "rain"), evaporated, 1e-9 * evaporated);
}

}  // namespace
}  // namespace sanggan
