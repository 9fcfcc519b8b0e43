#include "app/slurm_array.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "app/child_process.hpp"
#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

/// A text as one word of a shell, in quotes where it needs them.
std::string shell_word(std::string const& text) {
  auto const plain = [](unsigned char ch) {
    return std::isalnum(ch) ||
           std::string_view("_-+=:,./%@").find(static_cast<char>(ch)) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string word(1, '\'');
  for (char const ch : text) word.append(ch == '\'' ? "'\\''" : std::string_view(&ch, 1));
  return word + '\'';
}

std::string shell_words(std::vector<std::string> words) {
  std::transform(words.begin(), words.end(), words.begin(), shell_word);
  return fmt::format("{}", fmt::join(words, " "));
}

/// A command line that starts this very program.
std::string command_line(std::vector<std::string> words) {
  words.insert(words.begin(), own_program());
  return shell_words(std::move(words));
}

/// Runs sbatch and returns the number of the job.
std::string submitted(std::vector<std::string> const& words) {
  ChildProcess sbatch(words);
  int const code = sbatch.wait();
  if (code != 0)
    throw IoError(words.front(), fmt::format("ended with {}: {}", code, sbatch.said()));
  return sbatch.said();
}

// SIGUSR1 comes two minutes before the end of the time limit: the run saves its state and ends with
// 75, and the task is queued again and goes on from there.
void write_script(SlurmRequest const& request, SlurmArray const& array) {
  write_atomically(
      request.script,
      fmt::format(
          R"(#!/bin/bash
# One run in each task of an array. Submit it, and then what sums up:
#   job=$(sbatch --parsable {script})
#   sbatch --dependency=afterany:$job --ntasks=1 --wrap {after}
# A failed task can be submitted again alone: --array=NUMBER. What is done is not run again.
#SBATCH --job-name=sanggan
#SBATCH --array=0-{last}{at_once}
#SBATCH --ntasks={ranks}
#SBATCH --time={time}
#SBATCH --signal=B:USR1@120
#SBATCH --requeue
#SBATCH --output=sanggan-%A-%a.log
#SBATCH --open-mode=append
export SLURM_MPI_TYPE=${{SLURM_MPI_TYPE:-pmix}}  # how srun starts the ranks of Open MPI
names=({names})
srun {command} {only} "${{names[$SLURM_ARRAY_TASK_ID]}}" &
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
          fmt::arg("script", shell_word(absolute_path(request.script))),
          fmt::arg("after", shell_word(command_line(array.after))),
          fmt::arg("last", array.names.size() - 1),
          fmt::arg("at_once", request.at_once > 0 ? fmt::format("%{}", request.at_once) : ""),
          fmt::arg("ranks", request.ranks), fmt::arg("time", request.time),
          fmt::arg("names", shell_words(array.names)),
          fmt::arg("command", command_line(array.command)), fmt::arg("only", array.only)));
}

void submit(std::string const& script, SlurmArray const& array) {
  std::string const job = submitted({"sbatch", "--parsable", script});
  std::string const sum = submitted({"sbatch", "--parsable", "--dependency=afterany:" + job,
                                     "--ntasks=1", "--job-name=sanggan", "--output=sanggan-%j.log",
                                     "--wrap", command_line(array.after)});
  fmt::print("submitted {} with {} runs, and {} that sums up\n", job, array.names.size(), sum);
}

}  // namespace

void give_to_slurm(SlurmRequest const& request, SlurmArray const& array, MPI_Comm comm) {
  on_first_rank(comm, request.script, [&] {
    write_script(request, array);
    if (request.submit) submit(request.script, array);
  });
}

}  // namespace sanggan
