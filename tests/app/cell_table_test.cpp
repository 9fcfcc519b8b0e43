#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "app/export.hpp"
#include "io/results_reader.hpp"
#include "tests/app/finished_run.hpp"

namespace sanggan {
namespace {

class CellTable : public test::FinishedRun {};

std::vector<std::string> split(std::string const& line) {
  std::istringstream in(line);
  std::vector<std::string> fields;
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

TEST_F(CellTable, HasALineForEachCellWithTheValuesOfTheResults) {
  ASSERT_EQ(export_results({folder(), "csv", "", ""}, MPI_COMM_WORLD), ExitCode::done);
  ResultsReader const results(folder() + "/results.h5", MPI_COMM_SELF);
  auto const shot = results.snapshot(2);
  auto const centres = results.centres();
  auto const zones = results.zones();
  auto const names = results.zone_names();
  std::ifstream file(folder() + "/cells/cells_00002.csv");
  std::string line;
  std::getline(file, line);
  auto const header = split(line);
  std::vector<std::string> expected{"time (s)", "x (m)", "y (m)", "z (m)", "zone"};
  for (auto const& field : shot.fields)
    if (field.components == 1)
      expected.push_back(field.name + " (" + field.unit + ")");
    else
      for (char const axis : {'x', 'y', 'z'})
        expected.push_back(field.name + "_" + axis + " (" + field.unit + ")");
  EXPECT_EQ(header, expected);
  EXPECT_NE(std::find(header.begin(), header.end(), "sulfate_dissolved (mg/L)"), header.end());

  std::size_t cell = 0;
  for (; std::getline(file, line); ++cell) {
    auto const row = split(line);
    ASSERT_EQ(row.size(), header.size());
    EXPECT_EQ(std::stod(row[0]), shot.t);
    EXPECT_EQ(row[4], names[static_cast<std::size_t>(zones[cell])]);
    std::vector<double> values(centres.begin() + static_cast<std::ptrdiff_t>(3 * cell),
                               centres.begin() + static_cast<std::ptrdiff_t>(3 * cell + 3));
    for (auto const& field : shot.fields)
      for (int k = 0; k < field.components; ++k)
        values.push_back(field.values[cell * static_cast<std::size_t>(field.components) +
                                      static_cast<std::size_t>(k)]);
    for (std::size_t i = 0; i < values.size(); ++i)  // ten digits are written
      ASSERT_NEAR(std::stod(row[i < 3 ? i + 1 : i + 2]), values[i], 1e-9 * std::abs(values[i]))
          << header[i < 3 ? i + 1 : i + 2];
  }
  EXPECT_EQ(static_cast<GlobalIndex>(cell), results.index().n_cells);
}

}  // namespace
}  // namespace sanggan
