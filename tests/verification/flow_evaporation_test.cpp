// Evaporation from bare soil: the flux that the soil can deliver limits it.
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

Boundary evaporation(double potential, double psi_dry) {
  return on("top", Atmosphere{Series::constant(0), Series::constant(potential), psi_dry, 0});
}

constexpr double alpha = 2, K_s = 5 * cm / day;  // (1/m), (m/s)
Material const gardner = material(Gardner{0.05, 0.40, alpha}, K_s);

/// Steady rise from a water table L (m) below a surface that is held dry or gives off less than
/// that; returns the rate (m/s).
double steady_rate(TestRun& run) {
  run_balanced(run, [](Vec3 x) { return -x.z; });
  return outflow(run, 0) / run.simulation->state().t;
}
TimeControl steady() {
  TimeControl time;
  time.end = day;
  time.steady_start = true;
  return time;
}

// Exponential fitting is exact for Gardner's soil in a column, on any mesh.  [Gardner1958]
TEST(Evaporation, RiseAtThePotentialRateIsExact) {
  double const e = 0.5 * cm / day / K_s;
  TestRun run(column(0, 1, 50),
              one_soil(gardner, {evaporation(e * K_s, -100), held_pressure("bottom", 0)}),
              steady());
  EXPECT_NEAR(steady_rate(run), e * K_s, 1e-9 * e * K_s);
  auto const exact = [&](double z) { return std::log((1 + e) * std::exp(-alpha * z) - e) / alpha; };
  EXPECT_NEAR(exact(0.5), -59.426732 * cm, 1e-8);
  EXPECT_NEAR(exact(1.0), -150.93079 * cm, 1e-7);
  EXPECT_LT(psi_error(run, [&](Vec3 x) { return exact(x.z); }).largest, 1e-9);
}

TEST(Evaporation, TheSoilLimitsTheRate) {
  double const depth[] = {0.5, 1, 2}, largest[] = {2.9098835, 0.78258821, 0.093286802};  // cm/d
  for (int k = 0; k < 3; ++k) {
    double const psi_dry = -10, L = depth[k];
    TestRun run(column(0, L, 50),
                one_soil(gardner, {evaporation(5 * cm / day, psi_dry), held_pressure("bottom", 0)}),
                steady());
    double const rate = steady_rate(run);
    double const exact = K_s * (1 - std::exp(alpha * (L + psi_dry))) / std::expm1(alpha * L);
    EXPECT_NEAR(rate, exact, 1e-9 * exact);
    EXPECT_NEAR(rate, largest[k] * cm / day, 1e-6 * cm / day);
  }
}

// Two stages: at the potential rate until the surface is dry, then as the square root of time. The
// numbers to compare with are converged on 4000 cells.
TEST(Evaporation, LoamDriesInTwoStages) {
  TimeControl time;
  time.end = 20 * day;
  time.first_step = 10;
  time.water_content_tolerance = 6e-5;
  time.outputs = {.5 * day, day, 2 * day, 5 * day, 10 * day, 20 * day};
  double const potential = 0.3 * cm / day, psi_dry = -1e4 * cm;
  Material const loam = material(VanGenuchten{0.08, 0.43, 4, 1.6}, 50 * cm / day);
  BoxSpec box = column(0, 1, 1);
  box.z = graded(1, 0.02 * cm, 1.05);
  TestRun run(box, one_soil(loam, {evaporation(potential, psi_dry)}), time);
  std::vector<double> evaporated, rate;
  auto callbacks = at_outputs([&] {
    evaporated.push_back(outflow(run, 0) / cm);
    // The mean over the last step, of a rate that falls as the root of time.
    double const mean = run.simulation->flow().equations().boundary().Q().back() * day / cm;
    StepReport const& step = run.simulation->report();
    rate.push_back(mean * 0.5 * (1 + std::sqrt(1 - step.dt / step.t)));
  });
  double end_of_first_stage = 0;
  callbacks.step = [&](StepReport const& step) {
    double const given_off = run.simulation->balance().accounts()[0].step[0];
    if (given_off > (1 - 1e-9) * potential * step.dt) end_of_first_stage = step.t;
    EXPECT_LE(given_off, (1 + 1e-9) * potential * step.dt);
  };
  run_balanced(
      run, [](Vec3) { return -200 * cm; }, callbacks);
  double const converged[] = {0.093797, 0.135072, 0.192053, 0.302624, 0.424365, 0.592035};
  double const converged_rate[] = {0.102762, 0.070386, 0.048839, 0.029874, 0.020620, 0.014119};
  for (int k = 0; k < 6; ++k) {
    EXPECT_NEAR(evaporated[k], converged[k], 0.02 * converged[k]) << time.outputs[k] / day << " d";
    EXPECT_NEAR(rate[k], converged_rate[k], 0.02 * converged_rate[k]);
  }
  EXPECT_NEAR(end_of_first_stage / day, 0.1435, 0.05 * 0.1435);
  record("evaporated_20d_cm", evaporated[5]);
  record("end_of_first_stage_d", end_of_first_stage / day);
}

}  // namespace
}  // namespace sanggan
