// What a sweep is summed up to, from runs written by hand.
#include "study/sweep_summary.hpp"

#include <gtest/gtest.h>
#include <mpi.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "io/atomic_file.hpp"
#include "io/hdf5_file.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

class SweepSummary : public testing::Test {
 protected:
  SweepSummary() { fs::create_directories(folder_); }
  ~SweepSummary() override { fs::remove_all(folder_); }

  SummaryRow row(std::string const& name, std::string const& monitors, double released) {
    std::string const folder = folder_ + "/" + name;
    fs::create_directories(folder);
    std::ofstream(folder + "/monitors.csv") << monitors;
    std::ofstream(folder + "/run.json")
        << R"({"case": {"hash": "0"}, "cells": 1, "steps": 2, "seconds": {"total": 1}, "balance": [)"
        << R"({"name": "Cd", "unit": "mol", "initial": 1, "released": )" << released
        << R"(, "reacted": 0, "withdrawn_waste": 0, "relative_error": 0, "stored": {"sorbed": 4},)"
        << R"( "in_by": {}, "out_by": {"river": 0.5}}]})";
    return {name, folder, {name == "b" ? "2 m, or so" : ""}, "done", 0, 2.5, ""};
  }

  std::string const folder_ = fs::temp_directory_path() / "sanggan_sweep_summary_test";
};

TEST_F(SweepSummary, HasEndPeakAndBooksOfEachRowAndCurvesAtCommonTimes) {
  std::vector<SummaryRow> rows{
      row("a", "time (s),well Cd (mg/L)\n0,1\n10,5\n15,5\n20,3\n", 3.5),
      row("b", "time (s),well Cd (mg/L),river Cd (mg/L)\n0,1,0\n10,2,7\n20,4,6\n", 4.5)};
  rows.push_back({"c", folder_ + "/c", {""}, "failed", 3, 1, "it cannot go on"});
  write_sweep_summary(folder_, {"wells.well.z"}, rows);

  Hdf5File const file(folder_ + "/summary.h5", Hdf5File::Mode::read, MPI_COMM_SELF);
  auto const figure = [&](std::string const& name) {
    return file.read<double>("figures/" + name, {0, 3, 3});
  };
  auto const expect = [&](std::string const& name, double a, double b) {
    auto const values = figure(name);
    EXPECT_EQ(values[0], a) << name;
    EXPECT_EQ(values[1], b) << name;
    EXPECT_TRUE(std::isnan(values[2])) << name;
  };
  expect("well Cd at the end", 3, 4);
  expect("well Cd peak", 5, 4);
  expect("well Cd time of peak", 10, 20);
  expect("Cd released", 3.5, 4.5);
  expect("Cd out by river", 0.5, 0.5);
  expect("Cd stored sorbed", 4, 4);
  EXPECT_TRUE(std::isnan(figure("river Cd peak")[0]));
  EXPECT_EQ(file.text_attribute("figures/Cd released", "units"), "mol");
  EXPECT_EQ(file.read<double>("time", {0, 3, 3}), (std::vector<double>{0, 10, 20}));
  EXPECT_EQ(file.text_attribute("monitors/well Cd", "units"), "mg/L");
  auto const well = file.read<double>("monitors/well Cd", {0, 2, 3}, 3);
  EXPECT_EQ(well, (std::vector<double>{1, 5, 3, 1, 2, 4}));
  EXPECT_TRUE(std::isnan(file.read<double>("monitors/well Cd", {2, 1, 3}, 3)[1]));
  EXPECT_EQ(file.read<GlobalIndex>("exit_code", {0, 3, 3}), (std::vector<GlobalIndex>{0, 0, 3}));

  std::string const csv = read_text(folder_ + "/summary.csv");
  EXPECT_NE(csv.find("\nb,\"2 m, or so\",done,0,2.5,,4,4,20,"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\nc,,failed,3,1,it cannot go on,,,"), std::string::npos) << csv;
}

TEST_F(SweepSummary, StandsWithoutAnyRunThatIsDone) {
  write_sweep_summary(folder_, {}, {{"a", folder_ + "/a", {}, "not run", 0, 0, ""}});
  EXPECT_EQ(read_text(folder_ + "/summary.csv"),
            "name,state,exit code,seconds,message\na,not run,0,0,\n");
}

}  // namespace
}  // namespace sanggan
