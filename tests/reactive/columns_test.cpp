#include "reactive_run.hpp"

namespace sanggan::test {
namespace {

using Profile = ReactiveRun::Profile;
using chemistry::reference_table;

/// Mean difference of a profile from a reference, over the largest of the reference.
double mean_difference(Profile const& computed, Profile const& reference) {
  double sum = 0, most = 0;
  for (auto const& [x, y] : reference) {
    sum += std::abs(at(computed, x) - y);
    most = std::max(most, std::abs(y));
  }
  return sum / (static_cast<double>(reference.size()) * most);
}

/// What the calcite column needs to be solved on n cells, at the same Courant number.
std::vector<std::string> calcite_column(std::string const& database, int n) {
  std::string const step = std::to_string(200.0 * 80 / n) + " s";
  return {"chemistry.database=" + database, "mesh.x.cells=" + std::to_string(n),
          "time.first_step=" + step, "time.largest_step=" + step};
}

/// Problem G10. Behind the front of calcite stands dolomite; its plateau is that of PHREEQC, and
/// its fronts lie within a cell of 6 mm.
TEST(Columns, CalciteGivesWayToDolomite) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g10-calcite-column.csv");
  auto const there = [&](std::string const& name) { return column(table, "x", name); };
  ReactiveRun run("g10-calcite.yaml", calcite_column(database, 160));
  run.complete();
  for (char const* element : {"Ca", "Mg", "C", "Cl"})
    EXPECT_LT(mean_difference(run.total(element), there(element)), 0.005) << element;
  for (double const x : {0.11, 0.13, 0.15, 0.17, 0.27, 0.3, 0.35})
    EXPECT_NEAR(at(run.pH(), x), at(there("pH"), x), 0.005) << x;
  for (double const x : {0.11, 0.13, 0.15, 0.17})
    EXPECT_NEAR(at(run.mineral("Dolomite"), x), at(there("Dolomite"), x), 0.005 * 6.8e-5) << x;
  double const cell = 0.5 / 80;
  EXPECT_NEAR(front(run.mineral("Dolomite"), 3e-5), front(there("Dolomite"), 3e-5), cell);
  EXPECT_NEAR(front(run.mineral("Calcite"), 6e-5), front(there("Calcite"), 6e-5), cell);
}

/// Mean difference of a profile from one on cells `finer` times as small, averaged over its cells.
double mean_error(Profile const& coarse, Profile const& fine, std::size_t finer) {
  double sum = 0;
  for (std::size_t k = 0; k < coarse.size(); ++k) {
    double mean = 0;
    for (std::size_t i = 0; i < finer; ++i)
      mean += fine[finer * k + i].second / static_cast<double>(finer);
    sum += std::abs(coarse[k].second - mean);
  }
  return sum / static_cast<double>(coarse.size());
}

/// The same on finer and finer cells and shorter steps: of first order, for minerals come and go at
/// fronts.
TEST(Columns, CalciteColumnConverges) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  std::map<int, Profile> Ca, Mg;
  for (int const n : {80, 160, 320}) {
    ReactiveRun run("g10-calcite.yaml", calcite_column(database, n));
    run.complete();
    Ca[n] = run.total("Ca");
    Mg[n] = run.total("Mg");
  }
  for (auto* const profiles : {&Ca, &Mg}) {
    double const coarse = mean_error((*profiles)[80], (*profiles)[320], 4),
                 fine = mean_error((*profiles)[160], (*profiles)[320], 2);
    EXPECT_GT(std::log2(coarse / fine), 1);
  }
}

/// Problem G17. The buffers of gibbsite, siderite and calcite hold the pH and the redox potential.
TEST(Columns, MineralsBufferAcidWaterOneAfterTheOther) {
  DATABASE_PATH_OR_SKIP(database, "wateq4f.dat");
  auto const table = reference_table("g17-buffers.csv");
  ReactiveRun run("g17-buffers.yaml", {"chemistry.database=" + database});
  run.complete();
  Profile const pH = run.pH(), pe = run.pe();
  for (double const x : {0.0375, 0.0575, 0.0775, 0.1575, 0.2175, 0.3575, 0.3775}) {
    EXPECT_NEAR(at(pH, x), at(column(table, "x", "pH"), x), 0.005) << x;
    EXPECT_NEAR(at(pe, x), at(column(table, "x", "pe"), x), 0.01) << x;
  }
  for (double const x : {0.0575, 0.1575, 0.2175, 0.3575})
    for (char const* element : {"Ca", "C", "S", "Si"}) {
      double const there = at(column(table, "x", element), x);
      EXPECT_NEAR(at(run.total(element), x), there, 0.01 * there) << element << " " << x;
    }
  double const cell = 0.4 / 80;
  EXPECT_NEAR(front(run.mineral("Siderite"), 0.01), front(column(table, "x", "Siderite"), 0.01),
              cell);
  EXPECT_NEAR(front(run.mineral("Calcite"), 0.01), front(column(table, "x", "Calcite"), 0.01),
              cell);
}

