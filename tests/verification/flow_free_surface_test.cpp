// Free water tables in a section: Dupuit's parabola where flow is nearly horizontal, and a dam
// whose downstream face seeps.
#include <gtest/gtest.h>

#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double foot = 0.3048;

/// Elevation of psi = 0 in the column of cells nearest to x (m).
double water_table(TestRun const& run, double x) {
  auto const centre = run.mesh.centre();
  auto const& psi = run.simulation->state().psi;
  double nearest = 1e300;
  for (Vec3 p : centre) nearest = std::min(nearest, std::abs(p.x - x));
  double level = 0, below = -1e300;
  for (Index c = 0; c < run.mesh.n_cells(); ++c)
    if (std::abs(centre[c].x - x) <= nearest + 1e-9 && psi[c] >= 0 && centre[c].z > below) {
      below = centre[c].z;
      level = centre[c].z + psi[c];
    }
  return level;
}
TimeControl steady() {
  TimeControl time;
  time.end = day;
  time.steady_start = true;
  return time;
}
BoxSpec section(double length, double height, int nx, int nz) {
  return {edges(0, length, nx), edges(0, 1, 1), edges(0, height, nz), "soil", {}, {}, {}};
}

// h = h_0 sqrt(1 + (x/L)(2 - x/L)) with the recharge and the conductivity chosen here. [Aleman2007]
TEST(FreeSurface, RechargeMoundFollowsDupuit) {
  double const L = 1640 * foot, h_0 = 164 * foot, K = 3.28 * foot / day;
  double const m = 0.314, theta_s = 0.4;
  Material gravel = material(VanGenuchten{0.052 * theta_s, theta_s, 14.3, 1 / (1 - m)}, K);
  gravel.K.zz = 10 * K;  // hardly any vertical gradient
  TestRun run(section(L, 270 * foot, 41, 54),
              one_soil(gravel, {held_head("west", h_0),
                                on("top", Recharge{Series::constant(0.0328 * foot / day)})}),
              steady());
  run_balanced(run, [&](Vec3 x) { return h_0 - x.z; });
  for (double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
    double const exact = h_0 * std::sqrt(1 + share * (2 - share));
    EXPECT_NEAR(water_table(run, share * L), exact, 0.01 * exact) << share;
  }
}

/// Baiocchi's variable of a rectangular dam, found by projected relaxation on n x n cells: it is 0
/// above the free surface and solves w_xx + w_zz = 1 below it.  [Baiocchi1972]
struct Dam {
  double L, H, h;  ///< width, water upstream and downstream (m)

  /// Elevation of the free surface at the shares k/n of the width (m).
  std::vector<double> free_surface(int n) const {
    std::vector<double> w((n + 1) * (n + 1), 0.0);
    auto const at = [&](int i, int k) -> double& { return w[i + (n + 1) * k]; };
    double const dx = L / n, dz = H / n, a = 1 / (dx * dx), b = 1 / (dz * dz);
    for (int k = 0; k <= n; ++k) {
      double const z = k * dz, down = std::max(h - z, 0.0);
      at(0, k) = 0.5 * (H - z) * (H - z);
      at(n, k) = 0.5 * down * down;
      at(k, 0) = 0.5 * (H * H + (h * h - H * H) * k / n);
    }
    for (int sweep = 0; sweep < 20 * n; ++sweep)
      for (int k = 1; k < n; ++k)
        for (int i = 1; i < n; ++i) {
          double const balanced =
              (a * (at(i - 1, k) + at(i + 1, k)) + b * (at(i, k - 1) + at(i, k + 1)) - 1) /
              (2 * (a + b));
          at(i, k) = std::max(0.0, at(i, k) + 1.9 * (balanced - at(i, k)));
        }
    std::vector<double> level(n + 1, H);
    for (int i = 1; i < n; ++i) {
      int k = 0;
      while (k < n && at(i, k + 1) > 0) ++k;
      level[i] = (k + 0.5) * dz;  // between the last wet node and the first dry one
    }
    return level;
  }
};

TEST(FreeSurface, TheObstacleProblemGivesThePublishedSurface) {
  auto const level = Dam{10, 10, 2}.free_surface(80);
  EXPECT_NEAR(level[20], 9.195, 10.0 / 80);
  EXPECT_NEAR(level[40], 8.02, 10.0 / 80);
}

// The discharge is K H^2/(2 L) exactly, with a seeping face of whatever height. [Polubarinova1962]
TEST(FreeSurface, DamWithASeepageFace) {
  double const K = 1e-4;
  Dam const dam{10, 10, 0};
  int const n = 40;
  Material const steep = material(VanGenuchten{0.05, 0.4, 20, 3}, K);
  TestRun run(section(dam.L, dam.H, n, n),
              one_soil(steep, {held_head("west", dam.H), on("east", SeepageFace{})}), steady());
  run_balanced(run, [&](Vec3 x) { return dam.H * (1 - 0.5 * x.x / dam.L) - x.z; });
  double const discharge = outflow(run, 1) / day, exact = K * dam.H * dam.H / (2 * dam.L);
  record("discharge_over_exact", discharge / exact);
  EXPECT_NEAR(discharge, exact, 0.02 * exact);
  EXPECT_EQ(inflow(run, 1), 0);
  auto const level = dam.free_surface(80);
  for (int k : {20, 40, 60})
    EXPECT_NEAR(water_table(run, dam.L * k / 80), level[k], dam.H / n + 0.02 * dam.H) << k;
}

}  // namespace
}  // namespace sanggan
