// Infiltration into Haverkamp's sand under a held head and under a given flux.  [Haverkamp1977]
// The numbers to compare with are converged in space and time.
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double K_s = 0.00944 * cm;
/// theta = theta_r + a (theta_s - theta_r)/(a + |psi|^b), K = K_s A/(A + |psi|^B), psi in cm.
Material sand() {
  double const a = 1.611e6, b = 3.96, A = 1.175e6, B = 4.74;
  return material(Haverkamp{0.075, 0.287, std::pow(a, 1 / b) * cm, b, std::pow(A, 1 / B) * cm, B},
                  K_s);
}
TimeControl accurate(std::vector<double> outputs) {
  TimeControl time;
  time.end = outputs.back();
  time.first_step = 0.1;
  time.water_content_tolerance = 2e-4;
  time.outputs = std::move(outputs);
  return time;
}
double dry(Vec3) { return -61.5 * cm; }

TEST(Haverkamp1977, HeldHead) {
  TestRun run(
      column(-40 * cm, 0, 80),
      one_soil(sand(), {held_pressure("top", -20.7 * cm), held_pressure("bottom", -61.5 * cm)}),
      accurate({120, 360}));
  std::vector<double> infiltrated;
  run_balanced(run, dry, at_outputs([&] { infiltrated.push_back(inflow(run, 0) / cm); }));
  EXPECT_NEAR(infiltrated[0], 1.19259, 0.001 * 1.19259);
  EXPECT_NEAR(infiltrated[1], 2.38123, 0.001 * 2.38123);
  double const depth[] = {5, 10, 15, 20};
  double const psi[] = {-21.943, -25.074, -37.121, -60.796};
  for (int k = 0; k < 4; ++k)
    EXPECT_NEAR(theta_at(run, -depth[k] * cm), theta(sand(), psi[k] * cm), 0.002) << depth[k];
  record("infiltration_360s", infiltrated[1]);
}

TEST(Haverkamp1977, GivenFlux) {
  double const inflow_rate = 13.69 * cm / hour;
  TestRun run(column(-70 * cm, 0, 140),
              one_soil(sand(), {on("top", FixedFlux{Series::constant(inflow_rate)}),
                                held_pressure("bottom", -61.5 * cm)}),
              accurate({0.4 * hour, 0.8 * hour}));
  double const converged[2][6] = {{.26587, .26138, .23286, .10168, .09985, .09985},
                                  {.26741, .26733, .26707, .26620, .26300, .24623}};
  int row = 0;
  run_balanced(run, dry, at_outputs([&] {
                 for (int k = 0; k < 6; ++k)
                   EXPECT_NEAR(theta_at(run, -10 * (k + 1) * cm), converged[row][k], 0.001)
                       << "at " << 10 * (k + 1) << " cm, " << run.simulation->state().t << " s";
                 ++row;
               }));
  EXPECT_NEAR(inflow(run, 0), inflow_rate * 0.8 * hour, 1e-12);
}

}  // namespace
}  // namespace sanggan
