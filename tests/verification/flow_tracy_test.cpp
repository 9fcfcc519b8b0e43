// Infiltration into a dry square of Gardner's soil from above: the exact two-dimensional solution.
// [Tracy2006]
#include <gtest/gtest.h>

#include <string>

#include "flow_problem.hpp"
#include "tests/support/tracy.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double L = 15.24, alpha = 0.328, K_s = 1e-5, theta_s = 0.45, theta_r = 0.15;
constexpr double psi_dry = -15.24;

double exact(Vec3 p, double t) { return TracySquare{}.psi(p, t); }

/// The top is cut into one patch per column of cells, each held at the exact head of its middle.
struct Infiltration : TestRun {
  Infiltration(int n, TimeControl const& time) : TestRun(mesh_of(n), site_of(n), time) {
    run_balanced(*this, [](Vec3) { return psi_dry; });
  }
  static BoxSpec mesh_of(int n) {
    BoxSpec box{edges(0, L, n), edges(0, 1, 1), edges(0, L, n), "soil", {}, {}, {}};
    for (int i = 0; i < n; ++i) {
      double const west = i * L / n, east = (i + 1) * L / n;
      box.surface.push_back({std::to_string(i), {{{west, -1}, {east, -1}, {east, 2}, {west, 2}}}});
    }
    return box;
  }
  static Site site_of(int n) {
    Site site = one_soil(material(Gardner{theta_r, theta_s, alpha}, K_s),
                         {held_pressure("bottom", psi_dry)});
    for (int i = 0; i < n; ++i)
      site.boundaries.push_back(
          held_pressure(std::to_string(i), exact({(i + 0.5) * L / n, 0, L}, -1)));
    return site;
  }
  /// Below `top` (m); at the corners of the surface the exact head falls like a logarithm.
  ErrorNorms error(double t, double top = L) const {
    return error_norms(
        *this, [&](Index c) { return simulation->state().psi[c]; },
        [t](Vec3 x) { return exact(x, t); }, [top](Vec3 x) { return x.z < top; });
  }
};

TEST(Tracy2006, TheSeriesGivesThePublishedNumbers) {
  EXPECT_NEAR(exact({L / 2, 0, L / 2}, 1e5), -5.2341497, 1e-6);
  EXPECT_NEAR(exact({L / 2, 0, L / 2}, 1e6), -1.9705285, 1e-6);
  EXPECT_NEAR(exact({L / 2, 0, 0.9 * L}, 5e4), -1.0964113, 1e-6);
  EXPECT_NEAR(exact({L / 2, 0, 0.25 * L}, -1), -2.9254835, 1e-6);
}

TEST(Tracy2006, SteadyStateIsOfSecondOrder) {
  TimeControl time;
  time.end = 1;
  time.steady_start = true;
  ErrorNorms whole[3], inner[3];
  for (int k : {0, 1, 2}) {
    Infiltration const run(16 << k, time);
    whole[k] = run.error(-1);
    inner[k] = run.error(-1, 0.75 * L);
    record("L1_of_" + std::to_string(16 << k), whole[k].L1);
    record("inner_largest_of_" + std::to_string(16 << k), inner[k].largest);
  }
  EXPECT_GT(observed_order(whole[1].L1, whole[2].L1), 1.9);
  EXPECT_GT(observed_order(inner[0].L2, inner[1].L2), 1.9);
  EXPECT_GT(observed_order(inner[1].L2, inner[2].L2), 1.9);
  EXPECT_GT(observed_order(inner[1].largest, inner[2].largest), 1.9);
}

// Steps as the square of the cells, so that both errors fall alike.
TEST(Tracy2006, TransientIsOfSecondOrder) {
  ErrorNorms error[3];
  for (int k : {0, 1, 2}) {
    int const finer = 1 << k;
    error[k] = Infiltration(12 * finer, equal_steps(1e5, 1e4 / (finer * finer))).error(1e5);
    record("L1_of_" + std::to_string(12 * finer), error[k].L1);
  }
  EXPECT_GT(observed_order(error[1].L1, error[2].L1), 1.85);
  EXPECT_GT(observed_order(error[1].L2, error[2].L2), 1.8);
}

}  // namespace
}  // namespace sanggan
