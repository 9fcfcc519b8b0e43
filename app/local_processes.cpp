#include "app/local_processes.hpp"

#include <mpi.h>
#include <omp.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <list>
#include <thread>

#include "app/child_process.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

constexpr std::chrono::milliseconds between_looks{2};

std::atomic<int> stop_signal = 0;
void note_signal(int number) { stop_signal = number; }

std::vector<std::string> command_of(BatchRun const& run, std::string const& case_path) {
  std::vector<std::string> words{own_program()};
  if (run.status == RunStatus::stopped)
    words.insert(words.end(), {"resume", run.order.folder});
  else
    words.insert(words.end(), {"run", case_path, "-o", run.order.folder});
  words.insert(words.end(), {"--quiet", "--threads", std::to_string(omp_get_max_threads())});
  for (std::string const& one : run.order.overrides)
    if (run.status != RunStatus::stopped) words.insert(words.end(), {"--set", one});
  return words;
}

void note(BatchRun& run, BatchOptions const& options) try {
  if (options.note) options.note(run);
} catch (std::exception const& error) {
  end_run(run, ExitCode::input_output, error.what());
}

/// A run under way.
struct Running {
  BatchRun& run;
  ChildProcess process;
  double begin;
};

void begin(BatchRun& run, std::string const& case_path, BatchOptions const& options,
           std::list<Running>& running) try {
  auto const command = command_of(run, case_path);
  if (!options.verbosity.quiet) tell(run, false);
  run.status = RunStatus::running;
  note(run, options);
  running.push_back({run, ChildProcess(command), MPI_Wtime()});
} catch (IoError const& error) {
  end_run(run, ExitCode::input_output, error.what());
}

/// Whether it has ended; if so, it is noted how.
bool has_ended(Running& one, BatchOptions const& options) {
  auto const code = one.process.poll();
  if (!code) return false;
  one.run.seconds = MPI_Wtime() - one.begin;
  bool const well = *code == 0 || *code == static_cast<int>(ExitCode::stopped);
  end_run(one.run, static_cast<ExitCode>(*code), well ? "" : one.process.said());
  note(one.run, options);
  if (!options.verbosity.quiet) tell(one.run, true);
  return true;
}

}  // namespace

void run_processes(std::vector<BatchRun>& runs, std::string const& case_path, int processes,
                   BatchOptions const& options) {
  for (int const number : {SIGINT, SIGTERM, SIGUSR1}) std::signal(number, note_signal);
  std::list<Running> running;
  int passed_on = 0;
  for (auto next = runs.begin(); next != runs.end() || !running.empty();) {
    if (int const number = stop_signal; number != passed_on) {
      for (Running const& one : running) one.process.send(number);
      passed_on = number;
      next = runs.end();
    }
    while (next != runs.end() && running.size() < static_cast<std::size_t>(processes)) {
      if (is_wanted(*next)) begin(*next, case_path, options, running);
      ++next;
    }
    running.remove_if([&](Running& one) { return has_ended(one, options); });
    std::this_thread::sleep_for(between_looks);
  }
}

}  // namespace sanggan