/// What leaves a column, by the time in days.
std::map<std::string, Profile> effluent(ReactiveRun& run,
                                        std::vector<std::string> const& elements) {
  std::map<std::string, Profile> out;
  run.complete([&](double t) {
    for (std::string const& element : elements)
      out[element].emplace_back(t / day, run.total(element).back().second);
    out["pH"].emplace_back(t / day, run.pH().back().second);
  });
  return out;
}

/// What an effluent differs by from a table of shifts of whole cells, of which each stands for the
/// middle of the next one (d).
double difference_of_effluent(Profile const& computed, Profile shifts, double shift) {
  for (auto& [t, C] : shifts) t += 0.5 * shift;
  return mean_difference(computed, shifts);
}

/// Problem G15. Cadmium, lead and zinc leave above what they were, then decline. An exchanged
/// species has the activity coefficient of its ion, AlOHX2 that of AlOH+2; PHREEQC rewrites the
/// reaction to Al+3 + H2O + 2 X- = AlOHX2 + H+ and takes the last ion, H+ to the power -1. To
/// compare, its log10 gamma of 0.050 to 0.055 goes into the constant, 0.89 in the database.
TEST(Columns, AcidDrivesMetalsFromAnExchanger) {
  DATABASE_PATH_OR_SKIP(original, "phreeqc.dat");
  auto const table = reference_table("g15-metal-column.csv");
  std::string const database = amended(original, "g15",
                                       "EXCHANGE_SPECIES\n"
                                       "AlOH+2 + 2 X- = AlOHX2; log_k 0.8375\n");
  ReactiveRun run("g15-metals.yaml", {"chemistry.database=" + database});
  std::vector<std::string> const elements{"Cl", "Na", "K", "Ca", "Mg", "Al", "Cd", "Pb", "Zn"};
  auto const out = effluent(run, elements);
  for (std::string const& element : elements)
    EXPECT_LT(difference_of_effluent(out.at(element), column(table, "day", element), 0.05), 0.02)
        << element;
  EXPECT_LT(difference_of_effluent(out.at("pH"), column(table, "day", "pH"), 0.05), 0.002);
}

/// Problem G06. Sodium leaves first, potassium in a peak, then calcium.
TEST(Columns, CalciumDrivesSodiumThenPotassium) {
  DATABASE_PATH_OR_SKIP(database, "phreeqc.dat");
  auto const table = reference_table("g06-exchange-column-dispersion.csv");
  std::vector<std::string> const elements{"Na", "K", "Ca", "Cl"};
  double const volume = 40 * 720.0 / day;  // (d) of pores
  std::map<std::string, double> coarser;
  for (int const n : {80, 160}) {
    std::string const step = std::to_string(720.0 * 40 / n) + " s";
    ReactiveRun run("g06-exchange.yaml",
                    {"chemistry.database=" + database, "mesh.x.cells=" + std::to_string(n),
                     "time.first_step=" + step, "time.largest_step=" + step});
    auto const out = effluent(run, elements);
    for (std::string const& element : elements) {
      Profile there = column(table, "pore_volumes", element);
      for (auto& [x, y] : there) x *= volume;
      double const difference = mean_difference(out.at(element), there);
      EXPECT_LT(difference, 0.02) << element;
      if (n == 160) {
        EXPECT_LT(difference, 0.7 * coarser[element]) << element;
      }
      coarser[element] = difference;
    }
  }
}

/// Problem G12, the easy system of MoMaS. What stands for X2 is H+. The reference has ten times as
/// many cells; the largest values, at fronts, are known to 2 % from half as many.
TEST(Columns, EasySystemOfMomas) {
  auto const table = reference_table("g12-momas.csv");
  ReactiveRun run("g12-momas.yaml");
  run.complete([&](double t) {
    Profile there;
    double most = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      if (table.number(row, "t") == t) {
        there.emplace_back(table.number(row, "x").value(), table.number(row, "X2").value());
        most = std::max(most, there.back().second);
      }
    if (there.empty()) return;
    Profile X2 = run.pH();
    double largest = 0;
    for (auto& [x, value] : X2) {
      value = std::pow(10, -value);
      largest = std::max(largest, value);
    }
    EXPECT_LT(mean_difference(X2, there), 0.01) << t;
    EXPECT_NEAR(largest, most, 0.03 * most) << t;
  });
}

/// Problem G13. Water that has passed the fast front is the same everywhere behind it.
TEST(Columns, InjectedWaterTakesUpSodium) {
  auto const table = reference_table("g13-field-injection.csv");
  ReactiveRun run("g13-injection.yaml");
  run.complete();
  for (char const* element : {"Na", "Ca", "Mg", "Cl"})
    for (double const x : {10.5, 20.5, 30.5, 70.5, 90.5}) {
      double const there = at(column(table, "cell", element), x + 0.5);
      EXPECT_NEAR(at(run.total(element), x), there, 0.005 * there) << element << " at " << x;
    }
}

}  // namespace
}  // namespace sanggan::test
