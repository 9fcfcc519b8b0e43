#include <cmath>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

MeasureTarget across(std::vector<std::array<double, 2>> line, PlaceCondition holds = {}) {
  return {{{}, std::move(holds)}, std::move(line), {}, {}, {}};
}

CutoffWall const slurry{0.8, 1e-9, 2e-11};

// Resistances in series: L/K of the strip and b/K of the wall, which has no cells.
TEST(CutoffWall, IsAResistanceInSeriesWhileItStands) {
  Strip const strip;
  MeasureRun run(strip.box(), strip.site(),
                 {measure("wall", slurry, across({{42, -1}, {42, 2}}), 10 * day, 30 * day)},
                 Strip::steady(40 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const open = strip.flow(), closed = strip.flow(0.8 / 1e-9);
  EXPECT_LT(closed, 1e-2 * open);
  double const through = 20 * day * (open + closed);
  EXPECT_NEAR(run.in(0, "west"), through, 1e-9 * through);
  EXPECT_NEAR(run.out(0, "east"), through, 1e-9 * through);
}

// With the mean of exp(-r age) over each interval of the resistance left.
TEST(CutoffWall, AgesByItsLaw) {
  Strip const strip;
  Measure wall = measure("wall", slurry, across({{42, -1}, {42, 2}}));
  wall.ageing = {0.5 / year, year};
  MeasureRun run(strip.box(), strip.site(), {wall}, Strip::steady(3 * year, year));
  run.to_end([](Vec3) { return 12.0; });
  double through = 0;
  for (int k = 0; k < 3; ++k) {
    double const left = (std::exp(-0.5 * k) - std::exp(-0.5 * (k + 1))) / 0.5;
    through += year * strip.flow(left * 0.8 / 1e-9);
  }
  EXPECT_NEAR(run.in(0, "west"), through, 1e-9 * through);
}

// A staircase of faces along an oblique wall has the area of the wall, not its own.
TEST(CutoffWall, HasTheAreaOfItsLineInPlan) {
  Mesh const mesh = build_box(
      {edges(0, 40, 40), edges(0, 40, 40), edges(0, 5, 5), "soil", {}, {}, {}}, MPI_COMM_WORLD);
  for (double const slope : {0.0, 0.3, 1.0, 2.0}) {
    double const right = slope > 1 ? 15 : 30;
    Barrier const wall{"wall",
                       WallLine{{{3.2, 3.3}, {3.2 + right, 3.3 + right * slope}},
                                [](double, double, double z) { return z > 2; }},
                       1, 0};
    double area = 0;
    for (WallFace const& face : wall_faces(mesh, {wall})) area += 1 / face.resistance;
    // It crosses as many links along x as it is long in y, and the other way round, but for one.
    double const length = std::hypot(right, right * slope), depth = 3;
    EXPECT_NEAR(area, depth * length, depth * std::sqrt(2.0)) << slope;
  }
}

// Below a hanging wall the strip stays open: layers side by side.
TEST(CutoffWall, ClosesNoMoreThanItsDepth) {
  Strip strip;
  BoxSpec box = strip.box();
  box.z = edges(0, 1, 4);
  Site site = strip.site();
  site.materials[0].K.zz = 1e-30;  // no flow from layer to layer
  CutoffWall const tight{0.8, 1e-15, 0};
  MeasureRun run(
      box, site,
      {measure("wall", tight,
               across({{42, -1}, {42, 2}}, [](double, double, double z) { return z > 0.5; }))},
      Strip::steady(10 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const half = 10 * day * 0.5 * strip.flow();
  EXPECT_NEAR(run.in(0, "west"), half, 1e-6 * half);
}

// Still water, held concentrations: diffusion through soil and wall in series.
TEST(CutoffWall, LetsSolutesDiffuseThroughIt) {
  Strip strip;
  strip.length = 1;
  strip.head_west = strip.head_east = 10;
  Species species = tracer("A");
  species.D_m = 1e-9;
  Site site = strip.site({species});
  site.materials[0].tortuosity = 0.5;
  site.boundaries[0].C_fixed = {Series::constant(1)};
  site.boundaries[1].C_fixed = {Series::constant(0)};
  MeasureRun run(strip.box(), site, {measure("wall", slurry, across({{0.42, -1}, {0.42, 2}}))},
                 Strip::steady(3000 * year, 100 * year));
  run.to_end([](Vec3) { return 9.5; });
  double const D = 0.3 * 0.5 * 1e-9;
  double const J = 1 / (1 / D + 0.8 / 2e-11);  // mol/s
  auto const& east = run.account(1);
  double const per_step = east.step[run.item("east")] / (100 * year);
  EXPECT_NEAR(per_step, J, 1e-6 * J);
}

}  // namespace
}  // namespace sanggan
