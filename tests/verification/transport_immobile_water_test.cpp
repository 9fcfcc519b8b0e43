#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Two boxes that exchange a solute: mobile and immobile water of one cell, nothing flows.
// With capacities a and b and the exchange k the difference falls as exp(-k (1/a + 1/b) t).
// [vanGenuchten1976]
struct Boxes {
  double theta = 0.4, theta_im = 0.15, k = 2e-7, rho_b = 1600, K_d = 1e-4, share = 0.3;
  double a() const { return theta - theta_im + rho_b * (1 - share) * K_d; }
  double b() const { return theta_im + rho_b * share * K_d; }
  double end() const { return 1.5 / (k * (1 / a() + 1 / b())); }
};

// The mobile water starts at 1, the immobile at 0.
double error(int steps) {
  Boxes const p;
  BoxSpec const box{edges(0, 1, 2), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
  Site site;
  Material soil = saturated(p.theta);
  soil.rho_b = p.rho_b;
  soil.sorption[0] = Sorption{LinearIsotherm{p.K_d}};
  soil.immobile = ImmobileDomain{p.theta_im, p.k, p.share};
  site.materials = {soil};
  site.material_of_zone = {{"soil", 0}};
  site.species = {tracer("A")};
  TimeControl time;
  time.end = p.end();
  time.first_step = time.largest_step = p.end() / steps;
  time.steady_flow = true;
  TestRun run{box, site, time};
  EXPECT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 10 - x.z; })));
  State state = run.simulation->state();
  std::fill(state.C[0].begin(), state.C[0].end(), 1.0);
  run.simulation->start_from(std::move(state));
  EXPECT_EQ(run.simulation->run({}), RunEnd::done);
  expect_balance(run);
  auto const& found = run.simulation->state();
  double const mean = p.a() / (p.a() + p.b()), left = std::exp(-1.5);
  EXPECT_NEAR(p.a() * found.C[0][0] + p.b() * found.C_immobile[0][0], p.a(), 1e-9);
  return std::max(std::abs(found.C[0][0] - (mean + (1 - mean) * left)),
                  std::abs(found.C_immobile[0][0] - mean * (1 - left)));
}

TEST(ImmobileWater, ExchangesLikeTwoBoxes) {
  double const coarse = error(50), fine = error(100);
  std::printf("two boxes: error %.2e %.2e, order in time %.2f\n", coarse, fine,
              order(coarse, fine));
  EXPECT_LT(fine, 0.005);
  EXPECT_GT(order(coarse, fine), 0.95);
}

// A step through a column with immobile water arrives, in the mean, when the water of both kinds
// has been replaced.
TEST(ImmobileWater, DelaysTheMeanByItsCapacity) {
  constexpr double q = 0.01 / day, L = 1;
  Boxes const p;
  SteadyColumn column;
  column.length = L;
  column.q = q;
  column.soil = saturated(p.theta);
  column.soil.dispersivity = {0.05, 0, 0};
  column.soil.rho_b = p.rho_b;
  column.soil.sorption[0] = Sorption{LinearIsotherm{p.K_d}};
  column.soil.immobile = ImmobileDomain{p.theta_im, p.k, p.share};
  column.species = {tracer("A")};
  column.C_inflow = {Series::constant(1)};
  column.end = 800 * day;
  column.dt = 0.5 * day;
  TestRun run = column.build();
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return 10.0; })));
  double mean = 0;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    mean += step.dt - run.simulation->balance().accounts()[1].step[1] / q;
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done);
  double const exact = (p.a() + p.b()) * L / q;
  std::printf("mean residence %.4f d (exact %.4f)\n", mean / day, exact / day);
  EXPECT_NEAR(mean, exact, 0.001 * exact);
  expect_balance(run);
}

}  // namespace
}  // namespace sanggan
