#include <gtest/gtest.h>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

constexpr double cm = 0.01, hour = 3600;

// New Mexico soil, 1 m column, wetted from a dry state by a held pressure head.  [Celia1990]
TestRun celia(int cells) {
  BoxSpec box{edges(0, 1, 1), edges(0, 1, 1), edges(0, 1, cells), "soil", {}, {}, {}};
  Site site;
  site.materials = {material(VanGenuchten{0.102, 0.368, 3.35, 2, 0.5, 0}, 0.00922 * cm)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = {
      {"top", "top", FixedPressureHead{Series::constant(-75 * cm)}, {}, {}, {}},
      {"bottom", "bottom", FixedPressureHead{Series::constant(-1000 * cm)}, {}, {}, {}}};
  TimeControl time;
  time.end = 24 * hour;
  time.first_step = 10;
  time.water_content_tolerance = 1e-3;
  return {box, site, time};
}

TEST(Celia1990, FrontInfiltrationAndBalance) {
  TestRun run = celia(100);
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -1000 * cm; })));
  ASSERT_EQ(run.simulation->run({}), RunEnd::done);
  auto const& water = run.simulation->balance().accounts()[0];
  std::printf("steps %ld cuts %ld newton %ld linear %ld err %g infiltration %.4f cm\n",
              run.simulation->report().step, run.simulation->report().cuts,
              run.simulation->report().newton_iterations,
              run.simulation->report().linear_iterations, water.relative_error(), water.in[0] / cm);
  for (double d : {10.25, 20.25, 30.25, 40.25, 50.25, 60.25})
    std::printf("%g %.4f\n", d, run.at_height(1 - d * cm, [&](Index c) {
      return run.simulation->state().water[c];
    }));
  EXPECT_LT(water.relative_error(), 1e-12);
  EXPECT_NEAR(water.in[0], 4.1130 * cm, 0.01 * cm);
}

}  // namespace
}  // namespace sanggan
