// Steps in time: their order, the error that their control asks for, and what happens at records.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/transient_problems.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test::transient;
using test::TestRun;

TEST(TimeStep, IsOfSecondOrderWhereTheStateIsSmooth) {
  Problem const problem = redistribution();
  auto const equal_steps = [&](int n) {
    TimeControl time;
    time.end = problem.end;
    time.first_step = time.largest_step = problem.end / n;
    time.water_content_tolerance = 1;
    auto run = solved(problem, time);
    EXPECT_LT(run->simulation->balance().accounts()[0].relative_error(), 1e-12);
    return run;
  };
  auto const reference = equal_steps(1536);
  double error[3];
  for (int k : {0, 1, 2}) error[k] = difference(*equal_steps(48 << k), *reference);
  EXPECT_NEAR(std::log2(error[0] / error[1]), 2, 0.15);
  EXPECT_NEAR(std::log2(error[1] / error[2]), 2, 0.1);
}

// Within a factor of 3, over decades.
TEST(TimeStep, TheErrorAskedForIsTheErrorGot) {
  for (Problem const& problem : {wetting(), redistribution(), front()}) {
    auto const reference = solved(problem, controlled(problem, 3e-7));
    for (double const tolerance : {1e-3, 1e-4, 1e-5}) {
      auto const run = solved(problem, controlled(problem, tolerance));
      double const ratio = difference(*run, *reference) / tolerance;
      EXPECT_GT(ratio, 1.0 / 3) << problem.name << " " << tolerance;
      EXPECT_LT(ratio, 3) << problem.name << " " << tolerance;
      EXPECT_LT(run->simulation->balance().accounts()[0].relative_error(), 1e-12);
    }
  }
}

// A pond fills, runs over and soaks away: the steps in which it dries up are of first order, and
// no water is lost in any of them.
TEST(TimeStep, APondThatDriesUpLosesNoWater) {
  constexpr double intensity = 3 * cm / hour, deepest = 0.5 * cm;
  Problem problem = front();
  Series const rain{{0, 1 * hour}, {intensity, 0}, Series::Kind::step, 0};
  problem.site = one_soil(VanGenuchten{0.078, 0.43, 3.6, 1.56}, 24.96 * cm / day,
                          {on("top", Atmosphere{rain, Series::constant(0), -100, deepest})});
  TimeControl time = controlled(problem, 1e-3);
  time.end = 3 * hour;
  TestRun run(problem.box, problem.site, time);
  double ran_off = 0, standing = 0, fullest = 0;
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    Simulation const& simulation = *run.simulation;
    ran_off += step.dt * simulation.flow().equations().boundary().runoff().back();
    standing = simulation.state().ponded.back();
    fullest = std::max(fullest, standing);
    EXPECT_GE(standing, 0);
    double const fallen = intensity * std::min(step.t, hour);
    EXPECT_NEAR(simulation.balance().accounts()[0].in[0] + ran_off + standing, fallen, 1e-12);
  };
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -5.0; })));
  ASSERT_EQ(run.simulation->run(callbacks), RunEnd::done) << run.simulation->failure().reason;
  EXPECT_NEAR(fullest, deepest, 1e-12) << "it ran over";
  EXPECT_GT(ran_off, 0);
  EXPECT_EQ(standing, 0);
}

TEST(TimeStep, AHeldHeadChangesAtItsRecordNotBefore) {
  double const change = 1000;
  Series const head{{0, change}, {-1, -0.2}, Series::Kind::step, 0};
  Site const site =
      one_soil(VanGenuchten{0.08, 0.43, 4, 1.6}, 1e-5, {on("bottom", FixedHead{head})});
  TimeControl time;
  time.end = 2 * change;
  TestRun run(column(0, 1, 10), site, time);
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    double const lowest = run.simulation->state().psi[0] + 0.05;
    if (step.t <= change)
      EXPECT_NEAR(lowest, -1, 1e-7) << step.t;
    else
      EXPECT_GT(lowest, -0.999) << step.t;
  };
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return -1 - x.z; })));
  ASSERT_EQ(run.simulation->run(callbacks), RunEnd::done);
}

}  // namespace
}  // namespace sanggan
