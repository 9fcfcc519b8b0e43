// A wetting front that travels through dry soil without changing its shape.  [Vanderborght2005]
#include <gtest/gtest.h>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

struct Front {
  Material soil;
  double q, end;            ///< inflow (m/s), duration (s)
  double psi_0, mid_point;  ///< behind the front; depth of the mean water content (m)
  double published_speed;   ///< (m/s)
};
constexpr double psi_i = -4, depth = 4;

void expect_front(Front const& front) {
  TimeControl time;
  time.end = front.end;
  time.first_step = 1;
  time.water_content_tolerance = 0.02;  // below what makes the front overshoot
  TestRun run(column(-depth, 0, 400),
              one_soil(front.soil, {on("top", FixedFlux{Series::constant(front.q)}),
                                    held_pressure("bottom", psi_i)}),
              time);
  double const theta_0 = theta(front.soil, front.psi_0), theta_i = theta(front.soil, psi_i);
  double const K_s = front.soil.K.zz, K_i = K_s * k_r(front.soil, psi_i);
  EXPECT_NEAR(K_s * k_r(front.soil, front.psi_0), front.q, 1e-5 * front.q);
  EXPECT_NEAR((front.q - K_i) / (theta_0 - theta_i), front.published_speed,
              1e-5 * front.published_speed);
  run_balanced(run, [](Vec3) { return psi_i; });
  EXPECT_NEAR(inflow(run, 0), front.q * front.end, 1e-12);
  auto const water = [&](Index c) { return run.simulation->state().water[c]; };
  double const mid_point = -elevation_of(run, 0.5 * (theta_0 + theta_i), water);
  for (Index c = 0; c < run.mesh.n_cells(); ++c) {
    EXPECT_LT(water(c), theta_0 + 1e-6);
    EXPECT_GT(water(c), theta_i - 1e-6);
  }
  record("mid_point", mid_point);
  record("newton_iterations", static_cast<double>(run.simulation->report().newton_iterations));
  EXPECT_NEAR(mid_point, front.mid_point, 0.01) << "one cell, by the exact wave";
  EXPECT_LT(run.simulation->report().newton_iterations, 2000 * front.end / day);
}

TEST(TravellingFront, Sand) {
  expect_front({material(VanGenuchten{0.045, 0.43, 15, 3}, 10 / day), 1 / day, 0.5 * day,
                -0.06808448, 2.1139, 4.2141035 / day});
}
TEST(TravellingFront, Loam) {
  expect_front({material(VanGenuchten{0.08, 0.43, 4, 1.6}, 0.5 / day), 0.25 / day, 1.5 * day,
                -0.03259413, 1.3586, 0.89582146 / day});
}

}  // namespace
}  // namespace sanggan
