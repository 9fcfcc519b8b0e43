// Any case with a head to hold on to has a steady state, which is found and stays.
#include "tests/property/property.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Forcing that does not change, and a head in the west that the rest leans on.
RandomCase in_steady_weather(RandomCase c) {
  c.west = RandomCase::fixed_head;
  c.rain_rates.assign(1, c.rain_rates.front());
  return c;
}

TEST(SteadyState, IsFoundAndStays) {
  expect_on_random_cases(60, [](RandomCase const& drawn) {
    RandomCase const c = in_steady_weather(drawn);
    TimeControl time = random_time();
    time.steady_start = true;
    RandomRun run{c, random_site(c, 1, 1), time};
    bool const found = run.start();
    RC_LOG() << run.simulation->failure().reason << '\n';
    RC_ASSERT(found);
    std::vector<double> const before = run.simulation->state().water;
    RunEnd const end = run.simulation->run({});
    RC_LOG() << run.simulation->failure().reason << '\n';
    RC_ASSERT(end == RunEnd::done);
    double change = 0;
    for (std::size_t k = 0; k < before.size(); ++k)
      change = std::max(change, std::abs(run.simulation->state().water[k] - before[k]));
    RC_LOG() << "water content changes by " << change << '\n';
    RC_ASSERT(change < 1e-6);
  });
}

}  // namespace
}  // namespace sanggan
