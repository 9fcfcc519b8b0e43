// Measures on what the ground holds: still, saturated water, so that every number is by hand.
#include <cmath>

#include "tests/measures/measure_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

constexpr double theta = 0.3, rho_b = 1500, K_d = 1e-3, stock = 0.02, rate = 0.1 / year;

// Ten cells of 1 m3 without any boundary, five of them of waste; C = 2 mol/m3, sorbed by K_d, with
// waste that gives off at a first-order rate.
struct Ground {
  static BoxSpec box() {
    return {edges(0, 10, 10),
            edges(0, 1, 1),
            edges(0, 1, 1),
            "soil",
            {{"waste", {}, -1e300, 1e300, [](Vec3 x) { return x.x > 5; }}},
            {},
            {}};
  }
  static Site site(bool gives_off = false) {
    Site site;
    Material soil = aquifer(1e-30, 2);
    soil.name = "soil";
    soil.rho_b = rho_b;
    soil.sorption[0] = Sorption{LinearIsotherm{K_d}};
    Material clean = aquifer(1e-30, 2);
    clean.name = "clean";
    clean.rho_b = 1700;
    site.materials = {soil, clean};
    site.material_of_zone = {{"soil", 0}, {"waste", 0}};
    site.species = {tracer("A", 2), tracer("B", 5)};
    for (Species& species : site.species) species.D_m = 0;
    if (gives_off) site.releases = {{"waste", 0, FirstOrderRelease{stock, rate}}};
    return site;
  }
  static TimeControl time(double end) {
    TimeControl time;
    time.end = end;
    time.first_step = time.largest_step = 30 * day;
    return time;
  }
};
double still(Vec3) { return 1.0; }
double held_per_m3(double C, double K = K_d) { return (theta + rho_b * K) * C; }

// Everything leaves, to the last mole: water, sites, waste; what comes is clean.
TEST(Excavation, BooksAllThatTheRegionHolds) {
  MeasureRun run(Ground::box(), Ground::site(true),
                 {measure("dig", Excavation{"clean", 1}, in_zone("waste"), year)},
                 Ground::time(2 * year));
  run.to_end(still);
  double const A = 5 * (held_per_m3(2) + rho_b * stock);
  EXPECT_NEAR(run.out(1, "dig"), A, 1e-9 * A);
  EXPECT_NEAR(run.out(2, "dig"), 5 * theta * 5, 1e-9 * A);
  EXPECT_NEAR(run.account(1).stored.total(), 5 * held_per_m3(2), 1e-9 * A);
  EXPECT_EQ(run.account(1).stored.mineral, 0);
  // What was dug out was not leached: the waste gave off for a year before that.
  EXPECT_NEAR(run.account(1).released(), 5 * rho_b * stock * (1 - std::exp(-0.1)), 1e-9 * A);
  EXPECT_NEAR(run.account(2).stored.total(), 5 * theta * 5, 1e-9 * A);
  // As much water comes with the new soil as leaves with the old.
  EXPECT_NEAR(run.in(0, "dig"), 5 * theta, 1e-9);
  EXPECT_NEAR(run.out(0, "dig"), 5 * theta, 1e-9);
}

TEST(Excavation, MayBeginWithTheRun) {
  MeasureRun run(Ground::box(), Ground::site(true),
                 {measure("dig", Excavation{"clean", 1}, in_zone("waste"))},
                 Ground::time(60 * day));
  run.to_end(still);
  // The clean soil starts with the water of the zone, which it loses again, and its waste.
  EXPECT_NEAR(run.out(2, "dig"), 5 * theta * 5, 1e-9);
  EXPECT_EQ(run.account(1).stored.mineral, 0);
  EXPECT_NEAR(run.account(1).stored.total(), 5 * held_per_m3(2), 1e-9);
}

