#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/progress.hpp"

namespace sanggan {

/// What `sanggan sweep` is asked for.
struct SweepOptions {
  std::string table, case_path, folder;
  std::vector<std::string> overrides;  ///< of all rows
  std::vector<std::string> rows;       ///< names of those to be run, without a summary; empty: all
  int groups = 0;                      ///< of ranks; 0: one for each row, as far as there are
  int processes = 0;  ///< started for the runs, at a time; 0: the ranks of this job run them
  std::string slurm;  ///< file to write an array script to, in place of running; empty: none
  int ranks = 1;      ///< of each task of the array
  std::string time = "24:00:00";  ///< limit of each task
  int at_once = 0;                ///< tasks of the array at a time; 0: any number
  bool submit = false;            ///< the array, and the job that sums up
  bool resume = false;            ///< with what is in the folder
  bool summary = false;           ///< of what is there, running nothing
  Verbosity verbosity;
};

/// Runs a case once for each row of a table, in folders below that of the sweep, each with its
/// status.json, and sums up in summary.csv and summary.h5. A row that fails leaves the others
/// standing. Collective. @throws CaseError, IoError
ExitCode sweep(SweepOptions const& options, MPI_Comm comm);

}  // namespace sanggan
