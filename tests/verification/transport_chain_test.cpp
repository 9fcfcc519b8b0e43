#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

constexpr double hour = 3600;

// Nitrification, three members of which the first is retarded; resident concentrations at 200 h.
// [Cho1971, vanGenuchten1985]
TEST(DecayChain, OfThreeMembersWithUnequalRetardation) {
  constexpr double theta = 0.4;
  SteadyColumn column;
  column.length = 2.5;  // half line: nothing reaches the outlet
  column.cells = 500;
  column.q = theta * 1 * cm / hour;
  column.soil = saturated(theta, 3);
  column.soil.dispersivity = {0.18 * cm, 0, 0};
  column.soil.rho_b = 1000;
  column.soil.sorption[0] = Sorption{LinearIsotherm{theta / 1000}};  // R = 2
  column.species = {tracer("NH4"), tracer("NO2"), tracer("NO3")};
  column.species[0].lambda = 0.005 / hour;
  column.species[0].daughter = 1;
  column.species[1].lambda = 0.1 / hour;
  column.species[1].daughter = 2;
  column.C_inflow = {Series::constant(1), {}, {}};
  column.end = 200 * hour;
  column.dt = 0.25 * hour;
  TestRun run = column.build();
  complete(run);
  struct Row {
    double x, c1, c2, c3;
  };
  double worst = 0, front = 0;
  for (Row const& row : {Row{20, .81756, .075541, .106904}, Row{60, .54842, .060635, .390948},
                         Row{80, .44901, .049861, .500966}, Row{100, .19272, .031220, .582602},
                         Row{120, 1.59e-4, .001831, .547047}, Row{160, 0, 1.16e-6, .326524},
                         Row{180, 0, 0, .177406}}) {
    double const errors[3] = {std::abs(on_line(run, 0, row.x * cm) - row.c1),
                              std::abs(on_line(run, 1, row.x * cm) - row.c2),
                              std::abs(on_line(run, 2, row.x * cm) - row.c3)};
    double& most = row.x == 100 ? front : worst;
    most = std::max({most, errors[0], errors[1], errors[2]});
  }
  std::printf("chain: largest error %.5f, at the front of the parent %.5f\n", worst, front);
  EXPECT_LT(worst, 0.005);
  EXPECT_LT(front, 0.03);
  for (std::size_t s = 0; s < 3; ++s) EXPECT_GE(range(run, s).first, -1e-12);
}

// In a closed box the members follow Bateman's equations; the error is of first order in the step.
// [Bateman1910]
double bateman_error(double dt) {
  BoxSpec const box{edges(0, 1, 2), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
  Site site;
  site.materials = {saturated(0.4, 3)};
  site.material_of_zone = {{"soil", 0}};
  site.species = {tracer("A", 1), tracer("B"), tracer("C")};
  double const k_1 = 0.5 / day, k_2 = 0.2 / day, t = 4 * day;
  site.species[0].lambda = k_1;
  site.species[0].daughter = 1;
  site.species[1].lambda = k_2;
  site.species[1].daughter = 2;
  site.species[1].yield = 0.5;
  TimeControl time;
  time.end = t;
  time.first_step = time.largest_step = dt;
  time.steady_flow = true;
  TestRun run{box, site, time};
  complete(run);
  auto const& C = run.simulation->state().C;
  double const A = std::exp(-k_1 * t);
  double const B = k_1 / (k_2 - k_1) * (std::exp(-k_1 * t) - std::exp(-k_2 * t));
  EXPECT_NEAR(C[0][0] + C[1][0] + C[2][0] / 0.5, 1, 1e-9);
  return std::max(
      {std::abs(C[0][0] - A), std::abs(C[1][0] - B), std::abs(C[2][0] - 0.5 * (1 - A - B))});
}

TEST(DecayChain, InAClosedBoxFollowsBateman) {
  double const coarse = bateman_error(0.1 * day), fine = bateman_error(0.05 * day);
  std::printf("Bateman: error %.2e %.2e, order in time %.2f\n", coarse, fine, order(coarse, fine));
  EXPECT_LT(fine, 0.01);
  EXPECT_GT(order(coarse, fine), 0.95);
}

}  // namespace
}  // namespace sanggan
