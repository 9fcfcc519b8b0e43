#pragma once
#include <mpi.h>

#include <string>
#include <vector>

namespace sanggan {

/// What is asked of Slurm.
struct SlurmRequest {
  std::string script = {};  ///< file to write an array script to, in place of running; empty: none
  int ranks = 1;            ///< of each task
  std::string time = "24:00:00";  ///< limit of each task, as Slurm writes it
  int at_once = 0;                ///< tasks that run at the same time, at most; 0: any number
  bool submit = false;            ///< the array, and the job that sums up
};

/// Runs as tasks of a Slurm array.
struct SlurmArray {
  std::vector<std::string> names;    ///< of the runs, one for each task
  std::vector<std::string> command;  ///< words after the program's name that run all of them
  std::string only;                  ///< option of that command to run one by its name alone
  std::vector<std::string> after;    ///< words that sum up what the tasks left
};

/// Writes the script of an array job, with how to submit it together with the job that sums up once
/// all its tasks have ended, and submits both by sbatch where that is asked for. A task that
/// reaches its time limit saves its state and is queued again; the exit codes of the runs are those
/// of the tasks. Collective. @throws IoError, also with what sbatch says
void give_to_slurm(SlurmRequest const& request, SlurmArray const& array, MPI_Comm comm);

}  // namespace sanggan
