#include "app/run_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/fault.hpp"
#include "app/rank_groups.hpp"
#include "io/checkpoint.hpp"
#include "io/files.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/run_record.hpp"
#include "io/run_state.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

/// How the record of a run says that it stands.
RunStatus recorded(BatchRun const& run) {
  std::string const& folder = run.order.folder;
  if (!fs::exists(folder + "/run.json")) return RunStatus::not_run;
  try {
    RunRecord const record = read_run_record(folder + "/run.json");
    if (record.case_hash != run.case_hash) return RunStatus::not_run;
    if (record.status == "done") return RunStatus::done;
    bool const broken = record.status == "running" || record.status == "stopped";
    return broken && fs::exists(folder + "/checkpoint") && fs::exists(folder + "/results.h5")
               ? RunStatus::stopped
               : RunStatus::not_run;
  } catch (IoError const&) {
    return RunStatus::not_run;  // what a kill left of it; the run begins anew
  }
}

/// Another attempt may find another disk, but not another case.
bool would_fail_again(ExitCode code) {
  return code == ExitCode::bad_input || code == ExitCode::out_of_memory ||
         code == ExitCode::wrong_usage || code == ExitCode::internal_fault;
}

/// @param is_final whether a run that failed with this code is not to be run again
void look_up(BatchRun& run, bool (*is_final)(ExitCode)) {
  run.status = recorded(run);
  auto const state = read_run_state(run.order.folder);
  if (!state || state->case_hash != run.case_hash) return;
  run.seconds = state->seconds;
  auto const code = static_cast<ExitCode>(state->exit_code);
  bool const failed = state->state == word_of(RunStatus::failed);
  if (run.status == RunStatus::done || !failed || !is_final(code)) return;
  run.status = RunStatus::failed;
  run.code = code;
  run.message = state->message;
}

void look_up_all(std::vector<BatchRun>& runs, bool (*is_final)(ExitCode), MPI_Comm comm) {
  struct Standing {
    RunStatus status;
    ExitCode code;
    double seconds;
  };
  std::vector<Standing> found(runs.size());
  for (std::size_t k = 0; k < runs.size() && rank_in(comm) == 0; ++k) {
    look_up(runs[k], is_final);
    found[k] = {runs[k].status, runs[k].code, runs[k].seconds};
  }
  MPI_Bcast(found.data(), static_cast<int>(found.size() * sizeof(Standing)), MPI_BYTE, 0, comm);
  for (std::size_t k = 0; k < runs.size(); ++k) {
    runs[k].status = found[k].status;
    runs[k].code = found[k].code;
    runs[k].seconds = found[k].seconds;
  }
}

bool has_long_start(TimeControl const& time) { return time.spin_up > 0 || time.steady_start; }

RunStatus status_of(ExitCode code) {
  return code == ExitCode::done      ? RunStatus::done
         : code == ExitCode::stopped ? RunStatus::stopped
                                     : RunStatus::failed;
}

/// Notes how a run stands, where that is wanted. Collective in its group.
void note(BatchRun const& run, BatchOptions const& options, MPI_Comm group) {
  if (options.note) on_first_rank(group, run.order.folder, [&] { options.note(run); });
}

/// Ends all where this rank alone has met an error, which is that of the run, and not before the
/// other groups have done their work.
void end_unless_all_failed(BatchRun& run, BatchOptions const& options, RankGroups& groups) {
  if (groups.all_have_failed()) return;
  auto const [code, message] = fault_in_hand();
  end_run(run, code, message);
  if (options.note) try {
      options.note(run);
    } catch (std::exception const&) {
      // what ends all is told below
    }
  end_all({code, fmt::format("{}: failed on one of its ranks alone, which ends them all: {}",
                             run.name, message)});
}

/// Runs a case to its end, or says why not.
void run_to_end(BatchRun& run, BatchOptions const& options, RankGroups& groups) {
  bool const goes_on = run.status == RunStatus::stopped;
  AtFault const at_fault = [&] { end_unless_all_failed(run, options, groups); };
  try {
    run.status = RunStatus::running;
    note(run, options, groups.group());
    Case const c = run.case_of(groups.group());
    auto const* const start = options.start ? &*options.start : nullptr;
    end_run(run,
            goes_on ? run_from_checkpoint(c, run.order, at_fault, groups.group())
                    : run_from_start(c, run.order, at_fault, groups.group(), start),
            "");
  } catch (std::exception const&) {
    at_fault();
    auto const [code, message] = fault_in_hand();
    end_run(run, code, message);
  }
}

void run_one(BatchRun& run, BatchOptions const& options, RankGroups& groups) {
  bool const speaks = rank_in(groups.group()) == 0 && !options.verbosity.quiet;
  if (speaks) tell(run, false);
  double const begin = MPI_Wtime();
  run_to_end(run, options, groups);
  run.seconds = MPI_Wtime() - begin;
  try {
    note(run, options, groups.group());
  } catch (IoError const& error) {
    end_run(run, ExitCode::input_output, error.what());
  }
  if (speaks) tell(run, true);
}

