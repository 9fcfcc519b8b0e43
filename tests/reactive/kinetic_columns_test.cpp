#include "reactive_run.hpp"
#include "tests/physics/chemistry/chromium_apart.hpp"

namespace sanggan::test {
namespace {

using Profile = ReactiveRun::Profile;
using chemistry::reference_table;

double mean(Profile const& profile) {
  double sum = 0;
  for (auto const& [x, y] : profile) sum += y;
  return sum / static_cast<double>(profile.size());
}

/// Problem G14, without flow. PHREEQC takes 1421 steps of diffusion in 0.2 years; these are of 0.1
/// days, with the rates of oxygen's use within diffusion. The books close on all that was oxidised.
TEST(KineticColumns, OxygenDiffusesIntoPyriticTailings) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g14-pyrite-column.csv");
  auto const there = [&](std::string const& name) { return column(table, "x", name); };
  ReactiveRun run("g14-pyrite.yaml",
                  {"chemistry.database=" + database, "numerics.coupling.scheme=iterative",
                   "time.largest_step=0.1 day"});
  run.complete();
  constexpr double initial = 0.5;  // (mol/kg)
  double const lost = initial - mean(there("Pyrite"));
  EXPECT_NEAR(initial - mean(run.reactant("Pyrite")), lost, 0.015 * lost);
  EXPECT_NEAR(mean(run.mineral("Calcite")), mean(there("Calcite")), 0.01 * 0.02);
  for (double const x : {0.05, 0.15, 0.35, 0.45, 0.55, 0.65, 0.75})  // not at the front of calcite
    EXPECT_NEAR(at(run.pH(), x), at(there("pH"), x), 0.07) << x;
  for (double const x : {0.05, 0.15, 0.25, 0.35, 0.45}) {
    double const O2 = at(there("O2"), x);
    EXPECT_NEAR(at(run.total("O2"), x), O2, 0.03 * O2) << x;
  }
}

/// Problem G16(a). Aluminium and gypsum armour the inlet, siderite forms behind; the pH far from
/// the inlet is that of PHREEQC.
TEST(KineticColumns, LimestoneBarrierTreatsAcidDrainage) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g16-limestone-barrier.csv");
  auto const there = [&](std::string const& name) { return column(table, "x", name); };
  ReactiveRun run("g16-limestone.yaml", {"chemistry.database=" + database});
  run.complete();
  for (double const x : {0.025, 0.075, 0.125, 0.175, 0.325, 0.525, 0.725, 0.925})
    EXPECT_NEAR(at(run.pH(), x), at(there("pH"), x), 0.03) << x;
  for (double const x : {0.325, 0.525, 0.725, 0.925})
    for (char const* element : {"Ca", "S"}) {
      double const C = at(there(element), x);
      EXPECT_NEAR(at(run.total(element), x), C, 0.005 * C) << element << " " << x;
    }
  for (char const* mineral : {"Gibbsite", "Gypsum", "Siderite", "Fe(OH)3(a)"}) {
    double const formed = mean(there(mineral));
    EXPECT_NEAR(mean(run.mineral(mineral)), formed, 0.03 * formed) << mineral;
  }
  double const dissolved = 10 - mean(there("Calcite"));
  EXPECT_NEAR(10 - mean(run.reactant("Calcite")), dissolved, 0.02 * dissolved);
}

