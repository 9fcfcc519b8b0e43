// The project's own standards: figures as published, and what must hold of all of them.
#include "study/limits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <tuple>

#include "study/own_figures.hpp"
#include "study/read_limits.hpp"
#include "study/water_quality.hpp"

namespace sanggan {
namespace {

constexpr double mg_per_kg = 1e-6, mg_per_L = 1e-3, ug_per_L = 1e-6;

std::vector<Limit> const& limits() {
  static auto const all = own_limits();
  return all;
}

double value(LimitQuery const& query) {
  auto const* limit = find_limit(limits(), query);
  return limit ? limit->value : -1;
}

TEST(OwnStandards, AreThere) {
  EXPECT_EQ(
      standards_in(limits()),
      (std::vector<std::string>{"GB 15618-2018", "GB 2762-2022", "GB 36600-2018", "GB 3838-2002",
                                "GB 5084-2021", "GB 5749-2022", "GB/T 14848-2017"}));
}

// Table 1 of GB 15618-2018: pH bands are closed at their upper end.
TEST(GB15618, ScreeningValueOfCadmiumByPHAndUse) {
  auto const Cd = [](std::string_view use, double pH) {
    return value({"GB 15618-2018", "Cd", use, "screening", pH}) / mg_per_kg;
  };
  EXPECT_DOUBLE_EQ(Cd("paddy", 5.5), 0.3);
  EXPECT_DOUBLE_EQ(Cd("paddy", 5.51), 0.4);
  EXPECT_DOUBLE_EQ(Cd("paddy", 6.5), 0.4);
  EXPECT_DOUBLE_EQ(Cd("paddy", 7.5), 0.6);
  EXPECT_DOUBLE_EQ(Cd("paddy", 8), 0.8);
  EXPECT_DOUBLE_EQ(Cd("dry land", 7.5), 0.3);
  EXPECT_DOUBLE_EQ(Cd("dry land", 8), 0.6);
}

// Cu has rows for orchards and others; "other" includes paddy. Ni and Zn have one row.
TEST(GB15618, UsesThatLackARowTakeOtherOrAll) {
  auto const screening = [](std::string_view substance, std::string_view use) {
    return value({"GB 15618-2018", substance, use, "screening", 7}) / mg_per_kg;
  };
  EXPECT_DOUBLE_EQ(screening("Cu", "orchard"), 200);
  EXPECT_DOUBLE_EQ(screening("Cu", "paddy"), 100);
  EXPECT_DOUBLE_EQ(screening("Zn", "paddy"), 250);
  EXPECT_DOUBLE_EQ(screening("Pb", "orchard"), 120);
  for (auto const* substance : {"Cu", "Ni", "Zn"})
    EXPECT_EQ(value({"GB 15618-2018", substance, "paddy", "intervention", 7}), -1);
}

TEST(Standards, FiguresOfEachInSI) {
  EXPECT_DOUBLE_EQ(value({"GB/T 14848-2017", "Cd", "III", "limit"}), 0.005 * mg_per_L);
  EXPECT_DOUBLE_EQ(value({"GB/T 14848-2017", "BaP", "III", "limit"}), 0.01 * ug_per_L);
  EXPECT_DOUBLE_EQ(value({"GB/T 14848-2017", "Fe", "IV", "limit"}), 2 * mg_per_L);
  EXPECT_DOUBLE_EQ(value({"GB/T 14848-2017", "pH", "IV", "least"}), 5.5);
  EXPECT_DOUBLE_EQ(value({"GB 3838-2002", "Hg", "III", "limit"}), 0.0001 * mg_per_L);
  EXPECT_DOUBLE_EQ(value({"GB 36600-2018", "Pb", "class 2 land", "intervention"}),
                   2500 * mg_per_kg);
  EXPECT_DOUBLE_EQ(value({"GB 2762-2022", "Cd", "wheat", "limit"}), 0.1 * mg_per_kg);
  EXPECT_DOUBLE_EQ(value({"GB 5749-2022", "As", "tap", "limit"}), 0.01 * mg_per_L);
  EXPECT_DOUBLE_EQ(value({"GB 5084-2021", "As", "dry crop", "limit"}), 0.1 * mg_per_L);
}

TEST(Limits, NoneWhereTheStandardSetsNone) {
  EXPECT_EQ(value({"GB 36600-2018", "Zn", "class 1 land", "screening"}), -1);
  EXPECT_EQ(value({"GB 15618-2018", "Cd", "paddy", "screening"}), -1);  // no pH
  EXPECT_EQ(value({"GB 2762-2022", "Cd", "sunflower", "limit"}), -1);
  EXPECT_EQ(value({"GB 1-1900", "Cd", "paddy", "screening", 7}), -1);
}

// A figure that stands twice, or bands that overlap, would make the answer one of order.
TEST(OwnStandards, GiveOneFigureForEachQuestion) {
  std::set<std::tuple<std::string, std::string, std::string, std::string, double>> seen;
  for (auto const& l : limits())
    EXPECT_TRUE(seen.insert({l.standard, l.substance, l.use, l.kind, l.up_to_pH}).second)
        << l.standard << " " << l.substance << " " << l.use;
}

TEST(OwnStandards, InterventionIsAboveScreeningAndClassesGetWorse) {
  for (auto const& l : limits()) {
    EXPECT_GT(l.value, 0);
    if (l.kind == "intervention") {
      for (auto const* use : {"paddy", "orchard", "dry land", l.use.c_str()})
        EXPECT_GT(l.value, value({l.standard, l.substance, use, "screening",
                                  std::isfinite(l.up_to_pH) ? l.up_to_pH : 9}));
    }
    for (int k = 2; k <= 5; ++k) {
      if (l.kind == "limit" && l.use == water_class_name(k)) {
        EXPECT_GE(l.value, value({l.standard, l.substance, water_class_name(k - 1), "limit"}));
      }
    }
  }
}

// The last column of every file names the source.
TEST(OwnFigures, CiteWhatStandsInTheReferences) {
  std::ifstream file("REFERENCES.md");
  std::stringstream references;
  references << file.rdbuf();
  std::set<std::string> keys;
  for (auto const& figures : own_figures()) {
    std::istringstream lines{std::string(figures.text)};
    for (std::string line; std::getline(lines, line);)
      if (!line.starts_with("#")) keys.insert(line.substr(line.rfind(',') + 1));
  }
  keys.erase("source");
  EXPECT_GE(keys.size(), 12);
  for (auto const& key : keys)
    EXPECT_NE(references.str().find("- [" + key + "]"), std::string::npos) << key;
}

}  // namespace
}  // namespace sanggan
