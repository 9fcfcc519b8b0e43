// study_numbers FOLDER: every figure that a comparison of tests/cases/study tells is computed again
// from what the runs left (results.h5, monitors.csv, run.json) and from study.yaml by hand.
#include <gtest/gtest.h>
#include <mpi.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "io/hdf5_file.hpp"

namespace {

using nlohmann::json;
using sanggan::Hdf5File;

std::string folder;
constexpr double year = 365.25 * 86400;

json read_json(std::string const& path) { return json::parse(std::ifstream(path)); }

json const& study() {
  static json const all = read_json(folder + "/study.json");
  return all;
}

json const& scenario(std::string const& name) {
  for (auto const& one : study().at("scenarios"))
    if (one.at("name") == name) return one;
  throw std::runtime_error("no scenario " + name);
}

/// A column of monitors.csv with its times.
struct Records {
  std::vector<double> t, value;
};

Records records(std::string const& name, std::string const& column) {
  std::ifstream file(folder + "/" + name + "/monitors.csv");
  std::string line, field;
  std::getline(file, line);
  int wanted = -1, place = 0;
  for (std::istringstream header(line); std::getline(header, field, ','); ++place)
    if (field == column) wanted = place;
  EXPECT_GE(wanted, 0) << column;
  Records all;
  while (std::getline(file, line)) {
    place = 0;
    for (std::istringstream row(line); std::getline(row, field, ','); ++place) {
      if (place == 0) all.t.push_back(std::stod(field));
      if (place == wanted) all.value.push_back(std::stod(field));
    }
  }
  return all;
}

/// The cells of a run of the case: boxes on a grid of 5 m x 10 m x 1 m.
struct Cells {
  static constexpr double area = 50;  // (m2)
  std::vector<double> centre, volume;
  long n = 0;
  explicit Cells(Hdf5File const& file) : n(static_cast<long>(file.rows("mesh/cell_volume"))) {
    centre = file.read<double>("mesh/cell_centre", {0, n, n}, 3);
    volume = file.read<double>("mesh/cell_volume", {0, n, n});
  }
};

Hdf5File results(std::string const& name) {
  return {folder + "/" + name + "/results.h5", Hdf5File::Mode::read, MPI_COMM_SELF};
}

std::vector<double> field(Hdf5File const& file, std::string const& name, long time, long n) {
  return file.read_series("fields/" + name, time, {0, n, n}, 1);
}

std::string species_of(std::string const& substance) {
  return substance == "SO4" ? "sulfate" : substance;
}

TEST(Water, FollowsFromTheRecords) {
  std::map<std::string, std::map<std::string, double>> const limits{
      {"village", {{"SO4", 250}, {"Cd", 0.005}}}, {"toe", {{"SO4", 350}, {"Cd", 0.01}}}};
  int above = 0;
  for (auto const& one : study().at("scenarios")) {
    ASSERT_EQ(one.at("water").size(), 4u);
    for (auto const& water : one.at("water")) {
      std::string const receptor = water.at("receptor"), substance = water.at("substance");
      double const limit = limits.at(receptor).at(substance);
      EXPECT_NEAR(water.at("limit").get<double>(), limit, 1e-9 * limit);
      auto const [t, C] =
          records(one.at("name"), receptor + " " + species_of(substance) + " (mg/L)");
      double peak = 0, time_above = 0, first = -1, last_above = -1;
      for (std::size_t k = 0; k < t.size(); ++k) {
        peak = std::max(peak, C[k]);
        if (k == 0) continue;
        // In so many parts that their ends tell the crossing of a line.
        constexpr int parts = 20000;
        if (C[k - 1] <= limit && C[k] <= limit) continue;
        for (int i = 0; i < parts; ++i) {
          double const share = (i + 0.5) / parts;
          if (C[k - 1] + share * (C[k] - C[k - 1]) <= limit) continue;
          last_above = t[k - 1] + share * (t[k] - t[k - 1]);
          if (first < 0) first = last_above;
          time_above += (t[k] - t[k - 1]) / parts;
        }
      }
      double const seen = 20 * 86400.0 / 1000;  // steps of up to 20 days, in parts
      EXPECT_DOUBLE_EQ(water.at("peak"), peak);
      EXPECT_DOUBLE_EQ(water.at("end"), C.back());
      EXPECT_NEAR(water.at("time_above"), time_above, seen);
      EXPECT_EQ(water.at("first").is_null(), first < 0);
      if (first >= 0) EXPECT_NEAR(water.at("first"), first, seen);
      EXPECT_EQ(water.at("compliance").is_null(), C.back() > limit);
      if (C.back() <= limit && last_above > 0)
        EXPECT_NEAR(water.at("compliance"), last_above, seen);
      above += first >= 0;
    }
  }
  EXPECT_GT(above, 0) << "no water is ever above a limit, so that this test tests little";
}

TEST(Plumes, AreTheColumnsAndCellsAboveTheLimit) {
  std::map<std::string, double> const limits{{"I", 50}, {"II", 150}, {"III", 250}, {"IV", 350}};
  int seen = 0;
  for (auto const& one : study().at("scenarios")) {
    auto const file = results(one.at("name"));
    Cells const cells(file);
    for (auto const& plume : one.at("plume")) {
      if (plume.at("substance") != "SO4") continue;
      double const limit = limits.at(plume.at("class"));
      for (std::size_t k = 0; k < plume.at("t").size(); ++k) {
        auto const C = field(file, "sulfate_dissolved", static_cast<long>(k), cells.n);
        auto const psi = field(file, "pressure_head", static_cast<long>(k), cells.n);
        std::set<std::pair<double, double>> columns;
        double volume = 0;
        for (std::size_t c = 0; c < C.size(); ++c) {
          if (psi[c] < 0 || C[c] <= limit) continue;
          volume += cells.volume[c];
          columns.insert(
              {std::round(cells.centre[3 * c] * 10), std::round(cells.centre[3 * c + 1] * 10)});
        }
        EXPECT_NEAR(plume.at("area")[k], Cells::area * static_cast<double>(columns.size()), 1e-6);
        EXPECT_NEAR(plume.at("volume")[k], volume, 1e-6);
        seen += volume > 0;
      }
    }
  }
  EXPECT_GT(seen, 0);
}

TEST(Fences, SumUpWhatPassed) {
  for (auto const& one : study().at("scenarios"))
    for (auto const& fence : one.at("fences")) {
      auto const [t, rate] =
          records(one.at("name"), "edge flow of " + species_of(fence.at("substance")) + " (kg/d)");
      double kg = 0;
      for (std::size_t k = 1; k < t.size(); ++k)
        kg += (t[k] - t[k - 1]) / 86400 * (rate[k - 1] + rate[k]) / 2;
      EXPECT_NEAR(fence.at("total"), kg, 1e-9 * std::abs(kg));
    }
}

TEST(Soils, HoldWhatWasThereAndWhatHasCome) {
  for (auto const& one : study().at("scenarios")) {
    auto const file = results(one.at("name"));
    Cells const cells(file);
    auto const mean = [&](std::string const& species, long time, double west, double east) {
      auto const total = field(file, species + "_total", time, cells.n);
      double sum = 0, n = 0;  // half of the uppermost cells: their mean is that of the whole cells
      for (std::size_t c = 0; c < total.size(); ++c)
        if (cells.centre[3 * c] > west && cells.centre[3 * c] < east && cells.centre[3 * c + 2] > 9)
          sum += total[c], n += 1;
      return sum / n / 1800 * 1000;  // g/m3 of ground of 1800 kg/m3, in mg/kg
    };
    long const last = static_cast<long>(file.rows("time")) - 1;
    for (auto const& soil : one.at("soil")) {
      bool const is_field = soil.at("receptor") == "field";
      double const west = is_field ? 60 : 100, east = is_field ? 90 : 120;
      EXPECT_NEAR(soil.at("area"), (east - west) * 30, 1e-6);
      for (auto const& content : soil.at("contents")) {
        std::string const substance = content.at("substance");
        double const first = mean(species_of(substance), 0, west, east);
        double const now = mean(species_of(substance), last, west, east);
        double const before = is_field && substance == "Cd" ? 0.1 : first;
        EXPECT_NEAR(content.at("start"), before, 1e-9 * (1 + before));
        EXPECT_NEAR(content.at("end"), std::max(0.0, before + now - first), 1e-9 * (1 + now));
      }
      if (!is_field) continue;
      // Screening of Cd at pH 8 is 0.6 mg/kg, and 0.8 mg/kg on the paddy that "dig" makes of the
      // field; 0.5 m weigh 900 kg/m2.
      bool const is_paddy = one.at("name") == "dig";
      double const screening = is_paddy ? 0.8e-6 : 0.6e-6;
      double const Cd = soil.at("contents")[1].at("end").get<double>() * 1e-6;
      EXPECT_NEAR(soil.at("capacity")[0].at("static"), 900 * (screening - Cd), 1e-9);
      double const K = 0.9, K20 = std::pow(K, 20);
      EXPECT_NEAR(soil.at("capacity")[0].at("dynamic"),
                  900 * (screening - Cd * K20) * (1 - K) / (K * (1 - K20)), 1e-9);
      ASSERT_EQ(soil.at("crops").size(), 1u);
      EXPECT_EQ(soil.at("crops")[0].at("crop"), is_paddy ? "rice" : "wheat");
      EXPECT_NEAR(soil.at("crops")[0].at("content"), (is_paddy ? 0.4 : 0.155) * Cd * 1e6, 1e-12);
      EXPECT_EQ(soil.at("class"), "priority protection");
    }
    EXPECT_NEAR(one.at("farmland").at("areas")[0].at("priority_protection"), 900, 1e-6);
  }
}

TEST(Health, IsInProportionToWhatPeopleMeet) {
  for (auto const& one : study().at("scenarios")) {
    ASSERT_FALSE(one.at("health").empty());
    for (auto const& risk : one.at("health")) {
      EXPECT_EQ(risk.at("receptor"), "homes");
      if (one.at("name") == "dig") {  // nobody drinks of the well there
        EXPECT_TRUE(risk.at("water").is_null());
        for (auto const& pathway : risk.at("pathways"))
          EXPECT_NE(pathway.at("pathway"), "groundwater drunk");
        continue;
      }
      auto const [t, C] =
          records(one.at("name"), "village " + risk.at("substance").get<std::string>() + " (mg/L)");
      double const peak = *std::max_element(C.begin(), C.end());
      EXPECT_DOUBLE_EQ(risk.at("water"), peak);
      double sum = 0;
      for (auto const& pathway : risk.at("pathways")) {
        double const quotient = pathway.at("hazard_quotient");
        sum += quotient;
        // Cadmium in drinking water harms before it gives cancer: its goal has the quotient 1.
        if (pathway.at("pathway") == "groundwater drunk")
          EXPECT_NEAR(quotient, peak / risk.at("goal_water").get<double>(),
                      1e-9 * (quotient + 1e-30));
      }
      EXPECT_NEAR(risk.at("hazard_quotient"), sum, 1e-12 * sum);
    }
  }
}

double molar_mass(std::string const& species) {  // (kg/mol)
  return species == "sulfate" ? 0.09606 : 0.112414;
}

TEST(Mass, IsThatOfTheLedgerInKgAndCloses) {
  for (auto const& one : study().at("scenarios")) {
    auto const run = read_json(folder + "/" + one.at("name").get<std::string>() + "/run.json");
    for (auto const& mass : one.at("mass")) {
      json account;
      for (auto const& each : run.at("balance"))
        if (each.at("name") == species_of(mass.at("substance"))) account = each;
      EXPECT_EQ(account.at("unit"), "mol");
      double const M = molar_mass(species_of(mass.at("substance")));
      for (auto const& [ours, theirs] :
           {std::pair{"out", "out_by"}, {"in", "in_by"}, {"stored", "stored"}}) {
        ASSERT_EQ(mass.at(ours).size(), account.at(theirs).size());
        for (auto const& [name, value] : mass.at(ours).items()) {
          double const mol = account.at(theirs).at(name);
          EXPECT_NEAR(value, M * mol, 1e-12 * M * std::abs(mol)) << ours << " " << name;
        }
      }
      EXPECT_NEAR(mass.at("released"), M * account.at("released").get<double>(), 1e-9);
      double sum = mass.at("initial");
      for (auto const& [name, value] : mass.at("in").items()) sum += value.get<double>();
      for (auto const& [name, value] : mass.at("out").items()) sum -= value.get<double>();
      for (auto const& [name, value] : mass.at("stored").items()) sum -= value.get<double>();
      EXPECT_NEAR(sum, 0, 1e-9 * mass.at("initial").get<double>());
    }
  }
}

double into_water(std::string const& name, std::string const& substance) {
  auto const run = read_json(folder + "/" + name + "/run.json");
  double mol = 0;
  for (auto const& account : run.at("balance"))
    if (account.at("name") == substance)
      mol += account.at("released").get<double>() + account.at("withdrawn_waste").get<double>();
  if (run.contains("measures"))
    for (auto const& measure : run.at("measures"))
      for (auto const& moved : measure.at("balance"))
        if (moved.at("name") == substance)
          mol -= moved.at("out").get<double>() - moved.at("in").get<double>();
  return mol * molar_mass(substance);
}

TEST(Costs, AreTheHandCalculation) {
  // Loess 100 000 in 2025; upkeep 2 000 in prices of 2022, times 1.1, in 2026 and 2027, at 4 %.
  auto const& cover = scenario("cover").at("cost");
  double const upkeep = 2200 / 1.04 + 2200 / (1.04 * 1.04);
  EXPECT_NEAR(cover.at("present_value").at("low"), 8e4 + upkeep, 0.01);
  EXPECT_NEAR(cover.at("present_value").at("typical"), 1e5 + upkeep, 0.01);
  EXPECT_NEAR(cover.at("present_value").at("high"), 1.5e5 + upkeep, 0.01);
  EXPECT_NEAR(cover.at("largest_yearly").at("typical"), 2200, 1e-9);
  // The wall stands in its file with its measure: 300 000 and 1 000 in 2026, 1 000 in 2027.
  auto const& wall = scenario("wall").at("cost");
  EXPECT_NEAR(wall.at("present_value").at("typical"), 301000 / 1.04 + 1000 / (1.04 * 1.04), 0.01);
  EXPECT_EQ(wall.at("by_payer")[0].at("payer"), "mine");
  EXPECT_NEAR(scenario("cover_and_wall").at("cost").at("present_value").at("typical"),
              1e5 + upkeep + 301000 / 1.04 + 1000 / (1.04 * 1.04), 0.01);
  EXPECT_EQ(scenario("no_action").at("cost").at("present_value").at("high"), 0);
  // The five at the toe, where sulfate comes above its limit without action and not with the cover.
  EXPECT_EQ(cover.at("people_protected"), 5);
  EXPECT_NEAR(cover.at("per_person").at("typical"), (1e5 + upkeep) / 5, 0.01);
  // The wells leave its water above the limit; four of the five drink other water.
  EXPECT_EQ(scenario("wells").at("cost").at("people_protected"), 4);
  EXPECT_TRUE(scenario("no_action").at("cost").at("per_person").is_null());
  for (std::string const name : {"cover", "wells", "dig"}) {
    auto const& cost = scenario(name).at("cost");
    double const kept = into_water("no_action", "Cd") - into_water(name, "Cd");
    EXPECT_NEAR(cost.at("kg_kept_out"), kept, 1e-9 * std::abs(into_water("no_action", "Cd")))
        << name;
    if (kept > 1e-6)
      EXPECT_NEAR(cost.at("per_kg").at("typical"),
                  cost.at("present_value").at("typical").get<double>() / kept, 1e-6 / kept)
          << name;
  }
}

TEST(Verdicts, FollowFromTheMetrics) {
  std::vector<std::string> compared;
  for (auto const& one : study().at("scenarios")) {
    auto const& value = one.at("values");
    bool const risk = value.at("time_above_limit").get<double>() <= 1.5 * year;
    bool const operable = value.at("operability").get<double>() >= 3;
    bool const bearable = value.at("present_value").get<double>() <= 1e6;
    auto const& failed = one.at("verdict").at("failed_gate");
    if (!risk)
      EXPECT_EQ(failed, "risk");
    else if (!operable)
      EXPECT_EQ(failed, "operability");
    else if (!bearable)
      EXPECT_EQ(failed, "economy");
    else
      compared.push_back(one.at("name"));
    double longest = 0, highest = 0;
    for (auto const& water : one.at("water")) {
      longest = std::max(longest, water.at("time_above").get<double>());
      highest = std::max(highest, water.at("peak").get<double>() / water.at("limit").get<double>());
    }
    EXPECT_DOUBLE_EQ(value.at("peak_over_limit"), highest);
    EXPECT_DOUBLE_EQ(value.at("time_above_limit"), longest);
    EXPECT_DOUBLE_EQ(value.at("present_value"), one.at("cost").at("present_value").at("typical"));
  }
  ASSERT_GE(compared.size(), 3u);
  ASSERT_LT(compared.size(), study().at("scenarios").size()) << "no gate stops anybody";
  auto const cost = [](std::string const& name) -> double {
    return scenario(name).at("values").at("present_value");
  };
  auto const time = [](std::string const& name) -> double {
    return scenario(name).at("values").at("time_above_limit");
  };
  double least_cost = 1e300, most_cost = 0, least_time = 1e300, most_time = 0;
  for (auto const& name : compared) {
    least_cost = std::min(least_cost, cost(name)), most_cost = std::max(most_cost, cost(name));
    least_time = std::min(least_time, time(name)), most_time = std::max(most_time, time(name));
  }
  for (auto const& name : compared) {
    bool front = true;
    for (auto const& other : compared)
      front = front && !(cost(other) <= cost(name) && time(other) <= time(name) &&
                         (cost(other) < cost(name) || time(other) < time(name)));
    EXPECT_EQ(scenario(name).at("verdict").at("on_front"), front) << name;
    // Weights 2 and 1, of shares of the range; the best is 1.
    double const a = 2.0 / 3 * (most_cost - cost(name)) / (most_cost - least_cost);
    double const b = 1.0 / 3 * (most_time - time(name)) / (most_time - least_time);
    double const to_best = std::hypot(2.0 / 3 - a, 1.0 / 3 - b), to_worst = std::hypot(a, b);
    EXPECT_NEAR(scenario(name).at("verdict").at("closeness"), to_worst / (to_best + to_worst),
                1e-12)
        << name;
  }
}

TEST(Tables, SayWhatTheStudySays) {
  std::ifstream file(folder + "/water.csv");
  std::string line;
  std::getline(file, line);
  for (auto const& one : study().at("scenarios"))
    for (auto const& water : one.at("water")) {
      ASSERT_TRUE(std::getline(file, line));
      std::vector<std::string> row;
      std::string text;
      for (std::istringstream fields(line); std::getline(fields, text, ',');) row.push_back(text);
      EXPECT_EQ(row[0], one.at("name"));
      double const peak = water.at("peak");
      EXPECT_NEAR(std::stod(row[4]), peak, 1e-6 * std::abs(peak));
    }
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  testing::InitGoogleTest(&argc, argv);
  folder = argv[1];
  int const status = RUN_ALL_TESTS();
  MPI_Finalize();
  return status;
}
