// A run that is stopped and goes on from its state ends to the last bit like one that was not.
#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Waste over soil under rain that changes: every sorption isotherm, two-site kinetics, immobile
// water, decay into a daughter and every release law at once.
TestRun all_laws(bool steady_flow) {
  BoxSpec const box{
      edges(0, 1, 1), edges(0, 1, 1), edges(0, 2, 20), "soil", {{"waste", {}, 1, 2, {}}}, {}, {}};
  Site site;
  site.species = {tracer("oxygen"), tracer("linear"), tracer("freundlich"), tracer("langmuir")};
  site.species[1].lambda = 1e-8;
  site.species[1].daughter = 2;
  Material soil = material(VanGenuchten{0.05, 0.40, 4, 1.8, 0.5, 0}, 1e-5, 4);
  soil.rho_b = 1500;
  soil.dispersivity = {0.05, 0.01, 0.01};
  soil.sorption = {std::nullopt, Sorption{LinearIsotherm{2e-4}, 0.5, 1e-6},
                   Sorption{FreundlichIsotherm{1e-4, 1, 0.8}, 1, 0},
                   Sorption{LangmuirIsotherm{1e-2, 0.1}, 0.7, 1e-7}};
  soil.immobile = ImmobileDomain{0.05, 1e-7, 0.2};
  site.materials = {soil, soil};
  site.material_of_zone = {{"soil", 0}, {"waste", 1}};
  Series const rain{{0, 20 * day, 50 * day}, {1e-8, 5e-8, 2e-8}, Series::Kind::step, 0};
  site.boundaries = {{"rain", "top", Recharge{rain}, {}, {}, {}},
                     {"base", "bottom", FreeDrainage{}, {}, {}, {}}};
  site.species[0].C_initial = 0.25;
  site.releases = {{"waste", 1, FirstOrderRelease{0.2, 1e-7}, -1, 0},
                   {"waste", 2, ColumnTestRelease{{1e-4, 1e-3}, {0.02, 0.05}}, -1, 0},
                   {"waste", 3, ShrinkingCoreRelease{0.1, 1e-7}, 0, 1}};
  TimeControl time;
  time.end = 80 * day;
  time.first_step = 0.1 * day;
  time.largest_step = 5 * day;
  time.steady_flow = steady_flow;
  return {box, site, time};
}

void expect_same(State const& a, State const& b) {
  EXPECT_EQ(a.step, b.step);
  EXPECT_EQ(a.cuts, b.cuts);
  EXPECT_EQ(a.newton_iterations, b.newton_iterations);
  EXPECT_EQ(a.linear_iterations, b.linear_iterations);
  EXPECT_EQ(a.psi, b.psi);
  EXPECT_EQ(a.water, b.water);
  EXPECT_EQ(a.C, b.C);
  EXPECT_EQ(a.S_kinetic, b.S_kinetic);
  EXPECT_EQ(a.C_immobile, b.C_immobile);
  EXPECT_EQ(a.stock, b.stock);
  EXPECT_EQ(a.drained, b.drained);
  EXPECT_EQ(a.cumulative, b.cumulative);
}

class Restart : public ::testing::TestWithParam<bool> {};

TEST_P(Restart, IsExactForEverySorptionAndReleaseLaw) {
  auto const at_rest = [](Vec3) { return -0.5; };
  TestRun whole = all_laws(GetParam());
  std::vector<State> stops;
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const& step) {
    if (step.t >= std::array{5 * day, 30 * day, 60 * day, year}[stops.size()])
      stops.push_back(whole.simulation->state());
  };
  ASSERT_TRUE(whole.simulation->start(whole.psi(at_rest)));
  ASSERT_EQ(whole.simulation->run(callbacks), RunEnd::done) << whole.simulation->failure().reason;
  State const& end = whole.simulation->state();
  ASSERT_EQ(stops.size(), 3u);
  for (std::size_t r = 0; r < end.stock.size(); ++r)
    EXPECT_NE(stops[0].stock[r], end.stock[r]) << "law " << r << " does nothing";
  for (State const& stop : stops) {
    TestRun later = all_laws(GetParam());
    later.simulation->restore(stop);
    ASSERT_EQ(later.simulation->run({}), RunEnd::done) << later.simulation->failure().reason;
    expect_same(end, later.simulation->state());
  }
}
INSTANTIATE_TEST_SUITE_P(Flow, Restart, ::testing::Bool(),
                         [](auto const& info) { return info.param ? "steady" : "transient"; });

}  // namespace
}  // namespace sanggan
