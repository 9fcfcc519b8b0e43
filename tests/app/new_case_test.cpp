#include "app/new_case.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/run.hpp"
#include "io/case_reader.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

class NewCase : public testing::Test {
 protected:
  fs::path const folder_ = fs::temp_directory_path() / ("sanggan-new-" + std::to_string(getpid()));
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
};

TEST_F(NewCase, IsOneThatTheReaderTakes) {
  auto const path = new_case(folder_ / "my-heap", MPI_COMM_WORLD);
  Case const c = read_case(path, {}, MPI_COMM_WORLD);
  EXPECT_EQ(c.name, "my-heap");
  EXPECT_EQ(c.site.species.size(), 1u);
  EXPECT_EQ(c.site.releases.size(), 1u);
  EXPECT_LT(estimated_cells(c), 1e4);
}

TEST_F(NewCase, RunsItsFirstYear) {
  auto const path = new_case(folder_ / "my-heap", MPI_COMM_WORLD);
  Verbosity verbosity;
  verbosity.quiet = true;
  EXPECT_EQ(run_case(path, folder_ / "results", {"time.end=1 yr"}, verbosity, {}, MPI_COMM_WORLD),
            ExitCode::done);
}

TEST_F(NewCase, OverwritesNothing) {
  fs::create_directories(folder_ / "old");
  std::ofstream(folder_ / "old/case.yaml") << "mine";
  try {
    new_case(folder_ / "old", MPI_COMM_WORLD);
    FAIL() << "should throw";
  } catch (CaseError const& error) {
    EXPECT_EQ(error.what(),
              (folder_ / "old/case.yaml").string() + ": is there already; choose another name");
  }
  std::string text;
  std::ifstream(folder_ / "old/case.yaml") >> text;
  EXPECT_EQ(text, "mine");
}

TEST_F(NewCase, WantsANameForACase) {
  EXPECT_THROW(new_case(folder_ / "two words", MPI_COMM_WORLD), CaseError);
  EXPECT_FALSE(fs::exists(folder_ / "two words"));
}

}  // namespace
}  // namespace sanggan
