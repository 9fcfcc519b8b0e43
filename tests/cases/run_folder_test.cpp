// What a finished run leaves: run_folder_test FOLDER END, where END is the end of the run (s).
#include <gtest/gtest.h>
#include <vtkCellData.h>
#include <vtkDataSet.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "io/results_reader.hpp"
#include "solver/petsc_runtime.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string folder;
double end_of_run = 0;

constexpr double same_time = 1e-9;       // relative: tables hold ten digits
constexpr double closed_balance = 1e-9;  // relative

fs::path in_folder(std::string const& name) { return fs::path(folder) / name; }
Json json_of(std::string const& name) { return Json::parse(std::ifstream(in_folder(name))); }

/// A table as text: header and rows, each as long as the header.
std::vector<std::vector<std::string>> table(std::string const& name) {
  std::ifstream file(in_folder(name));
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    auto& row = rows.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
    EXPECT_EQ(row.size(), rows.front().size()) << name << ": " << line;
  }
  return rows;
}

TEST(RunFolder, RecordSaysThatItIsDoneAndThatEveryBalanceCloses) {
  Json const record = json_of("run.json");
  EXPECT_EQ(record.at("status"), "done");
  EXPECT_EQ(record.at("time"), end_of_run);
  EXPECT_GT(record.at("steps"), 0);
  EXPECT_GT(record.at("newton_iterations"), 0);
  EXPECT_EQ(record.at("case").at("hash").get<std::string>().size(), 16u);
  ASSERT_GE(record.at("balance").size(), 1u);
  EXPECT_EQ(record.at("balance")[0].at("name"), "water");
  for (Json const& account : record.at("balance")) {
    SCOPED_TRACE(account.at("name"));
    EXPECT_LT(account.at("relative_error"), closed_balance);
    // The error that the record states is that of the totals that it states.
    double stored = 0;
    for (auto const& [pool, amount] : account.at("stored").items()) stored += amount.get<double>();
    double const in = account.at("in"), out = account.at("out"), initial = account.at("initial");
    EXPECT_LE(std::abs(in - out - (stored - initial)),
              closed_balance * std::max({in, out, stored, initial}));
    double reacted = 0;
    for (char const* process : {"produced", "decayed", "consumed"})
      reacted += account.at("in_by").value(process, 0.0) - account.at("out_by").value(process, 0.0);
    EXPECT_EQ(account.at("reacted"), reacted);
    EXPECT_GE(account.at("released"), 0);
  }
}

TEST(RunFolder, RecordSaysWhatTheRunCost) {
  Json const record = json_of("run.json");
  auto const& memory = record.at("peak_memory_by_rank");
  EXPECT_EQ(memory.size(), record.at("ranks"));
  for (double const bytes : memory) EXPECT_TRUE(bytes > 1e6 && bytes < 1e12) << bytes;
  double phases = 0;
  Json const& seconds = record.at("seconds");
  for (char const* phase : {"assembly", "preconditioner", "linear_solve", "transport", "output"})
    phases += seconds.at(phase).get<double>();
  EXPECT_GT(phases, 0);
}

TEST(RunFolder, ResultsHoldFiniteFieldsFromTheStartToTheEnd) {
  ResultsReader const results(in_folder("results.h5"), MPI_COMM_SELF);
  Json const record = json_of("run.json");
  EXPECT_EQ(results.index().n_cells, record.at("cells"));
  EXPECT_EQ(results.about("case"), record.at("case").at("name"));
  EXPECT_EQ(results.about("case_hash"), record.at("case").at("hash"));
  auto const& times = results.index().times;
  ASSERT_GE(times.size(), 2u);
  EXPECT_EQ(times.front(), 0);
  EXPECT_EQ(times.back(), end_of_run);
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  for (std::size_t k = 0; k < times.size(); ++k)
    for (auto const& field : results.snapshot(k).fields)
      for (double const value : field.values) ASSERT_TRUE(std::isfinite(value)) << field.name;
}

TEST(RunFolder, ViewShowsEveryTimeOfTheResults) {
  ResultsReader const results(in_folder("results.h5"), MPI_COMM_SELF);
  auto const& times = results.index().times;
  Json const files = json_of("view/results.hdf.series").at("files");
  ASSERT_EQ(files.size(), times.size());
  for (std::size_t k = 0; k < times.size(); ++k) {
    EXPECT_EQ(files[k].at("time"), times[k]);
    vtkNew<vtkHDFReader> reader;
    reader->SetFileName((in_folder("view") / files[k].at("name").get<std::string>()).c_str());
    reader->Update();
    auto* const data = vtkDataSet::SafeDownCast(reader->GetOutputAsDataSet());
    ASSERT_TRUE(data);
    EXPECT_EQ(data->GetNumberOfCells(), results.index().n_cells);
    for (char const* name :
         {"pressure_head", "head", "water_content", "saturation", "darcy_flux", "zone", "rank"})
      EXPECT_TRUE(data->GetCellData()->HasArray(name)) << name;
  }
  EXPECT_GT(fs::file_size(in_folder("view/results.xdmf")), 0u);
}

TEST(RunFolder, TablesGoFromTheStartToTheEnd) {
  for (std::string const name : {"monitors.csv", "budget.csv"}) {
    SCOPED_TRACE(name);
    auto const rows = table(name);
    ASSERT_GE(rows.size(), 2u);
    EXPECT_EQ(rows[0][0], "time (s)");
    double before = -1;
    for (std::size_t k = 1; k < rows.size(); ++k) {
      double const t = std::stod(rows[k][0]);
      EXPECT_GT(t, before);
      before = t;
    }
    EXPECT_NEAR(before, end_of_run, same_time * end_of_run);
  }
  // The first row of the monitors is the start; the budget has a row for each step.
  EXPECT_EQ(table("monitors.csv")[1][0], "0");
  EXPECT_EQ(table("budget.csv").size() - 1, json_of("run.json").at("steps"));
}

TEST(RunFolder, HoldsACheckpointOfTheEndAndNothingHalfDone) {
  std::vector<std::string> names;
  for (auto const& entry : fs::directory_iterator(in_folder("checkpoint")))
    names.push_back(entry.path().filename());
  ASSERT_FALSE(names.empty());
  EXPECT_LE(names.size(), 2u);
  Hdf5File const newest(in_folder("checkpoint") / *std::max_element(names.begin(), names.end()),
                        Hdf5File::Mode::read, MPI_COMM_SELF);
  EXPECT_EQ(newest.number_attribute("/", "t"), end_of_run);
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    EXPECT_NE(entry.path().extension(), ".tmp") << entry.path();
  EXPECT_FALSE(fs::exists(in_folder("failure.json")));
}

}  // namespace
}  // namespace sanggan

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  sanggan::PetscRuntime const runtime(argc, argv);
  if (argc != 3) return 64;
  sanggan::folder = argv[1];
  sanggan::end_of_run = std::stod(argv[2]);
  return RUN_ALL_TESTS();
}
