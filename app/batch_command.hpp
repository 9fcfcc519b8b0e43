#pragma once
#include <mpi.h>

#include <functional>
#include <string>
#include <vector>

#include "app/batch_folder.hpp"
#include "app/run_batch.hpp"
#include "app/slurm_array.hpp"

namespace sanggan {

/// How the runs of a sweep or an ensemble are asked for.
struct BatchRequest {
  std::string folder;             ///< of the results; empty: results/<name of the file>
  std::vector<std::string> only;  ///< names of the runs wanted, without a summary; empty: all
  int groups = 0;                 ///< of ranks; 0: one for each run, as far as there are
  int processes = 0;     ///< started for the runs, at a time; 0: the ranks of this job run them
  bool resume = false;   ///< with what is in the folder
  bool summary = false;  ///< of what is there, running nothing
  SlurmRequest slurm;
  Verbosity verbosity;

  /// The folder of what the file at `path` describes.
  std::string folder_of(std::string const& path) const;
};

/// What is to be run, and what comes of it.
struct Batch {
  BatchMark mark;
  std::string case_path;           ///< the file of which all runs are cases, with their overrides
  std::vector<std::string> words;  ///< of the command line that runs all: verb, files, overrides
  std::string only;                ///< option of that command to run one by its name
  std::vector<BatchRun> runs;      ///< those wanted
  Case base;                       ///< of one run; where it starts may be where all do
  std::vector<std::string> keys;   ///< paths in which the cases of the runs differ
  /// Sums up how the runs stand. Collective.
  std::function<void(std::vector<BatchRun> const&)> sum_up;
};

/// Does with a batch what is asked for: runs what is not done, by groups of ranks or by processes,
/// each run with its status.json; or writes the array script that does; and sums up. A run that
/// fails leaves the others standing. Collective. @throws CaseError, IoError
ExitCode do_batch(BatchRequest const& request, Batch batch, MPI_Comm comm);

}  // namespace sanggan
