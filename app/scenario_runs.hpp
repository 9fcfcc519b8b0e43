#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/case_run.hpp"
#include "io/case.hpp"
#include "study/study.hpp"

namespace sanggan {

/// How a scenario stands.
enum class RunStatus { not_run, done, failed, stopped };

/// A scenario as a run.
struct ScenarioRun {
  std::string name, folder;
  Case site;  ///< with its measures
  RunStatus status = RunStatus::not_run;
  std::string message;  ///< why it failed
};

/// The scenarios of a study with their folders below `folder`, and how they stand there. Whether
/// their measures fit the mesh is checked. Collective. @throws CaseError with all errors of all
std::vector<ScenarioRun> scenario_runs(Study const& study, std::string const& folder,
                                       MPI_Comm comm);

/// Runs those that are asked for and not done, in groups of ranks that take the next one when they
/// are free. A broken run goes on from its checkpoint; a start that several have in common is
/// computed once. Collective; the same on all ranks at the end.
/// @param groups 0: one for each scenario, as far as there are ranks
void run_scenarios(Study const& study, std::vector<ScenarioRun>& runs, std::string const& folder,
                   int groups, Verbosity verbosity, MPI_Comm comm);

}  // namespace sanggan
