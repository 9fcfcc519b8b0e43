#include "app/run_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/rank_groups.hpp"
#include "io/checkpoint.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/run_record.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

/// How the folder of a run says that it stands.
RunStatus standing(BatchRun const& run) {
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

bool has_long_start(TimeControl const& time) { return time.spin_up > 0 || time.steady_start; }

RunStatus status_of(ExitCode code) {
  return code == ExitCode::done      ? RunStatus::done
         : code == ExitCode::stopped ? RunStatus::stopped
                                     : RunStatus::failed;
}

/// Runs a case to its end, or says why not.
void run_to_end(BatchRun& run, BatchOptions const& options, MPI_Comm group) {
  bool const goes_on = run.status == RunStatus::stopped;
  auto const fails = [&run](ExitCode code, std::exception const& error) {
    run.code = code;
    run.message = error.what();
  };
  try {
    run.status = RunStatus::running;
    if (options.note) on_first_rank(group, run.order.folder, [&] { options.note(run); });
    Case const c = run.case_of(group);
    run.code = goes_on
                   ? run_from_checkpoint(c, run.order, group)
                   : run_from_start(c, run.order, group, options.start ? &*options.start : nullptr);
    if (status_of(run.code) == RunStatus::failed)
      run.message = "the run cannot go on; see failure.json";
  } catch (CaseError const& error) {
    fails(ExitCode::bad_input, error);
  } catch (MeshError const& error) {
    fails(ExitCode::bad_input, error);
  } catch (IoError const& error) {
    fails(ExitCode::input_output, error);
  }
  run.status = status_of(run.code);
}

void run_one(BatchRun& run, BatchOptions const& options, MPI_Comm group) {
  bool const speaks = rank_in(group) == 0 && !options.verbosity.quiet;
  if (speaks)
    fmt::print("{}: {}\n", run.name, run.status == RunStatus::stopped ? "goes on" : "begins");
  std::fflush(stdout);
  double const begin = MPI_Wtime();
  run_to_end(run, options, group);
  run.seconds = MPI_Wtime() - begin;
  try {
    if (options.note) on_first_rank(group, run.order.folder, [&] { options.note(run); });
  } catch (IoError const& error) {
    run.status = RunStatus::failed;
    run.code = ExitCode::input_output;
    run.message = error.what();
  }
  if (!speaks) return;
  std::string const how = run.status == RunStatus::done      ? "done"
                          : run.status == RunStatus::stopped ? "stopped"
                                                             : "failed: " + run.message;
  fmt::print("{}: {} after {}\n", run.name, how, in_words(run.seconds));
  std::fflush(stdout);
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
    if (runs[k].status != RunStatus::failed) continue;
    int size = static_cast<int>(runs[k].message.size());
    MPI_Bcast(&size, 1, MPI_INT, owner[k], comm);
    runs[k].message.resize(static_cast<std::size_t>(size));
    MPI_Bcast(runs[k].message.data(), size, MPI_CHAR, owner[k], comm);
  }
}

}  // namespace

void find_standing(std::vector<BatchRun>& runs, MPI_Comm comm) {
  std::vector<char> found(runs.size());
  if (rank_in(comm) == 0)
    std::transform(runs.begin(), runs.end(), found.begin(),
                   [](BatchRun const& run) { return static_cast<char>(standing(run)); });
  MPI_Bcast(found.data(), static_cast<int>(found.size()), MPI_CHAR, 0, comm);
  for (std::size_t k = 0; k < runs.size(); ++k) runs[k].status = static_cast<RunStatus>(found[k]);
}

std::optional<KnownStart> common_start(Case const& base, std::vector<BatchRun> const& runs,
                                       std::string const& folder, Verbosity verbosity,
                                       MPI_Comm comm) {
  auto const anew = std::count_if(runs.begin(), runs.end(), [](BatchRun const& run) {
    return run.status == RunStatus::not_run;
  });
  if (anew < 2 || !has_long_start(base.time)) return {};
  KnownStart const start{folder, hash_of(base)};
  if (has_checkpoint(start.folder, start.hash, comm)) return start;
  if (rank_in(comm) == 0 && !verbosity.quiet)
    fmt::print("{}: the start that all runs have in common\n", base.name);
  std::fflush(stdout);
  return save_start(base, start.folder, comm) ? std::optional(start)
                                              : std::nullopt;  // each run says why
}

void run_batch(std::vector<BatchRun>& runs, BatchOptions const& options, MPI_Comm comm) {
  std::vector<std::size_t> wanted;
  for (std::size_t k = 0; k < runs.size(); ++k)
    if (runs[k].status != RunStatus::done) wanted.push_back(k);
  if (wanted.empty()) return;
  std::vector<char> mine(runs.size(), 0);
  {
    RankGroups groups(comm, options.groups, wanted.size());
    bool stopped = false;
    for (std::size_t k = groups.next(); k < wanted.size() && !stopped; k = groups.next()) {
      BatchRun& run = runs[wanted[k]];
      run_one(run, options, groups.group());
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
