// Steady saturated flow across and along a jump of conductivity by a factor of 100: resistances in
// series and conductances in parallel, exact on any mesh that has a face at the jump.
#include <gtest/gtest.h>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double K_1 = 1e-4, K_2 = 1e-6, b_1 = 0.4, b_2 = 0.6;  // (m/s), (m)

/// Unit square with material 1 at x < b_1, head 3 m at `from` and 2 m at `to`.
Site two_sands(std::string const& from, std::string const& to) {
  Site site;
  VanGenuchten const sand{0.045, 0.43, 15, 3};
  site.materials = {material(sand, K_1), material(sand, K_2)};
  site.material_of_zone = {{"one", 0}, {"two", 1}};
  site.boundaries = {held_head(from, 3), held_head(to, 2)};
  return site;
}
BoxSpec square() {
  BoxSpec box;
  box.x = {0, 0.1, 0.3, 0.4, 0.7, 0.9, 1};
  box.y = edges(0, 1, 4);
  box.z = edges(0, 1, 2);
  box.default_zone = "two";
  box.zones = {{"one", {}, -1e300, 1e300, [](Vec3 p) { return p.x < b_1; }}};
  return box;
}
TimeControl steady() {
  TimeControl time;
  time.end = day;
  time.steady_start = true;
  return time;
}
double inflow_rate(TestRun const& run) {
  return run.simulation->balance().accounts()[0].in[0] / day;
}

TEST(TwoConductivities, InSeriesTheResistancesAdd) {
  TestRun run(square(), two_sands("west", "east"), steady());
  run_balanced(run, [](Vec3 p) { return 2.5 - p.z; });
  double const q = 1 / (b_1 / K_1 + b_2 / K_2);
  EXPECT_NEAR(inflow_rate(run), q, 1e-9 * q);
  auto const head = [&](Vec3 p) { return p.x < b_1 ? 3 - q * p.x / K_1 : 2 + q * (1 - p.x) / K_2; };
  EXPECT_LT(psi_error(run, [&](Vec3 p) { return head(p) - p.z; }).largest, 1e-9);
}

TEST(TwoConductivities, InParallelTheConductancesAdd) {
  TestRun run(square(), two_sands("south", "north"), steady());
  run_balanced(run, [](Vec3 p) { return 2.5 - p.z; });
  double const q = b_1 * K_1 + b_2 * K_2;
  EXPECT_NEAR(inflow_rate(run), q, 1e-9 * q);
  EXPECT_LT(psi_error(run, [](Vec3 p) { return 3 - p.y - p.z; }).largest, 1e-9);
}

}  // namespace
}  // namespace sanggan
