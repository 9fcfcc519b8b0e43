// Rain that exceeds what the soil takes: ponding, run-off, and the water that stands.
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

struct Rain : TestRun {
  std::vector<double> infiltrated, ran_off;   ///< at the outputs (m)
  double first_runoff = 0, total_runoff = 0;  ///< (s), (m)

  Rain(Material const& soil, std::vector<double> z, double intensity, double deepest_pond,
       TimeControl const& time)
      : TestRun({edges(0, 1, 1), edges(0, 1, 1), std::move(z), "soil", {}, {}, {}},
                one_soil(soil, {on("top", Atmosphere{Series::constant(intensity),
                                                     Series::constant(0), -100, deepest_pond}),
                                on("bottom", FreeDrainage{})}),
                time) {}
  double standing() const { return simulation->state().ponded.back(); }
  void rain_on(double psi) {
    auto callbacks = at_outputs([&] { infiltrated.push_back(inflow(*this, 0)); });
    // At every step after its output.
    callbacks.step = [&](StepReport const& step) {
      double const rate = simulation->flow().equations().boundary().runoff().back();
      if (rate > 0 && total_runoff == 0) first_runoff = step.t - step.dt;
      total_runoff += rate * step.dt;
      if (ran_off.size() < infiltrated.size()) ran_off.push_back(total_runoff);
    };
    run_balanced(
        *this, [&](Vec3) { return psi; }, callbacks);
  }
};
TimeControl outputs_at(std::vector<double> times) {
  TimeControl time;
  time.end = times.back();
  time.first_step = 1;
  time.water_content_tolerance = 1e-3;
  time.outputs = std::move(times);
  return time;
}
Material const loam = material(VanGenuchten{0.078, 0.43, 3.6, 1.56}, 24.96 * cm / day);

// The numbers to compare with are converged to 3e-4 cm.
TEST(Ponding, RainOnLoamRunsOff) {
  double const rain = 3 * cm / hour;
  Rain run(loam, graded(1, 0.1 * cm, 1.05), rain, 0,
           outputs_at({0.25 * hour, 0.5 * hour, hour, 1.5 * hour, 2 * hour, 3 * hour}));
  run.rain_on(-500 * cm);
  double const converged[] = {0.7500, 1.3322, 2.1327, 2.7803, 3.3621, 4.4366};  // cm
  for (int k = 0; k < 6; ++k)
    EXPECT_NEAR(run.infiltrated[k] / cm, converged[k], 0.01 * converged[k]);
  EXPECT_NEAR(run.infiltrated[5] + run.ran_off[5], 3 * hour * rain, 1e-10);
  EXPECT_NEAR(run.first_runoff / hour, 0.2613, 0.02 * 0.2613);
  EXPECT_EQ(run.standing(), 0);
  record("infiltration_3h_cm", run.infiltrated[5] / cm);
  record("ponding_h", run.first_runoff / hour);
}

// Water that may stand 1 cm deep adds to what infiltrates; nothing is lost between the three.
TEST(Ponding, StandingWaterIsKept) {
  double const rain = 3 * cm / hour;
  Rain run(loam, graded(1, 0.1 * cm, 1.05), rain, 1 * cm, outputs_at({0.4 * hour, 3 * hour}));
  run.rain_on(-500 * cm);
  EXPECT_EQ(run.ran_off[0], 0);
  EXPECT_NEAR(run.standing(), 1 * cm, 1e-12);
  EXPECT_GT(run.infiltrated[1], 4.4366 * cm);
  EXPECT_NEAR(run.infiltrated[1] + run.ran_off[1] + run.standing(), 3 * hour * rain, 1e-10);
}

// A soil whose curves are nearly steps wets behind a sharp front: Green and Ampt's model under
// steady rain.  [GreenAmpt1911, MeinLarson1973]
TEST(Ponding, ASteplikeSoilFollowsGreenAndAmpt) {
  double const lambda = 5, suction = 11 * cm, eta = 2 + 3 * lambda;
  double const psi_b = -suction * (1 - 1 / eta);  // so that k_r integrates to the suction
  Rain run(material(BrooksCorey{0.1, 0.4, psi_b, lambda}, 1 * cm / hour), edges(-35 * cm, 0, 280),
           4 * cm / hour, 0, outputs_at({0.5 * hour, 1 * hour, 2 * hour, 4 * hour}));
  run.rain_on(-1);
  double const F[] = {1.8343521, 3.0199548, 4.8653897, 7.9116518};  // cm
  for (int k = 0; k < 4; ++k) EXPECT_NEAR(run.infiltrated[k] / cm, F[k], 0.01 * F[k]);
  EXPECT_NEAR(run.first_runoff / hour, 0.275, 0.02 * 0.275);
  record("infiltration_4h_cm", run.infiltrated[3] / cm);
}

}  // namespace
}  // namespace sanggan
