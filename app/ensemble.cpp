#include "app/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/child_process.hpp"
#include "app/ensemble_cells.hpp"
#include "app/ensemble_tables.hpp"
#include "app/keep_only.hpp"
#include "io/case_reader.hpp"
#include "io/first_rank.hpp"
#include "io/section.hpp"
#include "study/uncertainty/ensemble_limits.hpp"
#include "study/uncertainty/read_ensemble.hpp"

namespace sanggan {
namespace {

/// The members as runs, whose cases are not read yet.
std::vector<BatchRun> member_runs(Ensemble const& ensemble,
                                  std::vector<std::vector<double>> const& members,
                                  std::string const& folder) {
  std::vector<BatchRun> runs;
  for (std::size_t m = 0; m < members.size(); ++m) {
    BatchRun run;
    run.name = fmt::format("member-{:05d}", m + 1);
    run.order = {folder + "/" + run.name, overrides_of(ensemble, members[m]), {true, false, false}};
    run.case_of = [path = ensemble.case_path, overrides = run.order.overrides](MPI_Comm group) {
      return read_case(path, overrides, group);
    };
    runs.push_back(std::move(run));
  }
  return runs;
}

/// What makes the case of a member wrong is what it fails for when it is run.
void set_hash(BatchRun& run, MPI_Comm comm) {
  try {
    run.case_hash = hash_of(run.case_of(comm));
  } catch (CaseError const&) {
    run.case_hash.clear();
  }
}

std::vector<std::string> keys_of(Ensemble const& ensemble) {
  std::vector<std::string> keys;
  for (UncertainInput const& input : ensemble.inputs)
    keys.insert(keys.end(), input.keys.begin(), input.keys.end());
  return keys;
}

void tell_missing(std::vector<BatchRun> const& runs) {
  auto const missing = std::count_if(
      runs.begin(), runs.end(), [](BatchRun const& run) { return run.status != RunStatus::done; });
  if (missing > 0)
    fmt::print(stderr, "{} of {} members are not done and are left out; members.csv names them\n",
               missing, runs.size());
}

}  // namespace

ExitCode run_ensemble(EnsembleOptions const& options, MPI_Comm comm) {
  Ensemble const ensemble = read_ensemble(options.ensemble, comm);
  std::string const folder = options.batch.folder_of(ensemble.path);
  auto const members = members_of(ensemble);
  auto runs = member_runs(ensemble, members, folder);
  // What makes the first one wrong is wrong with the ensemble.
  Case const base = runs.front().case_of(comm);
  check_limits(ensemble, base);
  keep_only(options.batch.only, "--member", ensemble.path + " has no such member", runs);
  for (BatchRun& run : runs) set_hash(run, comm);
  auto const sum_up = [&](std::vector<BatchRun> const& all) {
    // Who stops a job has no time for statistics of what is still to be run.
    if (code_of(all) == ExitCode::stopped && !options.batch.summary) return;
    on_first_rank(comm, folder,
                  [&] { write_ensemble_tables(ensemble, members, all, base, folder); });
    write_cell_statistics(ensemble, all, base, folder, comm);
    if (rank_in(comm) == 0) tell_missing(all);
  };
  return do_batch(options.batch,
                  {{"an ensemble", "ensemble.yaml", ensemble.path},
                   ensemble.case_path,
                   {"ensemble", absolute_path(ensemble.path)},
                   "--member",
                   std::move(runs),
                   base,
                   keys_of(ensemble),
                   sum_up},
                  comm);
}

}  // namespace sanggan
