// Any case gives the same answer in a mirror, after a stop in between, and on any number of threads
// and of ranks.
#include <omp.h>

#include "tests/property/property.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Runs a case to its end. With `stop_at` before it, a new simulation goes on from the state there.
std::unique_ptr<RandomRun> finished(RandomCase const& c, MPI_Comm comm = MPI_COMM_SELF,
                                    double stop_at = 1e300) {
  auto const new_run = [&](double end) {
    TimeControl time = random_time();
    time.end = end;
    time.outputs = {case_end / 2};  // a time that every run meets
    return std::make_unique<RandomRun>(c, random_site(c, 1, 0.3), time, NewtonControl{},
                                       TransportControl{}, comm);
  };
  auto run = new_run(std::min(stop_at, case_end));
  RC_ASSERT(run->start());
  auto const complete = [&] {
    RunEnd const end = run->simulation->run({});
    RC_LOG() << run->simulation->failure().reason << '\n';
    RC_ASSERT(end == RunEnd::done);
  };
  complete();
  if (stop_at < case_end) {
    State const state = run->simulation->state();
    run = new_run(case_end);
    run->simulation->restore(state);
    complete();
  }
  return run;
}

// Largest differences of water content (-) and concentration (mol/m3) from the cells of a run on
// one rank, which `twin` finds.
struct Differences {
  double water = 0, C = 0;
};
template <class Twin>
Differences differences(RandomRun const& run, RandomRun const& alone, Twin const& twin) {
  State const &one = alone.simulation->state(), &other = run.simulation->state();
  Differences d;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Index const same = twin(c);
    d.water = std::max(d.water, std::abs(other.water[c] - one.water[same]));
    for (std::size_t s = 0; s < one.C.size(); ++s)
      d.C = std::max(d.C, std::abs(other.C[s][c] - one.C[s][same]));
  }
  d = {run.largest(d.water), run.largest(d.C)};
  RC_LOG() << "steps " << one.step << ", " << other.step << ": differences of water content "
           << d.water << ", of concentration " << d.C << '\n';
  return d;
}
Index itself(Index c) { return c; }

// Another order of cells changes what the solvers leave of their tolerance: for transport, 1e-3 of
// what the high order changes. Where a step is cut for it, and on sloping cells where Newton's
// method may end with the gradients that it has met on its way, the answer is the same to the error
// of time steps.
void expect_within_tolerances(RandomCase const& c, RandomRun const& run, RandomRun const& alone,
                              Differences const& d) {
  bool const same_steps = run.simulation->state().step == alone.simulation->state().step;
  bool const exact = same_steps && is_box(c);
  RC_ASSERT(d.water < (exact ? 1e-6 : 3 * random_time().water_content_tolerance));
  RC_ASSERT(d.C < (exact ? 1e-3 : 0.03));
}

// Runs on one rank are not made again on several.
bool on_one_rank() {
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  return ranks == 1;
}

TEST(Independence, OfAStopInBetween) {
  if (!on_one_rank()) GTEST_SKIP() << "on one rank";
  expect_on_random_cases(30, [](RandomCase const& c) {
    auto const d = differences(*finished(c, MPI_COMM_SELF, case_end / 2), *finished(c), itself);
    RC_ASSERT(d.water == 0 && d.C == 0);
  });
}

TEST(Independence, OfTheNumberOfThreads) {
  if (!on_one_rank()) GTEST_SKIP() << "on one rank";
  expect_on_random_cases(10, [](RandomCase const& c) {
    int const threads = omp_get_max_threads();
    omp_set_num_threads(1);
    auto const alone = finished(c);
    omp_set_num_threads(3);
    auto const together = finished(c);
    omp_set_num_threads(threads);
    auto const d = differences(*together, *alone, itself);
    RC_ASSERT(d.water == 0 && d.C == 0);
  });
}

// The mirror changes the order of cells and so the round-off and what the solvers leave.
TEST(Independence, OfAMirror) {
  if (!on_one_rank()) GTEST_SKIP() << "on one rank";
  expect_on_random_cases(40, [](RandomCase const& c) {
    RandomCase mirrored = c;
    mirrored.mirrored = true;
    auto const seen_straight = finished(c), seen_mirrored = finished(mirrored);
    auto const twin = [&](Index cell) {
      Vec3 at = seen_mirrored->mesh.centre()[cell];
      at.x = case_length - at.x;
      auto const centre = seen_straight->mesh.centre();
      auto const apart = [&](Vec3 other) { return norm(other - at); };
      auto const nearest = std::min_element(centre.begin(), centre.end(),
                                            [&](Vec3 a, Vec3 b) { return apart(a) < apart(b); });
      RC_ASSERT(apart(*nearest) < 1e-9);
      return static_cast<Index>(nearest - centre.begin());
    };
    auto const d = differences(*seen_mirrored, *seen_straight, twin);
    expect_within_tolerances(c, *seen_mirrored, *seen_straight, d);
  });
}

TEST(Independence, OfTheNumberOfRanks) {
  expect_on_random_cases(30, [](RandomCase const& c) {
    auto const alone = finished(c), together = finished(c, MPI_COMM_WORLD);
    std::vector<Index> cell_of(static_cast<std::size_t>(alone->mesh.n_cells()));
    for (Index cell = 0; cell < alone->mesh.n_cells(); ++cell)
      cell_of[alone->mesh.cell_id()[cell]] = cell;
    auto const twin = [&](Index cell) { return cell_of[together->mesh.cell_id()[cell]]; };
    auto const d = differences(*together, *alone, twin);
    expect_within_tolerances(c, *together, *alone, d);
  });
}

}  // namespace
}  // namespace sanggan
