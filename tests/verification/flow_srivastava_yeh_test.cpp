// Wetting of a Gardner soil above a water table when the infiltration rises: the exact transient
// solution of Richards' equation.  [SrivastavaYeh1991]
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"
#include "tests/support/srivastava_yeh.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double alpha = 10, K_s = 1 * cm / hour, theta_s = 0.40, theta_r = 0.06, depth = 1;
constexpr double q_after = 0.9 * cm / hour;

double exact(double z, double t) { return srivastava_yeh(z, t, alpha); }

struct Wetting : TestRun {
  Wetting(int cells, double end, double dt)
      : TestRun(
            column(0, depth, cells),
            one_soil(material(Gardner{theta_r, theta_s, alpha}, K_s),
                     {on("top", FixedFlux{Series::constant(q_after)}), held_pressure("bottom", 0)}),
            equal_steps(end, dt)) {
    run_balanced(*this, [](Vec3 x) { return exact(x.z, 0); });
  }
  ErrorNorms error() const {
    double const t = simulation->state().t;
    return psi_error(*this, [t](Vec3 x) { return exact(x.z, t); });
  }
};

TEST(SrivastavaYeh1991, TheSeriesGivesThePublishedNumbers) {
  EXPECT_NEAR(exact(1.0, 1 * hour), -7.2595 * cm, 1e-4 * cm);
  EXPECT_NEAR(exact(0.8, 2 * hour), -19.2830 * cm, 1e-4 * cm);
  EXPECT_NEAR(exact(0.6, 5 * hour), -19.5440 * cm, 1e-4 * cm);
  EXPECT_NEAR(exact(0.2, 20 * hour), -8.7048 * cm, 1e-4 * cm);
}

// With steps as the square of the cells both errors fall alike: second order in space.
TEST(SrivastavaYeh1991, SecondOrderInSpace) {
  for (double end : {1 * hour, 10 * hour}) {
    ErrorNorms error[3];
    for (int k : {0, 1, 2}) {
      int const finer = 1 << k;
      error[k] = Wetting(40 * finer, end, 0.2 * hour / (finer * finer)).error();
    }
    EXPECT_GT(observed_order(error[0].L2, error[1].L2), 1.8);
    EXPECT_GT(observed_order(error[1].L2, error[2].L2), 1.9);
    EXPECT_GT(observed_order(error[1].largest, error[2].largest), 1.85);
    EXPECT_LT(error[2].largest, 0.05 * cm) << "0.6-cm cells";
    record("L2_cm_" + std::to_string(std::lround(end / hour)) + "h", error[2].L2 / cm);
  }
}

// On one mesh, against steps so short that the error of the mesh alone is left.
TEST(SrivastavaYeh1991, SecondOrderInTime) {
  Wetting const reference(160, 10 * hour, 0.0125 * hour);
  auto const& psi = reference.simulation->state().psi;
  ErrorNorms error[3];
  for (int k : {0, 1, 2}) {
    Wetting const run(160, 10 * hour, 0.4 * hour / (1 << k));
    error[k] = error_norms(
        run, [&](Index c) { return run.simulation->state().psi[c] - psi[c]; },
        [](Vec3) { return 0.0; }, [](Vec3) { return true; });
  }
  EXPECT_NEAR(observed_order(error[0].L2, error[1].L2), 2, 0.15);
  EXPECT_NEAR(observed_order(error[1].L2, error[2].L2), 2, 0.1);
}

}  // namespace
}  // namespace sanggan