/// Tells all ranks what the first rank of each group knows of its runs.
void share(std::vector<BatchRun>& runs, std::vector<char> const& mine, MPI_Comm comm) {
  int const n = static_cast<int>(runs.size());
  std::vector<int> owner(runs.size(), -1), status(runs.size(), 0), code(runs.size(), 0);
  std::vector<double> seconds(runs.size(), 0);
  for (std::size_t k = 0; k < runs.size(); ++k)
    if (mine[k]) {
      owner[k] = rank_in(comm);
      status[k] = static_cast<int>(runs[k].status);
      code[k] = static_cast<int>(runs[k].code);
      seconds[k] = runs[k].seconds;
    }
  for (auto* const numbers : {&owner, &status, &code})
    MPI_Allreduce(MPI_IN_PLACE, numbers->data(), n, MPI_INT, MPI_MAX, comm);
  MPI_Allreduce(MPI_IN_PLACE, seconds.data(), n, MPI_DOUBLE, MPI_MAX, comm);
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (owner[k] < 0) continue;
    runs[k].status = static_cast<RunStatus>(status[k]);
    runs[k].code = static_cast<ExitCode>(code[k]);
    runs[k].seconds = seconds[k];
    if (runs[k].status == RunStatus::failed) broadcast(runs[k].message, comm, owner[k]);
  }
}

}  // namespace

std::string word_of(RunStatus status) {
  constexpr char const* words[] = {"not run", "running", "done", "failed", "stopped"};
  return words[static_cast<std::size_t>(status)];
}

void note_in_folder(BatchRun const& run) {
  fs::create_directories(run.order.folder);
  write_run_state(run.order.folder, {word_of(run.status), static_cast<int>(run.code), run.seconds,
                                     run.message, run.case_hash});
}

void end_run(BatchRun& run, ExitCode code, std::string message) {
  run.code = code;
  run.status = status_of(code);
  run.message = std::move(message);
  if (run.status == RunStatus::failed && run.message.empty())
    run.message = "the run cannot go on; see failure.json";
}

bool is_wanted(BatchRun const& run) {
  return run.status == RunStatus::not_run || run.status == RunStatus::stopped;
}

void tell(BatchRun const& run, bool ended) {
  if (!ended)
    fmt::print("{}: {}\n", run.name, run.status == RunStatus::stopped ? "goes on" : "begins");
  else
    fmt::print("{}: {}{} after {}\n", run.name, word_of(run.status),
               run.status == RunStatus::failed ? ": " + run.message : "", in_words(run.seconds));
  std::fflush(stdout);
}

void find_standing(std::vector<BatchRun>& runs, MPI_Comm comm) {
  look_up_all(runs, would_fail_again, comm);
}

void find_outcome(std::vector<BatchRun>& runs, MPI_Comm comm) {
  look_up_all(
      runs, [](ExitCode) { return true; }, comm);
}

std::optional<KnownStart> common_start(Case const& base, std::vector<BatchRun> const& runs,
                                       std::string const& folder, Verbosity verbosity,
                                       MPI_Comm comm) {
  auto const anew = std::count_if(runs.begin(), runs.end(), [](BatchRun const& run) {
    return run.status == RunStatus::not_run;
  });
  if (anew < 2 || !has_long_start(base.time)) return {};
  KnownStart const start{folder, origin_of(base)};
  auto const found = checkpoint_origin(start.folder, comm);
  if (found && differences(*found, start.origin).empty()) return start;
  if (rank_in(comm) == 0 && !verbosity.quiet)
    fmt::print("{}: the start that all runs have in common\n", base.name);
  std::fflush(stdout);
  return save_start(base, start.folder, comm) ? std::optional(start)
                                              : std::nullopt;  // each run says why
}

void run_batch(std::vector<BatchRun>& runs, BatchOptions const& options, MPI_Comm comm) {
  std::vector<std::size_t> wanted;
  for (std::size_t k = 0; k < runs.size(); ++k)
    if (is_wanted(runs[k])) wanted.push_back(k);
  if (wanted.empty()) return;
  std::vector<char> mine(runs.size(), 0);
  {
    RankGroups groups(comm, options.groups, wanted.size());
    bool stopped = false;
    for (std::size_t k = groups.next(); k < wanted.size() && !stopped; k = groups.next()) {
      BatchRun& run = runs[wanted[k]];
      run_one(run, options, groups);
      stopped = run.status == RunStatus::stopped;
      mine[wanted[k]] = rank_in(groups.group()) == 0;
    }
  }
  share(runs, mine, comm);
}

ExitCode code_of(std::vector<BatchRun> const& runs) {
  auto const any = [&](auto... status) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](BatchRun const& run) { return ((run.status == status) || ...); });
  };
  if (any(RunStatus::stopped, RunStatus::not_run)) return ExitCode::stopped;
  return any(RunStatus::failed) ? ExitCode::no_convergence : ExitCode::done;
}

}  // namespace sanggan
