// Every random case runs to its end, and the ledgers of water and of each species close in each
// step and over the run.
#include "tests/property/property.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

TEST(Balance, ClosesOnAnyCase) {
  expect_on_random_cases(100, [](RandomCase const& c) {
    RandomRun run{c, random_site(c, 1, 0.3), random_time()};
    RC_ASSERT(run.start());
    double worst_step = 0;
    RunCallbacks look;
    look.step = [&](StepReport const&) {
      for (auto const& account : run.simulation->balance().accounts())
        worst_step = std::max(worst_step, account.relative_step_error());
    };
    RunEnd const end = run.simulation->run(look);
    RC_LOG() << run.simulation->failure().reason << '\n';
    RC_ASSERT(end == RunEnd::done);
    RC_ASSERT(worst_step < 1e-9);
    for (auto const& account : run.simulation->balance().accounts())
      RC_ASSERT(account.relative_error() < 1e-9);
  });
}

}  // namespace
}  // namespace sanggan
