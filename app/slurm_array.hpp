#pragma once
#include <string>
#include <vector>

namespace sanggan {

/// Runs as tasks of a Slurm array.
struct SlurmArray {
  std::vector<std::string> names;    ///< of the runs, one for each task
  std::vector<std::string> command;  ///< words after the program's name that run all of them
  std::string only;                  ///< option of that command to run one by its name alone
  std::vector<std::string> after;    ///< words that sum up what the tasks left
  int ranks = 8;                     ///< of each task
  std::string time = "24:00:00";     ///< limit of each task, as Slurm writes it
  int at_once = 0;                   ///< tasks that run at the same time, at most; 0: any number
};

/// Writes the script of an array job, and how to submit it together with the job that sums up. A
/// task that reaches its time limit saves its state and is queued again; the exit codes of the runs
/// are those of the tasks. For one rank. @throws IoError
void write_slurm_array(std::string const& path, SlurmArray const& array);

/// Submits such a script with sbatch, and the job that sums up once all its tasks have ended.
/// @throws IoError with what sbatch says
void submit_slurm_array(std::string const& path, SlurmArray const& array);

}  // namespace sanggan
