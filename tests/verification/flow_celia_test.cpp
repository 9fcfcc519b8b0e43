// Infiltration into a dry column of New Mexico soil under a held pressure head.  [Celia1990]
// The numbers to compare with are converged in space and time (2000 cells, second-order steps):
// 1.3e-4 of the infiltration, 0.1 cm of the front.
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double K_s = 0.00922 * cm;
Material const soil = material(VanGenuchten{0.102, 0.368, 3.35, 2}, K_s);

struct Infiltration : TestRun {
  Infiltration(int cells, TimeControl const& time)
      : TestRun(
            column(-1, 0, cells),
            one_soil(soil, {held_pressure("top", -75 * cm), held_pressure("bottom", -1000 * cm)}),
            time) {}
  double front_depth() const {
    return -elevation_of(*this, -500 * cm, [&](Index c) { return simulation->state().psi[c]; });
  }
};
double dry(Vec3) { return -1000 * cm; }
TimeControl until_24h(double tolerance) {
  TimeControl time;
  time.end = 24 * hour;
  time.first_step = 1;
  time.water_content_tolerance = tolerance;
  return time;
}

TEST(Celia1990, FrontProfileAndInfiltration) {
  TimeControl time = until_24h(2.5e-4);
  time.outputs = {6 * hour, 12 * hour, 24 * hour};
  Infiltration run(100, time);
  std::vector<double> infiltrated, front;
  run_balanced(run, dry, at_outputs([&] {
                 infiltrated.push_back(inflow(run, 0) / cm);
                 front.push_back(run.front_depth() / cm);
               }));
  double const converged_infiltration[] = {1.7405, 2.6334, 4.1130};
  double const converged_front[] = {25.4, 37.5, 56.5};
  for (int k = 0; k < 3; ++k) {
    // 0.6 % is the error of arithmetic means on this mesh.
    EXPECT_NEAR(infiltrated[k], converged_infiltration[k], 0.006 * converged_infiltration[k]);
    EXPECT_NEAR(front[k], converged_front[k], 1);
  }
  double const depth[] = {10.25, 20.25, 30.25, 40.25, 50.25};
  double const theta[] = {0.19822, 0.19459, 0.18837, 0.17740, 0.15557};
  for (int k = 0; k < 5; ++k) EXPECT_NEAR(theta_at(run, -depth[k] * cm), theta[k], 0.001);
  // The base drains under gravity at the conductivity of the dry soil.
  double const drained = 24 * hour * K_s * k_r(soil, -1000 * cm);
  EXPECT_NEAR(drained, 2.728e-5 * cm, 0.001e-5 * cm);
  EXPECT_NEAR(outflow(run, 1), drained, 1e-3 * drained);
  record("infiltration_24h", infiltrated[2]);
  record("front_24h", front[2]);
}

TEST(Celia1990, ConvergesInSpace) {
  std::vector<double> error;
  for (int cells : {25, 50, 100}) {
    Infiltration run(cells, until_24h(2.5e-4));
    run_balanced(run, dry);
    error.push_back(std::abs(inflow(run, 0) / cm - 4.1130));
    record("error_of_" + std::to_string(cells), error.back());
  }
  EXPECT_GT(observed_order(error[0], error[1]), 1);
  EXPECT_GT(observed_order(error[1], error[2]), 1);
}

// The point of the mixed form: water is conserved however long the step.
TEST(Celia1990, LongStepsLoseNoWater) {
  for (double dt : {0.25 * hour, 1 * hour, 4 * hour}) {
    Infiltration run(100, equal_steps(24 * hour, dt));
    run_balanced(run, dry);
    EXPECT_LT(run.simulation->balance().accounts()[0].relative_error(), 1e-12);
    EXPECT_NEAR(inflow(run, 0) / cm, 4.1130, 0.01 * 4.1130);
  }
}

}  // namespace
}  // namespace sanggan
