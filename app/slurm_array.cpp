#include "app/slurm_array.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/atomic_file.hpp"

namespace sanggan {
namespace {

/// A text as one word of a shell.
std::string shell_word(std::string const& text) {
  std::string word = "'";
  for (char const ch : text) word += ch == '\'' ? std::string("'\\''") : std::string(1, ch);
  return word + "'";
}

std::string absolute(std::string const& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

}  // namespace

// SIGUSR1 comes two minutes before the end of the time limit: the run saves its state and ends with
// 75, and the task is queued again and goes on from there.
void write_slurm_array(std::string const& path, Study const& study, std::string const& folder) {
  std::string names;
  for (Scenario const& scenario : study.scenarios) names += " " + shell_word(scenario.name);
  std::string const self = std::filesystem::read_symlink("/proc/self/exe").string();
  write_atomically(
      path, fmt::format(R"(#!/bin/bash
# The scenarios of a study, one in each task of an array. Submit it, and then what compares them:
#   job=$(sbatch --parsable {script})
#   sbatch --dependency=afterany:$job --ntasks=1 --wrap "srun sanggan compare {study} -o {folder}"
# A failed task can be submitted again alone: --array=NUMBER. What is done is not run again.
#SBATCH --job-name=sanggan
#SBATCH --array=0-{last}
#SBATCH --ntasks=8
#SBATCH --time=24:00:00
#SBATCH --signal=B:USR1@120
#SBATCH --requeue
#SBATCH --output=scenario-%A-%a.log
scenarios=({names})
scenario=${{scenarios[$SLURM_ARRAY_TASK_ID]}}
srun {self} compare {study} -o {folder} --scenario "$scenario" &
run=$!
trap 'kill -USR1 $run' USR1
wait $run
status=$?
# A signal ends `wait` before the run has saved its state.
while kill -0 $run 2>/dev/null; do
  wait $run
  status=$?
done
if [ $status -eq 75 ]; then scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"; fi
exit $status
)",
                        fmt::arg("script", shell_word(absolute(path))),
                        fmt::arg("study", shell_word(absolute(study.path))),
                        fmt::arg("folder", shell_word(absolute(folder))),
                        fmt::arg("last", study.scenarios.size() - 1),
                        fmt::arg("names", names.substr(1)), fmt::arg("self", shell_word(self))));
}

}  // namespace sanggan
