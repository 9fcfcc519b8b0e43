// Flow that is steady between the records of its forcing.
#include <gtest/gtest.h>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double day = 86400;

// A confined strip whose western head rises from 10 m to 15 m on day 10.
struct Strip {
  TestRun run;
  explicit Strip(double S_s) : run(box(), site(S_s), time()) {}

  static BoxSpec box() {
    return {edges(0, 100, 20), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
  }
  static Site site(double S_s) {
    Site site;
    site.materials = {material(VanGenuchten{0.05, 0.3, 2, 2, 0.5, 0}, 1e-4, 1)};
    site.materials[0].S_s = S_s;
    site.material_of_zone = {{"soil", 0}};
    site.species = {tracer("A", 2)};
    Series const rising{{0, 10 * day}, {10, 15}, Series::Kind::step, 0};
    site.boundaries = {{"west", "west", FixedHead{rising}, {Series::constant(2)}, {}, {}},
                       {"east", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
    return site;
  }
  static TimeControl time() {
    TimeControl time;
    time.end = 20 * day;
    time.first_step = time.largest_step = day;
    time.steady_flow = true;
    return time;
  }
};

TEST(SteadyFlow, ObeysTheForcingOfItsTime) {
  Strip strip(0);
  auto& simulation = *strip.run.simulation;
  ASSERT_TRUE(simulation.start(strip.run.psi([](Vec3) { return 9.0; })));
  for (double psi : simulation.state().psi) EXPECT_NEAR(psi, 9.5, 1e-6);  // at rest at 10 m
  ASSERT_EQ(simulation.run({}), RunEnd::done);
  auto const& water = simulation.balance().accounts()[0];
  double const Q = 1e-4 * 5.0 / 100;  // K A dh/L
  EXPECT_NEAR(water.total_in(), Q * 10 * day, 1e-6 * Q * 10 * day);
  for (auto const& account : simulation.balance().accounts())
    EXPECT_LT(account.relative_error(), 1e-10) << account.name;
}

TEST(SteadyFlow, BooksWhatANewSteadyStateStores) {
  double const S_s = 1e-4;
  Strip strip(S_s);
  auto& simulation = *strip.run.simulation;
  ASSERT_TRUE(simulation.start(strip.run.psi([](Vec3) { return 9.0; })));
  ASSERT_EQ(simulation.run({}), RunEnd::done);
  auto const& accounts = simulation.balance().accounts();
  auto const settled = simulation.balance().items().size() - 1;
  double const gained = S_s * 100 * 2.5;  // half of the rise over the strip (m3)
  EXPECT_NEAR(accounts[0].in[settled], gained, 1e-6 * gained);
  EXPECT_NEAR(accounts[1].in[settled], 2 * gained, 1e-6 * gained);
  for (auto const& account : accounts) EXPECT_LT(account.relative_error(), 1e-10) << account.name;
  for (double C : simulation.state().C[0]) EXPECT_NEAR(C, 2, 1e-9);
}

}  // namespace
}  // namespace sanggan
