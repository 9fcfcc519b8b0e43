// Drawdown around a pumped well, at distances of several cells from it.
// [Theis1935, HantushJacob1955, HantushThomas1966]
#include <gtest/gtest.h>

#include <numbers>
#include <vector>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double Q = 0.004, S = 5e-4, b = 10, far = 3000, rest = 100;  // (m3/s), (-), (m)

/// Edges that grow from cells of 2 m around the origin.
std::vector<double> around_a_well(double largest_ratio) {
  std::vector<double> right{1};
  for (double h = 2; right.back() < far; h *= (right.back() > 30 ? largest_ratio : 1))
    right.push_back(right.back() + h);
  std::vector<double> all;
  for (auto x = right.rbegin(); x != right.rend(); ++x) all.push_back(-*x);
  all.insert(all.end(), right.begin(), right.end());
  return all;
}

struct Pumping : TestRun {
  Pumping(double T_x, double T_y, std::vector<double> outputs, double leakance = 0)
      : TestRun(plan(), aquifer(T_x, T_y, leakance), control(outputs)) {}
  static BoxSpec plan() {
    BoxSpec box = column(0, b, 1);
    box.x = box.y = around_a_well(1.15);
    return box;
  }
  static Site aquifer(double T_x, double T_y, double leakance) {
    Material sand = material(VanGenuchten{0.045, 0.30, 15, 3}, 1);
    sand.K = {T_x / b, T_y / b, T_x / b};
    sand.S_s = S / b;
    Well well;
    well.name = "well";
    well.screen_top = b;
    well.rate = Series::constant(Q);
    Site site = one_soil(sand, {held_head("west", rest), held_head("east", rest),
                                held_head("south", rest), held_head("north", rest)});
    if (leakance > 0)
      site.boundaries.push_back(on("top", GeneralHead{Series::constant(rest), leakance}));
    site.wells = {well};
    return site;
  }
  static TimeControl control(std::vector<double> outputs) {
    TimeControl time;
    time.end = outputs.back();
    time.first_step = 1;
    time.largest_growth = 1.1;
    time.outputs = std::move(outputs);
    return time;
  }
};

/// W(u, beta) = integral from u to infinity of exp(-y - beta^2/(4 y))/y dy, in the variable ln y.
double leaky_well_function(double u, double beta) {
  int const n = 4000;
  double const from = std::log(u), h = (std::log(50.0) - from) / n;
  double sum = 0;
  for (int k = 0; k <= n; ++k) {
    double const y = std::exp(from + k * h);
    double const weight = k == 0 || k == n ? 1 : (k % 2 ? 4 : 2);
    sum += weight * std::exp(-y - beta * beta / (4 * y));
  }
  return sum * h / 3;
}
double well_function(double u) { return -std::expint(-u); }
constexpr double per_W = Q / (4 * std::numbers::pi);  // drawdown times transmissivity (m3/s)

/// The drawdown is within 1 % of exact(place, t) at every cell from 5 to 50 cells of the well where
/// the cone has formed (u < 0.1).
template <class U, class E>
void expect_drawdown(Pumping& run, U const& u, E const& exact, double stretch = 1) {
  double worst = 0;
  long compared = 0;
  run_balanced(
      run, [](Vec3 x) { return rest - x.z; }, at_outputs([&] {
        double const t = run.simulation->state().t;
        for (Index c = 0; c < run.mesh.n_cells(); ++c) {
          Vec3 const x = run.mesh.centre()[c];
          // Distance where the cone is round, in which cells are 2 m times the stretch long.
          double const r = std::hypot(x.x / stretch, x.y * stretch);
          if (r < 10 * stretch || r > 100 || u(x, t) > 0.1) continue;
          double const drawdown = rest - x.z - run.simulation->state().psi[c];
          worst = std::max(worst, std::abs(drawdown / exact(x, t) - 1));
          ++compared;
        }
      }));
  EXPECT_GT(compared, 1000);
  EXPECT_LT(worst, 0.01);
  record("worst_relative_error", worst);
}

TEST(Wells, TheWellFunctionsGiveThePublishedNumbers) {
  EXPECT_NEAR(per_W / 1e-3 * well_function(1.446759e-4), 2.6304949, 1e-6);
  EXPECT_NEAR(per_W / 1e-3 * leaky_well_function(1.446759e-4, 10 / 200.0), 1.9817648, 1e-6);
  EXPECT_NEAR(per_W / 1e-3 * leaky_well_function(0.01446759, 100 / 200.0), 0.58769526, 1e-6);
}

TEST(Wells, ConfinedAquiferFollowsTheis) {
  double const T = 1e-3;
  Pumping run(T, T, {600, 3600, 86400});
  auto const u = [&](Vec3 x, double t) { return (x.x * x.x + x.y * x.y) * S / (4 * T * t); };
  expect_drawdown(run, u, [&](Vec3 x, double t) { return per_W / T * well_function(u(x, t)); });
}

TEST(Wells, AnisotropicAquifer) {
  double const T_x = 2e-3, T_y = 2e-4;
  Pumping run(T_x, T_y, {3600, 86400});
  auto const u = [&](Vec3 x, double t) {
    return S / (4 * t) * (x.x * x.x / T_x + x.y * x.y / T_y);
  };
  EXPECT_NEAR(per_W / std::sqrt(T_x * T_y) * well_function(u({50, 50, 0}, 86400)), 1.691046, 1e-6);
  expect_drawdown(
      run, u,
      [&](Vec3 x, double t) { return per_W / std::sqrt(T_x * T_y) * well_function(u(x, t)); },
      std::pow(T_x / T_y, 0.25));
}

TEST(Wells, LeakyAquiferFollowsHantushAndJacob) {
  double const T = 1e-3, B = 200;
  Pumping run(T, T, {600, 86400}, T / (B * B));
  auto const u = [&](Vec3 x, double t) { return (x.x * x.x + x.y * x.y) * S / (4 * T * t); };
  expect_drawdown(run, u, [&](Vec3 x, double t) {
    return per_W / T * leaky_well_function(u(x, t), std::hypot(x.x, x.y) / B);
  });
}

}  // namespace
}  // namespace sanggan
