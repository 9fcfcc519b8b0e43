// The ledger, and what a run does when its ledger does not close.
#include "solver/balance.hpp"

#include <gtest/gtest.h>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double day = 86400;

/// A site with one boundary and one species: the items are the boundary, then the processes.
Site site_with_a_base() {
  Site site;
  site.materials = {material(VanGenuchten{0.05, 0.3, 2, 2, 0.5, 0}, 1e-5, 1)};
  site.material_of_zone = {{"soil", 0}};
  site.species = {tracer("A", 2)};
  site.boundaries = {{"base", "bottom", FreeDrainage{}, {}, {}, {}}};
  return site;
}

TEST(Balance, TellsReleasedFromReactedFromLost) {
  Balance balance(site_with_a_base());
  ASSERT_EQ(balance.items(), (std::vector<std::string>{"base", "sources", "produced", "decayed",
                                                       "consumed", "vented", "settled"}));
  balance.open({{10, 0, 0, 0, 0}, {2, 0, 1, 0, 7}}, MPI_COMM_SELF);
  // Of the species 3 came out of the waste, 0.5 was produced, 0.25 decayed, 1 left by the base;
  // of what should then be left, 10 - 0.75, a hundredth of it is missing.
  balance.book({{4, 0, 0, 0, 0, 0, 0}, {1, 0, -0.5, 0.25, 0, 0, 0}}, {},
               {{6, 0, 0, 0, 0}, {4.1575, 0, 1, 0, 4}}, MPI_COMM_SELF);
  auto const& water = balance.accounts()[0];
  EXPECT_EQ(water.total_out(), 4);
  EXPECT_EQ(water.relative_error(), 0);
  auto const& species = balance.accounts()[1];
  EXPECT_EQ(species.released(), 3);
  EXPECT_EQ(species.reacted(), 0.25);
  EXPECT_EQ(species.total_in(), 0.5);
  EXPECT_EQ(species.total_out(), 1.25);
  EXPECT_NEAR(species.relative_error(), 0.0925 / 10, 1e-15);
  EXPECT_NEAR(species.relative_step_error(), 0.0925 / 10, 1e-15);

  Balance later(site_with_a_base());
  later.restore(balance.totals());
  EXPECT_EQ(later.totals(), balance.totals());
  EXPECT_EQ(later.accounts()[1].released(), 3);
  EXPECT_EQ(later.accounts()[1].relative_error(), species.relative_error());
}

/// Of ground that is exchanged both what left and what came are told; what is less than nothing,
/// as acidity may be, counts the other way.
TEST(Balance, TellsWhatIsExchanged) {
  Site site = site_with_a_base();
  site.accounts = {"dig"};
  Balance balance(site);
  balance.open({{10, 0, 0, 0, 0}, {2, 0, 1, 0, 7}}, MPI_COMM_SELF);
  std::vector<double> const still(balance.items().size(), 0.0);
  balance.book({still, still}, {{{3, 5}}, {{-1, 6}}}, {{8, 0, 0, 0, 0}, {1, 0, 1, 0, 1}},
               MPI_COMM_SELF);
  auto const& water = balance.accounts()[0];
  EXPECT_EQ(water.in[1], 3);
  EXPECT_EQ(water.out[1], 5);
  EXPECT_EQ(water.step[1], 2);
  EXPECT_EQ(water.relative_error(), 0);
  auto const& species = balance.accounts()[1];
  EXPECT_EQ(species.in[1], 0);
  EXPECT_EQ(species.out[1], 7);
  EXPECT_EQ(species.relative_error(), 0);
}

/// A draining column that goes on from a ledger in which `share` of the water is missing.
struct Draining {
  TestRun run;
  explicit Draining(double share) : run(box(), site_with_a_base(), time()) {
    auto& simulation = *run.simulation;
    EXPECT_TRUE(simulation.start(run.psi([](Vec3) { return -0.5; })));
    EXPECT_TRUE(simulation.step(day));
    State state = simulation.state();
    state.cumulative[0] *= 1 + share;  // the initial store of water stands first
    simulation.restore(state);
  }
  static BoxSpec box() {
    return {edges(0, 1, 1), edges(0, 1, 1), edges(0, 1, 10), "soil", {}, {}, {}};
  }
  static TimeControl time() {
    TimeControl time;
    time.end = 5 * day;
    time.first_step = time.largest_step = day;
    time.water_content_tolerance = 1;  // equal steps, whatever their error
    return time;
  }
};

TEST(Balance, ThatIsBrokenEndsTheRun) {
  Draining column(1e-3);
  auto& simulation = *column.run.simulation;
  EXPECT_EQ(simulation.run({}), RunEnd::balance_broken);
  EXPECT_LT(simulation.state().t, 5 * day);
  EXPECT_EQ(simulation.failure().reason, "the mass balance is broken");
}

TEST(Balance, ThatIsSlightlyOffIsReportedAndTheRunGoesOn) {
  Draining column(1e-5);
  auto& simulation = *column.run.simulation;
  EXPECT_EQ(simulation.run({}), RunEnd::done);
  EXPECT_NEAR(simulation.report().water_error, 1e-5, 1e-7);
}

}  // namespace
}  // namespace sanggan
