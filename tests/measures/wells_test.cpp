#include <cmath>
#include <numbers>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

MeasureTarget wells(std::vector<std::string> names) { return {{}, {}, {}, std::move(names), {}}; }

Well well(std::string name, double x, double y, double rate) {
  Well w;
  w.name = std::move(name);
  w.x = x;
  w.y = y;
  w.screen_bottom = 0;
  w.screen_top = 1;
  w.rate = Series::constant(rate);
  return w;
}

// A box of one cell: clean water comes in from the west as the well pumps, so that it holds
// C = C_0 exp(-Q t/(theta V)); the east is closed.
struct FlushedBox {
  static constexpr double theta_V = 0.3 * 100, Q = 0.02 * theta_V / day, C_0 = 3;
  Site site;
  FlushedBox() {
    Strip const strip{.cells = 1};
    site = strip.site({tracer("A", C_0)});
    site.boundaries.pop_back();
    site.wells = {well("pump", 50, 0.5, Q)};
    site.wells[0].radius = 0.01;
  }
  static double C(double days) { return C_0 * std::exp(-0.02 * days); }
  static BoxSpec box() { return Strip{.cells = 1}.box(); }
};

// In the middle of the step in which the concentration passes, the error of the steps counts less.
TEST(Well, IsShutOffInTheStepInWhichItsConcentrationPasses) {
  FlushedBox box;
  box.site.wells[0].stop_below = {Series::constant(FlushedBox::C(20.5))};
  box.site.wells[0].restart_above = {{}};
  MeasureRun run(FlushedBox::box(), box.site, {}, Strip::steady(40 * day));
  run.to_end([](Vec3) { return 14.5; });
  double const pumped = FlushedBox::Q * 21 * day;
  EXPECT_NEAR(run.out(0, "pump"), pumped, 1e-9 * pumped);
  EXPECT_EQ(run.simulation().state().well_stands, std::vector<double>{1});
  double const kept = run.account(1).stored.total();
  EXPECT_NEAR(run.out(1, "pump"), FlushedBox::theta_V * FlushedBox::C_0 - kept, 1e-9 * kept);
}

// Wells of a measure keep what shut them off from one stage to the next; another pumps on.
TEST(Well, StaysShutOffWhereTheSiteChanges) {
  FlushedBox box;
  box.site.wells[0].stop_below = {Series::constant(FlushedBox::C(20.5))};
  box.site.wells[0].restart_above = {{}};
  MeasureRun run(FlushedBox::box(), box.site,
                 {measure("first", PumpAndTreat{0.9}, wells({"pump"}), 5 * day, 30 * day),
                  measure("second", PumpAndTreat{0.9}, wells({"pump"}), 35 * day, 60 * day)},
                 Strip::steady(60 * day));
  run.to_end([](Vec3) { return 14.5; });
  double const pumped = FlushedBox::Q * 21 * day;
  EXPECT_NEAR(run.out(0, "pump"), pumped, 1e-9 * pumped);
}

// Salt that is set free in the box from day 30 on starts it again.
TEST(Well, StartsAgainAboveItsConcentration) {
  FlushedBox box;
  box.site.wells[0].stop_below = {Series::constant(FlushedBox::C(20.5))};
  box.site.wells[0].restart_above = {Series::constant(FlushedBox::C(15))};
  double const load = 0.02 * FlushedBox::theta_V * FlushedBox::C_0 / day;  // mol/s
  Series const late{{0, 30 * day}, {0, load}};
  box.site.sources = {{"salt", "soil", Series::constant(0), {late}}};
  MeasureRun run(FlushedBox::box(), box.site, {}, Strip::steady(45 * day));
  auto const steps = run.steps_to_end([](Vec3) { return 14.5; });
  // At rest it rises by 0.02 C_0 a day, from C(21): by C(15) - C(21) in 4.2 days, until day 35.
  double const pumped = FlushedBox::Q * (21 + 45 - 35) * day;
  EXPECT_NEAR(run.out(0, "pump"), pumped, 1e-9 * pumped);
  for (State const& state : steps) {
    MeasureRun part(FlushedBox::box(), box.site, {}, Strip::steady(45 * day));
    part.ends_as(run, state);
  }
}

// Before and after, the well stands still; what it takes is its rate times the time, and the mass
// in water of one concentration.
TEST(PumpAndTreat, TakesItsRateWithinItsTime) {
  Strip const strip;
  Site site = strip.site({tracer("A", 3)}, 3);
  double const Q = 2e-6;
  site.wells = {well("pump", 52, 0.5, Q), well("other", 22, 0.5, Q)};
  for (Well& w : site.wells) w.radius = 0.01;
  MeasureRun run(strip.box(), site,
                 {measure("containment", PumpAndTreat{0.9}, wells({"pump"}), 7 * day, 19 * day)},
                 Strip::steady(40 * day));
  run.to_end([](Vec3) { return 12.0; });
  EXPECT_NEAR(run.out(0, "pump"), Q * 12 * day, 1e-9 * Q * 12 * day);
  EXPECT_NEAR(run.out(1, "pump"), 3 * Q * 12 * day, 1e-9 * Q * 12 * day);
  EXPECT_NEAR(run.out(0, "other"), Q * 40 * day, 1e-9 * Q * 40 * day);
}

