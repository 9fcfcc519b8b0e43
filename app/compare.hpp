#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/progress.hpp"
#include "app/slurm_array.hpp"

namespace sanggan {

/// What `sanggan compare` is asked for.
struct CompareOptions {
  std::string study, folder;
  std::vector<std::string> scenarios;  ///< to be run, without comparing; empty: all, compared
  int groups = 0;                      ///< of ranks; 0: one for each scenario, as far as there are
  SlurmRequest slurm{.ranks = 8};
  std::string language = "zh";  ///< zh or en, which the report shows first
  Verbosity verbosity;
};

/// Runs the scenarios of a study below a folder, as far as they are not done there, and writes
/// what came out of them: report.html, study.json, tables, maps, a script for ParaView. A scenario
/// that fails is reported as failed. Collective.
/// @throws CaseError, IoError
ExitCode compare_scenarios(CompareOptions const& options, MPI_Comm comm);

}  // namespace sanggan