// A quarter of what was there at first leaves at the start of each quarter of the works, and with
// the last the clean soil comes and stays. A run that ends in between has dug till its end.
TEST(Excavation, GoesOnAtAnEvenPaceUntilItsEnd) {
  Measure dig = measure("dig", Excavation{"clean", 1}, in_zone("waste"), year, 2 * year);
  dig.ageing.every = year / 4;
  double const B = 5 * theta * 5;
  for (auto const [end, dug] : {std::array{1.3, 0.3}, std::array{1.7, 0.7}, std::array{3.0, 1.0}}) {
    MeasureRun run(Ground::box(), Ground::site(), {dig}, Ground::time(end * year));
    run.to_end(still);
    EXPECT_NEAR(run.out(2, "dig"), dug * B, 1e-9 * B);
    EXPECT_NEAR(run.in(0, "dig"), dug < 1 ? 0 : 5 * theta, 1e-9);
    EXPECT_NEAR(run.account(2).stored.total(), B + (1 - dug) * B, 1e-9 * B);
  }
}

TEST(SoilWashing, TakesItsShareOfAllPools) {
  MeasureRun run(Ground::box(), Ground::site(true),
                 {measure("wash", SoilWashing{{"A"}, {0.7}}, in_zone("waste"), 90 * day)},
                 Ground::time(180 * day));
  run.to_end(still);
  double const A = 0.7 * 5 * (held_per_m3(2) + rho_b * stock);
  EXPECT_NEAR(run.out(1, "wash"), A, 1e-9 * A);
  EXPECT_EQ(run.out(2, "wash"), 0);
}

// What is left after the time T is exp(-rate T) of it, in steps of a year.
TEST(HeapReuse, TakesTheHeapAwayByItsRate) {
  Measure reuse = measure("sale", HeapReuse{0.2 / year}, in_zone("waste"), year, 6 * year);
  reuse.ageing.every = year;
  MeasureRun run(Ground::box(), Ground::site(), {reuse}, Ground::time(7 * year));
  run.to_end(still);
  double const B = 5 * theta * 5;
  EXPECT_NEAR(run.out(2, "sale"), B * (1 - std::exp(-1.0)), 1e-9 * B);
}

// Sites take up more at once; the cell holds as much as before.
TEST(Amendment, SharesOutAnewWhatTheSoilHolds) {
  MeasureRun run(Ground::box(), Ground::site(),
                 {measure("lime", Amendment{{"A"}, {3}}, in_zone("waste"), 90 * day, 180 * day)},
                 Ground::time(150 * day));
  run.to_end(still);
  double const C = held_per_m3(2) / (theta + 3 * rho_b * K_d);
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
    EXPECT_NEAR(run.simulation().state().C[0][c], run.mesh.centre()[c].x > 5 ? C : 2, 1e-9);
  EXPECT_NEAR(run.account(1).total_out(), 0, 1e-12);
}

TEST(Amendment, FadesByItsLaw) {
  Measure lime = measure("lime", Amendment{{"A"}, {3}}, in_zone("waste"));
  lime.ageing = {0.2 / year, year};
  MeasureRun run(Ground::box(), Ground::site(), {lime}, Ground::time(3 * year));
  run.to_end(still);
  double const left = (std::exp(-0.4) - std::exp(-0.6)) / 0.2;  // mean of the third year
  double const C = held_per_m3(2) / (theta + (1 + 2 * left) * rho_b * K_d);
  EXPECT_NEAR(run.simulation().state().C[0][9], C, 1e-9);
}

TEST(Amendment, LeavesNoTraceWhenItEnds) {
  MeasureRun run(Ground::box(), Ground::site(),
                 {measure("lime", Amendment{{"A"}, {3}}, in_zone("waste"), 90 * day, 180 * day)},
                 Ground::time(240 * day));
  run.to_end(still);
  for (double C : run.simulation().state().C[0]) EXPECT_NEAR(C, 2, 1e-9);
}

// A release at a tenth of its rate; a conductivity that lets a tenth through.
TEST(Stabilisation, ScalesWhatTheWasteGivesOff) {
  MeasureRun run(Ground::box(), Ground::site(true),
                 {measure("binder", Stabilisation{1, 0.1, 1}, in_zone("waste"), year)},
                 Ground::time(2 * year));
  run.to_end(still);
  double const left = stock * std::exp(-0.1) * std::exp(-0.1 * 0.1);
  // Of a stock, a step takes f (1 - exp(-x)) and not 1 - exp(-f x): f (1 - f) x^2/2 more.
  double const x = 30 * day * rate;
  EXPECT_NEAR(run.account(1).released(), 5 * rho_b * (stock - left),
              5 * rho_b * left * 0.1 * 0.9 * 0.1 * x / 2);
}

