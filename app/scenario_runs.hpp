#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/run_batch.hpp"
#include "study/study.hpp"

namespace sanggan {

/// The cases of the scenarios of a study. Whether their measures fit the mesh is checked.
/// Collective. @throws CaseError with all errors of all
std::vector<Case> scenario_cases(Study const& study, MPI_Comm comm);

/// The scenarios as runs in folders below `folder`, and how they stand there. Collective.
/// @param cases of the scenarios; must outlive the runs
std::vector<BatchRun> scenario_runs(Study const& study, std::vector<Case> const& cases,
                                    std::string const& folder, MPI_Comm comm);

}  // namespace sanggan
