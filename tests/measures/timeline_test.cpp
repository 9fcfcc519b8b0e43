#include <cmath>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

Site one_zone() {
  Site site;
  site.materials = {aquifer(1e-5, 1), aquifer(1e-6, 1)};
  site.materials[1].name = "clean";
  site.material_of_zone = {{"soil", 0}};
  site.species = {tracer("A", 1)};
  return site;
}

TEST(Timeline, HasAStageForEachChange) {
  Site const site = one_zone();
  Measure wall = measure("wall", CutoffWall{1, 1e-9, 0}, {}, 2 * year, 5 * year);
  wall.ageing = {0.1 / year, 2 * year};
  auto const edits =
      timed_edits(site,
                  {wall, measure("binder", Stabilisation{0.1, 1, 1}, in_zone("soil"), 3 * year),
                   measure("late", Stabilisation{0.1, 1, 1}, in_zone("soil"), 30 * year)},
                  10 * year);
  EXPECT_EQ(stage_starts(edits, 10 * year),
            (std::vector<double>{0, 2 * year, 3 * year, 4 * year, 5 * year}));
  EXPECT_TRUE(site_at(site, edits, 0).barriers.empty());
  EXPECT_EQ(site_at(site, edits, 2 * year).barriers.size(), 1u);
  EXPECT_TRUE(site_at(site, edits, 2 * year).material_changes.empty());
  EXPECT_EQ(site_at(site, edits, 3.5 * year).material_changes.size(), 1u);
  EXPECT_TRUE(site_at(site, edits, 5 * year).barriers.empty());
}

// The mean of exp(-r age) over an interval is that of its integral.
TEST(Timeline, AgesByTheMeanOverEachInterval) {
  Measure wall = measure("wall", CutoffWall{1, 1e-9, 0}, {}, year, 6 * year);
  wall.ageing = {0.3 / year, 2 * year};
  auto const edits = timed_edits(one_zone(), {wall}, 10 * year);
  ASSERT_EQ(edits.size(), 3u);
  double const last = (std::exp(-0.3 * 4) - std::exp(-0.3 * 5)) / 0.3;  // of one year alone
  EXPECT_NEAR(std::get<AddBarrier>(edits[2].edit).barrier.resistance, last * 1e9, 1e-6 * 1e9);
}

// A season over the turn of the year; the run starts on 1 March.
TEST(Timeline, KeepsToTheSeason) {
  double const month = year / 12;
  Measure bugs =
      measure("bugs", Bioremediation{{"A"}, {1e-9}, {}, {}}, in_zone("soil"), 0, 2 * year);
  bugs.season = {10 * month, 2 * month, -2 * month};  // November to February
  auto const edits = timed_edits(one_zone(), {bugs}, 3 * year);
  ASSERT_EQ(edits.size(), 2u);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(edits[k].from, static_cast<double>(k) * year + 8 * month, 1e-3);
    EXPECT_NEAR(edits[k].to, static_cast<double>(k + 1) * year, 1e-3);
  }
}

// What is altered and then dug out is no longer altered; the order of the list does not matter.
TEST(Timeline, LaterMeasuresActOnWhatEarlierOnesLeft) {
  Site const site = one_zone();
  auto const dig = measure("dig", Excavation{"clean", -1}, in_zone("soil"), 2 * year);
  auto const binder = measure("binder", Stabilisation{0.1, 1, 1}, in_zone("soil"), year);
  for (auto const& measures : {std::vector{dig, binder}, std::vector{binder, dig}}) {
    Site const after = site_at(site, timed_edits(site, measures, 3 * year), 2.5 * year);
    int material = 0;
    for (MaterialChange const& change : after.material_changes)
      if (change.from < 0 || change.from == material) material = change.to;
    EXPECT_EQ(after.materials[static_cast<std::size_t>(material)].K.xx, 1e-6);
  }
}

/// A strip that is dug out, walled and limed.
struct ChangingStrip {
  Strip strip;
  Site site = strip.site({tracer("A", 1)}, 3);
  std::vector<Measure> measures;
  TimeControl time;

  explicit ChangingStrip(double dug_out) {
    site.materials[0].rho_b = 1500;
    site.materials[0].sorption[0] = Sorption{LinearIsotherm{1e-4}};
    Material clean = site.materials[0];
    clean.name = "clean";
    site.materials.push_back(clean);
    MeasureTarget const middle{
        {{}, [](double x, double, double) { return x > 30 && x < 70; }}, {}, {}, {}, {}};
    measures = {measure("dig", Excavation{"clean", 11}, middle, dug_out),
                measure("wall", CutoffWall{1, 1e-8, 1e-10}, {{}, {{82, -1}, {82, 2}}, {}, {}, {}},
                        20 * day),
                measure("lime", Amendment{{"A"}, {2}}, middle, 20 * day, 35 * day)};
    time.end = 50 * day;
    time.first_step = 3600;
    time.largest_step = 2 * day;
  }
  MeasureRun fresh() const { return {strip.box(), site, measures, time}; }
  std::vector<double> psi() const {
    return std::vector<double>(static_cast<std::size_t>(strip.cells), 11.0);
  }
};

// A checkpoint within any stage, or just before one begins, leads to the same end, bit for bit.
TEST(Timeline, GoesOnFromAnyStage) {
  ChangingStrip const strip(10 * day);
  MeasureRun whole = strip.fresh();
  int on_a_start = 0;
  for (State const& state : whole.steps_to_end([](Vec3) { return 11.0; })) {
    on_a_start += state.t == 10 * day || state.t == 20 * day || state.t == 35 * day;
    MeasureRun part = strip.fresh();
    part.ends_as(whole, state);
  }
  EXPECT_EQ(on_a_start, 3);
}

// The step that books what measures did is given up like any other, with the state before them.
TEST(Timeline, GivesUpTheStepAfterMeasures) {
  for (bool const steady : {false, true}) {
    ChangingStrip strip(0);
    strip.time.steady_flow = steady;
    MeasureRun whole = strip.fresh();
    ASSERT_TRUE(whole.run->start(strip.psi()));
    ASSERT_EQ(whole.run->run({}), RunEnd::done);
    for (double const start : {0.0, 20 * day, 35 * day}) {
      SCOPED_TRACE(start);
      MeasureRun part = strip.fresh();
      part.run->heed(
          [&] { return part.simulation().state().t == start && !part.simulation().all_booked(); });
      ASSERT_TRUE(part.run->start(strip.psi()));
      ASSERT_EQ(part.run->run({}), RunEnd::stopped);
      State const& last = part.run->last_whole_state();
      EXPECT_EQ(last.t, start);
      EXPECT_EQ(last.at_start, start == 0 ? 1 : 0);
      MeasureRun rest = strip.fresh();
      if (last.at_start != 0)
        ASSERT_TRUE(rest.run->start_from(last));
      else
        rest.run->restore(last);
      ASSERT_EQ(rest.run->run({}), RunEnd::done);
      expect_same_end(rest.simulation(), whole.simulation());
    }
  }
}

}  // namespace
}  // namespace sanggan
