#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/run_batch.hpp"
#include "study/sweep_table.hpp"

namespace sanggan {

/// What a sweep runs.
struct SweepPlan {
  SweepTable table;
  std::string case_path, folder;
  std::vector<std::string> overrides;  ///< of all rows
};

/// The rows of a sweep as runs in folders below that of the sweep, all checked: each is read as a
/// case and held against its mesh, which is built once for the rows that have it in common, by
/// groups of ranks side by side. How they stand is not looked up. Collective.
/// @param plan must outlive the runs @param groups of ranks; 0: one for each row, if there are
/// @throws CaseError with all errors of all rows
std::vector<BatchRun> sweep_runs(SweepPlan const& plan, int groups, MPI_Comm comm);

}  // namespace sanggan
