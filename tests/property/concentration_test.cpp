// In any case, water of one concentration stays so, and no concentration leaves the range of what
// was there and what entered.
#include "tests/property/property.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Least and largest concentration of all species, in the ground and over all steps.
std::pair<double, double> range_over_the_run(RandomCase const& c, double C_inflow,
                                             double C_initial) {
  TransportControl transport;
  transport.linear_tolerance = 1e-13;  // what is left of it shows in the concentrations
  RandomRun run{c, random_site(c, C_inflow, C_initial), random_time(), {}, transport};
  RC_ASSERT(run.start());
  std::pair range{1e300, -1e300};
  auto const widen = [&](std::vector<double> const& values) {
    for (Index cell = 0; cell < run.mesh.n_owned_cells() && !values.empty(); ++cell)
      range = {std::min(range.first, values[cell]), std::max(range.second, values[cell])};
  };
  RunCallbacks look;
  look.step = [&](StepReport const&) {
    State const& state = run.simulation->state();
    for (auto const& C : state.C) widen(C);
    if (c.immobile)
      for (auto const& C : state.C_immobile) widen(C);
  };
  RunEnd const end = run.simulation->run(look);
  RC_LOG() << run.simulation->failure().reason << '\n';
  RC_ASSERT(end == RunEnd::done);
  RC_LOG() << "concentrations from " << range.first << " to " << range.second << '\n';
  return range;
}

// Evaporation leaves its salt behind.
RandomCase without_evaporation(RandomCase c) {
  c.evaporation = 0;
  return c;
}

TEST(Concentration, StaysUniformInAnyCase) {
  expect_on_random_cases(60, [](RandomCase const& drawn) {
    auto const [least, most] = range_over_the_run(without_evaporation(drawn), 1, 1);
    RC_ASSERT(least > 1 - 1e-9);
    RC_ASSERT(most < 1 + 1e-9);
  });
}

TEST(Concentration, KeepsItsRangeInAnyCase) {
  expect_on_random_cases(60, [](RandomCase const& drawn) {
    auto const [least, most] = range_over_the_run(without_evaporation(drawn), 1, 0.3);
    RC_ASSERT(least > 0.3 - 1e-9);
    RC_ASSERT(most < 1 + 1e-9);
  });
}

}  // namespace
}  // namespace sanggan