/// Problem G14(b), with rain that seeps through for five years. PHREEQC moves the water by a cell
/// of 0.1 m every 73 days, so that fronts are known to a cell and masses to a few percent; its own
/// 10 and 20 cells differ by 0.07 in pH but at the front of calcite.
TEST(KineticColumns, RainSeepsThroughPyriticTailings) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g14-infiltration-column.csv");
  constexpr double year = 365.2422 * day;
  ReactiveRun run("g14-infiltration.yaml", {"chemistry.database=" + database});
  int compared = 0;
  run.complete([&](double t) {
    auto const there = [&](std::string const& name) {
      Profile profile;
      for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (table.number(row, "yr") == std::round(t / year))
          profile.emplace_back(table.number(row, "x").value(), table.number(row, name).value());
      return profile;
    };
    if (there("pH").empty()) return;
    ++compared;
    double const lost = 0.5 - mean(there("Pyrite"));
    EXPECT_NEAR(0.5 - mean(run.reactant("Pyrite")), lost, 0.03 * lost) << t;
    EXPECT_NEAR(mean(run.mineral("Calcite")), mean(there("Calcite")), 0.01 * 0.02) << t;
    double const calcite_begins = front(there("Calcite"), 0.01);
    EXPECT_NEAR(front(run.mineral("Calcite"), 0.01), calcite_begins, 0.1) << t;
    for (auto const& [x, pH] : there("pH"))
      if (std::abs(x - calcite_begins) > 0.15) {
        EXPECT_NEAR(at(run.pH(), x), pH, 0.07) << x << " at " << t;
      }
    for (double const x : {0.05, 0.15, 0.25, 0.35}) {
      double const O2 = at(there("O2"), x);
      EXPECT_NEAR(at(run.total("O2"), x), O2, 0.03 * O2) << x << " at " << t;
    }
    for (char const* element : {"S", "Zn"}) {
      double const held = mean(there(element));
      EXPECT_NEAR(mean(run.total(element)), held, 0.05 * held) << element << " at " << t;
    }
  });
  EXPECT_EQ(compared, 2);
}

/// Problem G16(b). What PHREEQC has in a cell at the end of a shift is what leaves the cell. Behind
/// its first cell siderite dissolves again, up to a front; there the pH is that of iron and calcium
/// alone.
TEST(KineticColumns, IronBarrierReducesChromate) {
  DATABASE_PATH_OR_SKIP(original, "wateq4f.dat");
  auto const table = reference_table("g16-iron-barrier.csv");
  auto const there = [&](std::string const& name) { return column(table, "x", name); };
  ReactiveRun run("g16-iron.yaml",
                  {"chemistry.database=" + amended(original, "g16", chemistry::chromium_apart)});
  run.complete();
  for (double const x : {0.225, 0.275, 0.325, 0.425, 0.525, 0.625, 0.725}) {
    double const chromate = at(there("Cr_six"), x);
    EXPECT_NEAR(at(run.total("Cr_six"), x + 0.025), chromate, 0.05 * chromate) << x;
  }
  for (double const x : {0.075, 0.275, 0.325, 0.425, 0.475, 0.625, 0.725, 0.825, 1.025})
    EXPECT_NEAR(at(run.pH(), x), at(there("pH"), x), 0.05) << x;
  for (double const x : {0.625, 0.725, 0.825, 1.025})
    for (char const* element : {"Ca", "C", "Fe"}) {
      double const C = at(there(element), x);
      EXPECT_NEAR(at(run.total(element), x), C, 0.005 * C) << element << " " << x;
    }
  for (char const* mineral : {"Cr(OH)3(a)", "Siderite", "Aragonite", "Fe(OH)2(a)"}) {
    double const formed = mean(there(mineral));
    EXPECT_NEAR(mean(run.mineral(mineral)), formed, 0.02 * formed) << mineral;
  }
}

/// The three ways of taking turns come to the same answer as the steps become short, at first
/// order, for oxygen is used up faster than a step lasts; the iterated one is the nearest.
TEST(KineticColumns, SchemesOfCouplingConverge) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const lost = [&](std::string const& scheme, double step) {
    ReactiveRun run("g14-pyrite.yaml",
                    {"chemistry.database=" + database, "numerics.coupling.scheme=" + scheme,
                     "numerics.coupling.tolerance=1e6", "time.end=20 day",
                     "time.first_step=" + std::to_string(step) + " day",
                     "time.largest_step=" + std::to_string(step) + " day"});
    run.complete();
    return 0.5 - mean(run.reactant("Pyrite"));
  };
  double const exact = lost("iterative", 0.01);
  std::map<std::string, double> error;
  for (char const* scheme : {"sequential", "strang", "iterative"}) {
    double const coarse = std::abs(lost(scheme, 0.2) / exact - 1);
    error[scheme] = std::abs(lost(scheme, 0.05) / exact - 1);
    EXPECT_GT(std::log2(coarse / error[scheme]) / 2, 0.8) << scheme;
  }
  EXPECT_LT(error["iterative"], error["sequential"]);
  EXPECT_LT(error["iterative"], error["strang"]);
}

}  // namespace
}  // namespace sanggan::test