// Treated water comes back with what the treatment leaves of it; the pump stands upstream.
TEST(PumpAndTreat, ReturnsWhatTreatmentLeaves) {
  Strip const strip;
  Site site = strip.site({tracer("A", 3)}, 3);
  double const Q = 2e-6;
  site.wells = {well("pump", 22, 0.5, Q), well("sink", 82, 0.5, -Q)};
  for (Well& w : site.wells) w.radius = 0.01;
  MeasureRun run(
      strip.box(), site,
      {measure("containment", PumpAndTreat{0.9, {"sink"}}, wells({"pump"}), 7 * day, 19 * day)},
      Strip::steady(40 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const pumped = 3 * Q * 12 * day;
  EXPECT_NEAR(run.out(1, "pump"), pumped, 1e-9 * pumped);
  EXPECT_NEAR(run.in(1, "sink"), 0.1 * pumped, 1e-9 * pumped);
  EXPECT_NEAR(run.in(0, "sink"), Q * 12 * day, 1e-9 * Q * 12 * day);
}

// Clean water drives the plume out; once the pump is shut off, nothing is left to inject.
TEST(PumpAndTreat, ReturnsNothingWhileItsWellsStand) {
  Strip const strip;
  Site site = strip.site({tracer("A", 3)});
  double const Q = 2e-6;
  site.wells = {well("pump", 22, 0.5, Q), well("sink", 82, 0.5, -Q)};
  site.wells[0].stop_below = {Series::constant(1)};
  site.wells[0].restart_above = {{}};
  for (Well& w : site.wells) w.radius = 0.01;
  MeasureRun run(
      strip.box(), site,
      {measure("containment", PumpAndTreat{0.9, {"sink"}}, wells({"pump"}), 7 * day, 300 * day)},
      Strip::steady(350 * day, 5 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const pumped = run.out(0, "pump");
  EXPECT_GT(pumped, Q * 5 * day);
  EXPECT_LT(pumped, Q * 20 * day);
  EXPECT_NEAR(run.in(0, "sink"), pumped, 1e-9 * pumped);
}

// A measure that the run does not live to see leaves its wells at rest.
TEST(PumpAndTreat, LeavesItsWellAtRestUntilItBegins) {
  Strip const strip;
  Site site = strip.site();
  site.wells = {well("pump", 52, 0.5, 2e-6)};
  site.wells[0].radius = 0.01;
  MeasureRun run(strip.box(), site, {measure("later", PumpAndTreat{0.9}, wells({"pump"}), year)},
                 Strip::steady(10 * day));
  run.to_end([](Vec3) { return 12.0; });
  EXPECT_NEAR(run.out(0, "pump"), 0, 1e-15);
}

// In uniform flow the water turns back towards the well until x0 = Q/(2 pi T i) behind it, where
// the zone that it captures ends, of the width Q/(T i) far upstream.
TEST(PumpAndTreat, CapturesAsFarAsTheStagnationPoint) {
  double const half = 1000, K = 1e-4, i = 5e-3, x_0 = 105;
  double const Q = 2 * std::numbers::pi * K * i * x_0;  // T = K for 1 m
  Site site;
  site.materials = {aquifer(K)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = {{"west", "west", FixedHead{Series::constant(20 + i * half)}, {}, {}, {}},
                     {"east", "east", FixedHead{Series::constant(20 - i * half)}, {}, {}, {}}};
  int const n = 201;
  double const width = 2 * half / n;
  site.wells = {well("pump", 0, 0, Q)};
  MeasureRun run({edges(-half, half, n), edges(-half, half, n), edges(0, 1, 1), "soil", {}, {}, {}},
                 site, {measure("containment", PumpAndTreat{1}, wells({"pump"}))},
                 Strip::steady(day));
  run.to_end([](Vec3) { return 20.0; });
  // Flow to the east along the axis, face by face behind the well.
  auto const flow = run.simulation().flow().equations().face_flow();
  std::vector<std::pair<double, double>> along;
  for (Index f = 0; f < run.mesh.n_interior_faces(); ++f) {
    Vec3 const x = run.mesh.face_centre()[f], A = run.mesh.area_vector()[f];
    if (std::abs(x.y) < 1e-6 && x.x > 0 && std::abs(A.x) > 0)
      along.emplace_back(x.x, A.x > 0 ? flow[f] : -flow[f]);
  }
  std::sort(along.begin(), along.end());
  double turn = 0;
  for (std::size_t k = 1; k < along.size() && turn == 0; ++k)
    if (along[k - 1].second < 0 && along[k].second >= 0)
      turn = along[k].first - width * along[k].second / (along[k].second - along[k - 1].second);
  // Images of the well in the far sides move it by (x_0/half)^2, the grid by (width/x_0)^2.
  double const images = std::pow(x_0 / half, 2), grid = std::pow(width / x_0, 2);
  EXPECT_NEAR(turn, x_0, (images + grid) * x_0);
}

}  // namespace
}  // namespace sanggan
