#pragma once
#include <gtest/gtest.h>
#include <mpi.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "app/new_case.hpp"
#include "app/run.hpp"

namespace sanggan::test {

/// A suite of tests on the results of one short run of the starter case, in a folder that goes
/// when they are done. All ranks take part.
class FinishedRun : public testing::Test {
 protected:
  static std::string folder() { return base() + "/results"; }
  static int rank() {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
  }

  static void SetUpTestSuite() {
    auto const path = new_case(base() + "/my-heap", MPI_COMM_WORLD);
    Verbosity verbosity;
    verbosity.quiet = true;
    ASSERT_EQ(run_case(path, folder(),
                       {"time.end=20 day", "output.every=10 day", "output.vtu=true",
                        "crs=EPSG:32649", "species.sulfate.limit.value=15 mg/L"},
                       verbosity, {}, MPI_COMM_WORLD),
              ExitCode::done);
  }
  static void TearDownTestSuite() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank() == 0) std::filesystem::remove_all(base());
  }

 private:
  static std::string base() {
    static std::string const path = [] {
      int id = getpid();
      MPI_Bcast(&id, 1, MPI_INT, 0, MPI_COMM_WORLD);
      return (std::filesystem::temp_directory_path() / ("sanggan-run-" + std::to_string(id)))
          .string();
    }();
    return path;
  }
};

}  // namespace sanggan::test
