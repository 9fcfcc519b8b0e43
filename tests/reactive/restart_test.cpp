#include <filesystem>

#include "io/checkpoint.hpp"
#include "reactive_run.hpp"

namespace sanggan::test {
namespace {

/// A run that goes on from a checkpoint ends to the last bit like one that was never stopped, with
/// minerals, slow reactions and rates that are iterated.
TEST(Restart, ChemistryGoesOnAsIfNothingHadHappened) {
  std::vector<std::string> const overrides{"numerics.coupling.scheme=iterative"};
  ReactiveRun whole("restart.yaml", overrides), first("restart.yaml", overrides),
      second("restart.yaml", overrides);
  whole.complete();

  Simulation& stopped = *first.run.simulation;
  ASSERT_TRUE(stopped.start(first.run.psi(first.c.initial_psi)));
  RunCallbacks callbacks;
  callbacks.stop_requested = [&] { return stopped.state().step == 7; };
  ASSERT_EQ(stopped.run(callbacks), RunEnd::stopped);
  std::string const folder = "build/restart_test_" + std::to_string(first.run.halo.size());
  write_checkpoint(folder, {"hash"}, first.run.mesh, first.run.halo.comm(), stopped.state());
  State state = read_checkpoint(folder, {"hash"}, second.run.mesh, second.run.halo.comm());
  MPI_Barrier(first.run.halo.comm());
  if (first.run.halo.rank() == 0) std::filesystem::remove_all(folder);
  Simulation& resumed = *second.run.simulation;
  resumed.restore(std::move(state));
  ASSERT_EQ(resumed.run({}), RunEnd::done);

  State const &a = whole.simulation().state(), &b = resumed.state();
  EXPECT_GT(a.step, 14);
  EXPECT_EQ(a.step, b.step);
  for (std::size_t s = 0; s < a.C.size(); ++s) EXPECT_EQ(a.C[s], b.C[s]) << s;
  EXPECT_EQ(a.chemistry.held, b.chemistry.held);
  EXPECT_EQ(a.chemistry.phase, b.chemistry.phase);
  EXPECT_EQ(a.chemistry.reactant, b.chemistry.reactant);
  EXPECT_EQ(a.cumulative, b.cumulative);
}

}  // namespace
}  // namespace sanggan::test
