// Soil so dry that its conductivity and water content sink below round-off.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

Site wetted(Retention const& retention) {
  Site site;
  site.materials = {material(retention, 1e-6)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = {{"top", "top", FixedFlux{Series::constant(5e-7)}, {}, {}, {}},
                     {"bottom", "bottom", FreeDrainage{}, {}, {}, {}}};
  return site;
}
BoxSpec column() { return {edges(0, 1, 1), edges(0, 1, 1), edges(0, 1, 40), "soil", {}, {}, {}}; }

// At -10 m Gardner's k_r is e^-100 and theta equals theta_r to the last bit.
TEST(DrySoil, IsWettedFromBelowRoundOff) {
  for (Retention const& retention :
       {Retention{Gardner{0.05, 0.4, 10}}, Retention{BrooksCorey{0.1, 0.4, -0.1, 12}}}) {
    TimeControl time;
    time.end = 20 * 86400;
    TestRun run(column(), wetted(retention), time);
    ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -10.0; })));
    ASSERT_EQ(run.simulation->run({}), RunEnd::done) << run.simulation->failure().reason;
    // Under a unit gradient the soil carries the inflow at k_r = 1/2.
    double const k_r = run.simulation->flow().equations().curves().k_r()[20];
    EXPECT_NEAR(k_r, 0.5, 1e-3);
    EXPECT_LT(run.simulation->balance().accounts()[0].relative_error(), 1e-12);
  }
}

// Its matrix has pivots far below what a factorisation takes for zero by default.
TEST(DrySoil, HasASteadyStateUnderRecharge) {
  TimeControl time;
  time.end = 86400;
  time.steady_start = true;
  TestRun run(column(), wetted(VanGenuchten{0.045, 0.43, 15, 3}), time);
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -2.0; })))
      << run.simulation->failure().reason;
  for (Index c = 0; c < run.mesh.n_cells(); ++c)
    EXPECT_NEAR(run.simulation->flow().equations().curves().k_r()[c], 0.5, 1e-6);
}

}  // namespace
}  // namespace sanggan
