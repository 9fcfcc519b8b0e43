#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// A column of waste of 1 m on 0.5 m of sand, leached by a steady recharge.
struct Heap {
  double recharge = 0.5 / year;
  std::vector<WasteRelease> releases;
  double end = 0, step = 5 * day;

  static constexpr double rho_b = 1500, height = 1;
  TestRun build() const {
    BoxSpec const box{edges(0, 1, 1),
                      edges(0, 1, 1),
                      edges(-0.5, 1, 30),
                      "sand",
                      {{"waste", {}, 0, 1, {}}},
                      {},
                      {}};
    Site site;
    Material sand = material(VanGenuchten{0.05, 0.40, 8, 2, 0.5, 0}, 1e-5, 1), waste = sand;
    waste.rho_b = rho_b;
    site.materials = {sand, waste};
    site.material_of_zone = {{"sand", 0}, {"waste", 1}};
    site.species = {tracer("sulfate")};
    site.boundaries = {{"rain", "top", Recharge{Series::constant(recharge)}, {}, {}, {}},
                       {"base", "bottom", FreeDrainage{}, {}, {}, {}}};
    site.releases = releases;
    TimeControl time;
    time.end = end;
    time.first_step = time.largest_step = step;
    time.steady_flow = true;
    return {box, site, time};
  }
  double years_to(double L_S) const { return L_S * rho_b * height / (recharge * year); }
};
double released(TestRun const& run) {
  auto const& account = run.simulation->balance().accounts()[1];
  return account.released() / (Heap::rho_b * Heap::height);
}

// What a percolation test gave at a liquid-to-solid ratio, the heap gives when its recharge has
// reached the same ratio, whatever the time that takes.
TEST(WasteRelease, FollowsThePercolationTestByLiquidToSolidRatio) {
  ColumnTestRelease const table{{0.1e-3, 0.2e-3, 0.5e-3, 1e-3, 2e-3, 5e-3, 10e-3},
                                {0.020, 0.034, 0.058, 0.073, 0.084, 0.093, 0.096}};
  for (double L_S : {0.15e-3, 0.5e-3, 2e-3}) {
    Heap heap;
    heap.releases = {{"waste", 0, table, -1, 0}};
    heap.end = heap.years_to(L_S) * year;
    TestRun run = heap.build();
    complete(run, [](Vec3) { return -0.5; });
    std::printf("L/S %.2f L/kg after %.1f a: released %.6f mol/kg (test %.6f)\n", 1000 * L_S,
                heap.end / year, released(run), table.cumulative(L_S));
    EXPECT_NEAR(released(run), table.cumulative(L_S), 1e-6 * table.cumulative(L_S));
  }
}
TEST(WasteRelease, TwiceTheRechargeTakesHalfTheTime) {
  ColumnTestRelease const table{{0.2e-3, 1e-3}, {0.03, 0.05}};
  Heap slow, fast;
  slow.releases = fast.releases = {{"waste", 0, table, -1, 0}};
  fast.recharge = 2 * slow.recharge;
  slow.end = slow.years_to(0.6e-3) * year;
  fast.end = 0.5 * slow.end;
  TestRun one = slow.build(), two = fast.build();
  complete(one, [](Vec3) { return -0.5; });
  complete(two, [](Vec3) { return -0.5; });
  EXPECT_NEAR(released(one), 0.04, 1e-7);
  EXPECT_NEAR(released(two), 0.04, 1e-7);
}

// A first-order stock empties exactly, whatever the step; what is gone is in the water or has left.
TEST(WasteRelease, FirstOrderStockEmptiesExactly) {
  for (double step : {5 * day, 50 * day}) {
    Heap heap;
    heap.step = step;
    heap.end = 2 * year;
    heap.releases = {{"waste", 0, FirstOrderRelease{0.2, 0.7 / year}, -1, 0}};
    TestRun run = heap.build();
    complete(run, [](Vec3) { return -0.5; });
    EXPECT_NEAR(released(run), 0.2 * -std::expm1(-1.4), 1e-10);
  }
}

}  // namespace
}  // namespace sanggan
