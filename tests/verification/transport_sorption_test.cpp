#include <map>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// MT3DMS problem 2: a pulse of 160 s enters a column, c(8 cm) against time.  [Zheng1999]
constexpr double theta = 0.37, rho_b = 1587, K_d = 0.933e-3;

SteadyColumn pulse_column(Sorption const& sorption, double C_0, int cells, double dt) {
  SteadyColumn column;
  column.length = 16 * cm;
  column.cells = cells;
  column.q = 0.037 * cm;
  column.soil = saturated(theta);
  column.soil.dispersivity = {1 * cm, 0, 0};  // D = 0.1 cm2/s at v = 0.1 cm/s
  column.soil.rho_b = rho_b;
  column.soil.sorption[0] = sorption;
  column.species = {tracer("A")};
  column.C_inflow = {pulse(C_0, 160)};
  column.dt = dt;
  return column;
}
using Curve = std::map<double, double>;  // time (s) -> C / C_0

Curve at_8_cm(SteadyColumn column, double C_0, double end) {
  column.end = end;
  TestRun run = column.build();
  EXPECT_TRUE(run.simulation->start(run.psi([](Vec3) { return 10.0; })));
  Curve curve;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    curve[std::round(10 * step.t) / 10] = on_line(run, 0, 8 * cm) / C_0;
    EXPECT_GE(range(run).first, -1e-14 * C_0);
  };
  EXPECT_EQ(run.simulation->run(look), RunEnd::done);
  expect_balance(run);
  return curve;
}

// dS/dt = beta (C - S/K_d)/rho_b; inverted numerically from the solution in Laplace space.
// The engine's rate is omega = beta / (rho_b K_d).
Curve kinetic(double beta) {
  return at_8_cm(pulse_column(Sorption{LinearIsotherm{K_d}, 0, beta / (rho_b * K_d)}, 1, 100, 2), 1,
                 1000);
}
void expect_curve(Curve const& found, Curve const& exact, double tolerance) {
  double worst = 0;
  for (auto const& [t, C] : exact) {
    EXPECT_NEAR(found.at(t), C, tolerance) << t << " s";
    worst = std::max(worst, std::abs(found.at(t) - C));
  }
  std::printf("largest difference %.5f\n", worst);
}

TEST(KineticSorption, SlowSites) {
  expect_curve(
      kinetic(0.002),
      {{100, .48014}, {200, .60446}, {300, .09743}, {400, .04952}, {600, .03919}, {1000, .02629}},
      0.01);
}
TEST(KineticSorption, ModerateSites) {
  expect_curve(
      kinetic(0.01),
      {{100, .17617}, {200, .29349}, {300, .20954}, {400, .18403}, {600, .12972}, {1000, .05185}},
      0.01);
}
// A rate of 20/s is stiff at steps of 2 s; it must come out as equilibrium with R = 5.0018.
TEST(KineticSorption, StiffSitesNeedNoShortSteps) {
  Curve const found = kinetic(20);
  expect_curve(
      found,
      {{100, .00084}, {200, .06589}, {300, .25375}, {400, .35673}, {600, .22809}, {1000, .03346}},
      0.01);
  Curve const equilibrium =
      at_8_cm(pulse_column(Sorption{LinearIsotherm{K_d}}, 1, 100, 2), 1, 1000);
  for (double t : {300.0, 400.0, 600.0}) EXPECT_NEAR(found.at(t), equilibrium.at(t), 0.01);
}

// Two-site column distributed with HYDRUS-1D: resident c at 6 and 16 cm, inflow 20 for 6.494 d.
TEST(TwoSiteSorption, ColumnOfHydrus) {
  SteadyColumn column;
  column.length = 60 * cm;  // 30 cm long in the laboratory; the outlet must not matter
  column.cells = 200;
  column.q = 17.12 * cm / day;
  column.soil = saturated(0.445);
  column.soil.dispersivity = {49.0 * 0.445 / 17.12 * cm, 0, 0};
  column.soil.rho_b = 1222;
  column.soil.sorption[0] = Sorption{LinearIsotherm{1.14e-3}, 0.47, 0.32 / day};
  column.species = {tracer("A")};
  column.C_inflow = {pulse(20, 6.494 * day)};
  column.end = 20 * day;
  column.dt = 0.01 * day;
  struct Row {
    double at_6, at_16;
  };
  std::map<double, Row> const exact{{2, {18.73248, 16.136691}},  {4, {19.310737, 18.046973}},
                                    {6, {19.620048, 18.880817}}, {8, {1.3529082, 5.3281365}},
                                    {10, {.68313, 1.8765}},      {14, {.20759, .61612}},
                                    {20, {.034733, .11504}}};
  for (auto const& [t, C] : exact) column.outputs.push_back(t * day);
  TestRun run = column.build();
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return 10.0; })));
  std::size_t compared = 0;
  double worst = 0;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    for (auto const& [t, C] : exact) {
      if (step.t != t * day) continue;
      ++compared;
      double const at_6 = on_line(run, 0, 6 * cm), at_16 = on_line(run, 0, 16 * cm);
      worst = std::max({worst, std::abs(at_6 - C.at_6), std::abs(at_16 - C.at_16)});
      // 1 % of the inflow; the long tail relative to itself.
      EXPECT_NEAR(at_6, C.at_6, t < 20 ? 0.2 : 0.03 * C.at_6);
      EXPECT_NEAR(at_16, C.at_16, t < 20 ? 0.2 : 0.03 * C.at_16);
    }
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done);
  EXPECT_EQ(compared, exact.size());
  expect_balance(run);
  std::printf("two sites: largest difference %.4f of 20\n", worst);
}

// Contents in g and m3: 0.05 g/m3 flows in; references extrapolated from 400 and 800 cells.
constexpr double C_0 = 0.05;
Curve::value_type peak(Curve const& curve) {
  return *std::max_element(curve.begin(), curve.end(),
                           [](auto const& a, auto const& b) { return a.second < b.second; });
}
TEST(NonlinearSorption, Freundlich) {
  // s = 0.3 c^0.7 (mg/kg, c in mg/L)
  auto column = pulse_column(Sorption{FreundlichIsotherm{0.3e-3, 1, 0.7}}, C_0, 200, 1);
  column.length = 32 * cm;
  column.cells = 400;
  Curve const curve = at_8_cm(column, C_0, 1500);
  expect_curve(curve,
               {{300, .28294},
                {400, .34020},
                {500, .26298},
                {600, .18429},
                {800, .08910},
                {1000, .04633},
                {1500, .01261}},
               0.01);
  EXPECT_NEAR(peak(curve).second, .3482, 0.02 * .3482);
  EXPECT_LT(std::abs(curve.at(150)), 1e-4);  // self-sharpening: nothing runs ahead
}
TEST(NonlinearSorption, Langmuir) {
  // s = 100 S c/(1 + 100 c), S = 0.003 mg/kg
  auto column = pulse_column(Sorption{LangmuirIsotherm{0.003e-3, 100}}, C_0, 200, 1);
  column.length = 32 * cm;
  column.cells = 400;
  Curve const curve = at_8_cm(column, C_0, 800);
  expect_curve(curve, {{300, .21756}, {400, .05564}, {500, .01669}, {600, .00512}, {800, 4.7e-4}},
               0.01);
  EXPECT_NEAR(peak(curve).second, .9344, 0.02 * .9344);
}

}  // namespace
}  // namespace sanggan