TEST(Stabilisation, ScalesTheConductivity) {
  Strip const strip;
  MeasureRun run(strip.box(), strip.site(),
                 {measure("binder", Stabilisation{1e-3, 1, 1}, in_zone("soil"), 10 * day)},
                 Strip::steady(20 * day));
  run.to_end([](Vec3) { return 12.0; });
  double const through = 10 * day * strip.flow() * (1 + 1e-3);
  EXPECT_NEAR(run.in(0, "west"), through, 1e-9 * through);
}

TEST(SourceControl, KeepsAShareOfALoadOff) {
  Site site = Ground::site();
  site.loads = {{"dust", "top", 1, Series::constant(1e-8)}};
  MeasureRun run(Ground::box(), site,
                 {measure("nets", SourceControl{0.8}, {{}, {}, {}, {}, {"dust"}}, 60 * day)},
                 Ground::time(180 * day));
  run.to_end(still);
  double const fell = 10 * 1e-8 * (60 + 0.2 * 120) * day;
  EXPECT_NEAR(run.in(2, "sources"), fell, 1e-9 * fell);
}

// In the months of growth, for the years of the measure; the start of the run is 1 March.
TEST(Phytoremediation, HarvestsWithinItsSeason) {
  double const month = year / 12;
  Measure plants = measure("willow", Phytoremediation{"B", 2e-9, 1}, in_zone("waste"), 0, 2 * year);
  plants.season = {4 * month, 9 * month, -2 * month};  // May to September
  MeasureRun run(Ground::box(), Ground::site(), {plants}, Ground::time(3 * year));
  run.to_end(still);
  double const harvest = 5 * 2e-9 * 2 * 5 * month;
  // The rate fades below an edge of 1e-6 mol/m3 in 5 mol/m3.
  EXPECT_NEAR(run.out(2, "willow"), harvest, 1e-6 * harvest);
}

// First order in a closed cell: backward Euler is above exp(-k t) by k t k dt/2.
TEST(Bioremediation, DecaysByFirstOrder) {
  double const k = 0.5 / year;
  MeasureRun run(Ground::box(), Ground::site(),
                 {measure("bugs", Bioremediation{{"B"}, {k}, {}, {}}, in_zone("waste"))},
                 Ground::time(2 * year));
  run.to_end(still);
  EXPECT_NEAR(run.simulation().state().C[1][9], 5 * std::exp(-1.0),
              5 * std::exp(-1.0) * 0.5 * k * 30 * day);
  double const gone = 5 * theta * (5 - run.simulation().state().C[1][9]);
  EXPECT_NEAR(run.out(2, "bugs"), gone, 1e-9 * gone);
}

// After Monod: C_0 - C + K ln(C_0/C) = r t.
TEST(Bioremediation, DecaysAfterMonod) {
  double const r = 2 / year, half = 1;
  MeasureRun run(Ground::box(), Ground::site(),
                 {measure("bugs", Bioremediation{{"B"}, {}, {r}, {half}}, in_zone("waste"))},
                 Ground::time(2 * year));
  run.to_end(still);
  double const C = run.simulation().state().C[1][9];
  // Backward Euler is late by half a step times the logarithm of what the rate falls by, to the
  // first order in the step.
  double const step = r * 30 * day;
  double const late = 0.5 * step * std::log(5.0 / 6 / (C / (half + C)));
  EXPECT_NEAR(5 - C + half * std::log(5 / C), r * 2 * year - late, step * late);
}

TEST(NaturalAttenuation, ChangesNothing) {
  MeasureRun with(Ground::box(), Ground::site(true),
                  {measure("watch", NaturalAttenuation{}, {}, 100 * day, 200 * day)},
                  Ground::time(year));
  MeasureRun without(Ground::box(), Ground::site(true), {}, Ground::time(year));
  with.to_end(still);
  without.to_end(still);
  EXPECT_EQ(with.simulation().state().C, without.simulation().state().C);
  EXPECT_EQ(with.simulation().state().step, without.simulation().state().step);
}

}  // namespace
}  // namespace sanggan
