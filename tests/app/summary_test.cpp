// What a run prints at its end, against its tables and its record.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/new_case.hpp"
#include "app/run.hpp"
#include "tests/io/io_checks.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

constexpr double year = 365.25 * 86400;
constexpr double three_digits = 0.5e-2, four_digits = 0.5e-3;  // relative

/// Where the columns of a table begin: each heading, after the first, is one.
std::vector<std::size_t> columns_of(std::string const& header) {
  std::vector<std::size_t> begin{0};
  for (std::size_t i = 2; i < header.size(); ++i)
    if (header[i] != ' ' && header.compare(i - 2, 2, "  ") == 0) begin.push_back(i);
  return begin;
}

Words cells_of(std::string const& line, std::vector<std::size_t> const& begin) {
  Words cells;
  for (std::size_t k = 0; k < begin.size(); ++k) {
    auto const end = k + 1 < begin.size() ? begin[k + 1] : std::string::npos;
    auto cell = begin[k] < line.size() ? line.substr(begin[k], end - begin[k]) : "";
    cell.erase(cell.find_last_not_of(' ') + 1);
    cells.push_back(cell);
  }
  return cells;
}

/// The largest value of a column of monitors.csv, and the first time above the limit (s).
struct Peak {
  double largest = 0, since = -1;
};
Peak peak_in(std::string const& path, std::string const& column, double limit) {
  std::ifstream file(path);
  std::string line, field;
  std::getline(file, line);
  std::istringstream head(line);
  std::size_t k = 0;
  while (std::getline(head, field, ',') && field != column) ++k;
  EXPECT_EQ(field, column);
  Peak peak;
  while (std::getline(file, line)) {
    std::istringstream row(line);
    std::vector<double> values;
    while (std::getline(row, field, ',')) values.push_back(std::stod(field));
    peak.largest = std::max(peak.largest, values.at(k));
    if (peak.since < 0 && values[k] > limit) peak.since = values[0];
  }
  return peak;
}

class Summary : public testing::Test {
 protected:
  test::ScratchFolder scratch_;
  std::vector<Words> table_;  // header and a line for each quantity
  std::string last_line_;
  Json balance_;

  void run(std::vector<std::string> const& overrides) {
    auto const path = new_case(scratch_ / "my-heap", MPI_COMM_WORLD);
    testing::internal::CaptureStdout();
    ExitCode const code = run_case(path, scratch_ / "results", overrides, {}, {}, MPI_COMM_WORLD);
    std::istringstream text(testing::internal::GetCapturedStdout());
    ASSERT_EQ(code, ExitCode::done);
    bool in_table = false;
    std::vector<std::size_t> columns;
    for (std::string line; std::getline(text, line); last_line_ = line) {
      in_table = (in_table || line.find("in all") != std::string::npos) &&
                 line.find("peaks:") == std::string::npos;
      if (in_table && columns.empty()) columns = columns_of(line);
      if (in_table) table_.push_back(cells_of(line, columns));
      EXPECT_LE(line.size(), 120u) << line;
    }
    balance_ = Json::parse(std::ifstream(scratch_ / "results/run.json")).at("balance");
  }
  /// What stands under a heading in a line of the table; nothing where the column is left out.
  std::string cell(std::size_t line, std::string const& heading) const {
    auto const& head = table_.at(0);
    auto const at = std::find(head.begin(), head.end(), heading);
    auto const k = static_cast<std::size_t>(at - head.begin());
    return k < table_.at(line).size() ? table_[line][k] : "";
  }
  /// A share such as "12%" or "0.4%".
  static void expect_share(std::string const& text, double share) {
    ASSERT_TRUE(text.ends_with('%')) << text << " for " << share;
    EXPECT_NEAR(std::stod(text), 100 * share, share < 0.0995 ? 0.051 : 0.51);
  }
};

TEST_F(Summary, SaysWhatTheMonitorsAndTheRecordSay) {
  run({"time.end=10 yr"});
  ASSERT_EQ(table_.size(), 3u);
  EXPECT_EQ(table_[1][0], "sulfate, mg/L");
  EXPECT_EQ(cell(1, "limit"), "250");
  EXPECT_EQ(cell(1, "before"), "20");
  for (std::string const place : {"below_heap", "downstream"}) {
    SCOPED_TRACE(place);
    auto const peak = peak_in(scratch_ / "results/monitors.csv", place + " sulfate (mg/L)", 250);
    std::istringstream words(cell(1, place));
    double largest = 0, since = 0;
    std::string sign, unit;
    words >> largest;
    EXPECT_NEAR(largest, peak.largest, three_digits * peak.largest);
    if (peak.since < 0) continue;
    words.ignore(2);  // " >"
    words >> since >> unit;
    EXPECT_EQ(unit, "yr");
    EXPECT_NEAR(since * year, peak.since, four_digits * peak.since);
  }
  auto const& account = balance_.at(1);
  double const all = account.at("initial").get<double>() + account.at("in").get<double>();
  EXPECT_NEAR(std::stod(cell(1, "in all")), 0.09606 * all, three_digits * 0.09606 * all);
  EXPECT_TRUE(cell(1, "in all").ends_with(" kg"));
  double const left = account.at("stored").at("mineral"), given_off = account.at("released");
  expect_share(cell(1, "leached"), given_off / (given_off + left));
  expect_share(cell(1, "in waste"), left / all);
  expect_share(cell(1, "in water"), account.at("stored").at("dissolved").get<double>() / all);
  // The last of the two columns of that name: the boundary, not the point.
  EXPECT_EQ(table_[0].back(), "downstream");
  expect_share(table_[1].back(), account.at("out_by").at("downstream").get<double>() / all);
  EXPECT_EQ(cell(1, "on soil"), "");
  auto const& water = balance_.at(0);
  expect_share(cell(2, "in water"),
               water.at("stored").at("dissolved").get<double>() /
                   (water.at("initial").get<double>() + water.at("in").get<double>()));
  EXPECT_TRUE(last_line_.starts_with("balance error at most ")) << last_line_;
}

// Exceeded, and no end of it: the last of the run is the largest.
TEST_F(Summary, MarksWhatStillRises) {
  run({"time.end=5 yr", "species.sulfate.limit.value=25 mg/L"});
  EXPECT_TRUE(cell(1, "below_heap").ends_with(" yr ^")) << cell(1, "below_heap");
}

// The background, to round-off, is neither a rise nor a peak to speak of.
TEST_F(Summary, OfWhatHasNotMovedSaysTheBackgroundAlone) {
  run({"time.end=30 day"});
  EXPECT_EQ(cell(1, "downstream"), "20");
}

}  // namespace
}  // namespace sanggan
