#include <gtest/gtest.h>
#include <mpi.h>

#include "solver/petsc_runtime.hpp"

// Every rank runs the same tests; only rank 0 prints what passed, and any rank's failure fails all.
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  sanggan::PetscRuntime const runtime(argc, argv);
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank != 0) {
    auto& listeners = testing::UnitTest::GetInstance()->listeners();
    class FailuresOnly : public testing::EmptyTestEventListener {
      void OnTestPartResult(testing::TestPartResult const& result) override {
        if (result.failed())
          std::fprintf(stderr, "%s:%d: %s\n", result.file_name(), result.line_number(),
                       result.summary());
      }
    };
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new FailuresOnly);
  }
  int failed = RUN_ALL_TESTS(), any_failed = 0;
  MPI_Allreduce(&failed, &any_failed, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  return any_failed;
}
