// Steps land exactly on every record of a series, on every output time and on the end.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

struct WettedColumn : TestRun {
  explicit WettedColumn(TimeControl const& time)
      : TestRun({edges(0, 1, 1), edges(0, 1, 1), edges(0, 1, 20), "soil", {}, {}, {}}, site_of(),
                time) {}
  static Site site_of() {
    Site site;
    site.materials = {material(VanGenuchten{0.08, 0.43, 4, 1.6}, 1e-5)};
    site.material_of_zone = {{"soil", 0}};
    Series const rain{{0, 1234.5, 3333.3}, {1e-6, 4e-6, 0}, Series::Kind::step, 5000};
    Series const head{{700, 7777}, {-1, -2}, Series::Kind::linear, 0};
    site.boundaries = {{"rain", "top", Atmosphere{rain, Series::constant(0), -100, 0}, {}, {}, {}},
                       {"base", "bottom", FixedPressureHead{head}, {}, {}, {}}};
    return site;
  }
};
TimeControl control() {
  TimeControl time;
  time.end = 12345.6;
  time.first_step = 10;
  time.outputs = {0, 0.1, 1234.6, 5000, 12345.6};
  return time;
}

TEST(Events, StepsLandOnRecordsOutputsAndTheEnd) {
  WettedColumn run(control());
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -2.0; })));
  std::vector<double> steps, outputs;
  RunCallbacks callbacks;
  callbacks.step = [&](StepReport const&) { steps.push_back(run.simulation->state().t); };
  callbacks.output = [&](Snapshot const& shot) { outputs.push_back(shot.t); };
  ASSERT_EQ(run.simulation->run(callbacks), RunEnd::done);
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(outputs, control().outputs);
  EXPECT_EQ(steps.back(), control().end);
  for (double event : {700.0, 7777.0, 1234.5, 3333.3, 5000.0, 6234.5, 8333.3, 10000.0, 11234.5}) {
    auto const near = std::min_element(steps.begin(), steps.end(), [&](double a, double b) {
      return std::abs(a - event) < std::abs(b - event);
    });
    EXPECT_NEAR(*near, event, 1e-9) << "a record";
  }
}

// Rain that comes and goes is booked to the last drop although steps were cut and grown between.
TEST(Events, TheRainOfAllRecordsIsBooked) {
  WettedColumn run(control());
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -2.0; })));
  ASSERT_EQ(run.simulation->run({}), RunEnd::done);
  double const per_period = 1234.5 * 1e-6 + (3333.3 - 1234.5) * 4e-6;
  double const last = 1234.5 * 1e-6 + (12345.6 - 11234.5) * 4e-6;
  auto const& water = run.simulation->balance().accounts()[0];
  EXPECT_NEAR(water.in[0], 2 * per_period + last, 1e-12);
  EXPECT_LT(water.relative_error(), 1e-12);
}

TEST(Repetition, TheSameRunGivesTheSameBits) {
  std::vector<State> end;
  std::vector<long> iterations;
  for (int repetition = 0; repetition < 2; ++repetition) {
    WettedColumn run(control());
    ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -2.0; })));
    ASSERT_EQ(run.simulation->run({}), RunEnd::done);
    end.push_back(run.simulation->state());
    iterations.push_back(run.simulation->report().linear_iterations);
  }
  EXPECT_EQ(end[0].step, end[1].step);
  EXPECT_EQ(iterations[0], iterations[1]);
  EXPECT_EQ(end[0].psi, end[1].psi);
  EXPECT_EQ(end[0].water, end[1].water);
  EXPECT_EQ(end[0].cumulative, end[1].cumulative);
}

// A strip wetted in the middle of a section wets both sides alike.
TEST(Symmetry, ASymmetricProblemStaysSymmetric) {
  BoxSpec box;
  int const n = 16;
  box.x = edges(-2, 2, n);
  box.y = edges(0, 1, 1);
  box.z = edges(0, 2, 16);
  box.default_zone = "soil";
  box.surface = {{"strip", {{{-0.5, -1}, {0.5, -1}, {0.5, 2}, {-0.5, 2}}}}};
  Site site = WettedColumn::site_of();
  site.boundaries = {{"strip", "strip", FixedPressureHead{Series::constant(-0.1)}, {}, {}, {}},
                     {"base", "bottom", FreeDrainage{}, {}, {}, {}}};
  TimeControl time;
  time.end = 2 * 86400;
  TestRun run(box, site, time);
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return -5.0; })));
  ASSERT_EQ(run.simulation->run({}), RunEnd::done);
  std::vector<double> by_id(run.mesh.n_cells());
  for (Index c = 0; c < run.mesh.n_cells(); ++c)
    by_id[run.mesh.cell_id()[c]] = run.simulation->state().water[c];
  double largest = 0, range = 0;
  for (std::size_t id = 0; id < by_id.size(); ++id) {
    std::size_t const row = id / n, i = id % n;
    largest = std::max(largest, std::abs(by_id[id] - by_id[row * n + n - 1 - i]));
    range = std::max(range, std::abs(by_id[id] - by_id[row * n]));
  }
  EXPECT_GT(range, 0.05) << "the sides are drier than the middle";
  // Newton's method leaves 1e-9 of water content in each step at most.
  EXPECT_LT(largest, 1e-9 * static_cast<double>(run.simulation->report().step));
}

}  // namespace
}  // namespace sanggan
