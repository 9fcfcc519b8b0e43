#include "app/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/batch_folder.hpp"
#include "app/child_process.hpp"
#include "app/local_processes.hpp"
#include "app/slurm_array.hpp"
#include "app/sweep_runs.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "study/sweep_summary.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

std::string absolute(std::string const& path) {
  return fs::absolute(path).lexically_normal().string();
}

void keep_only(std::vector<std::string> const& wanted, SweepTable& table) {
  std::vector<std::string> names;
  for (SweepRow const& row : table.rows) names.push_back(row.name);
  for (std::string const& name : wanted)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw CaseError({fmt::format("--row \"{}\": {} has no such row{}", name, table.path,
                                   nearest_or_all(name, names))});
  std::erase_if(table.rows, [&](SweepRow const& row) {
    return !wanted.empty() && std::find(wanted.begin(), wanted.end(), row.name) == wanted.end();
  });
}

SlurmArray array_of(SweepOptions const& options, SweepPlan const& plan) {
  SlurmArray array;
  for (SweepRow const& row : plan.table.rows) array.names.push_back(row.name);
  array.command = {"sweep", absolute(plan.table.path), "--case", absolute(plan.case_path),
                   "-o",    absolute(plan.folder)};
  for (std::string const& one : plan.overrides) {
    array.command.push_back("--set");
    array.command.push_back(one);
  }
  array.after = array.command;
  array.command.push_back("--resume");
  array.only = "--row";
  array.after.push_back("--summary");
  array.ranks = options.ranks;
  array.time = options.time;
  array.at_once = options.at_once;
  return array;
}

void write_summary(SweepPlan const& plan, std::vector<BatchRun> const& runs) {
  std::vector<SummaryRow> rows;
  for (std::size_t k = 0; k < runs.size(); ++k)
    rows.push_back({runs[k].name, runs[k].order.folder, plan.table.rows[k].values,
                    word_of(runs[k].status), static_cast<int>(runs[k].code), runs[k].seconds,
                    runs[k].message});
  write_sweep_summary(plan.folder, plan.table.keys, rows);
}

/// What was begun here is not thrown away by mistake.
void check_unused(std::vector<BatchRun> const& runs, std::string const& folder, MPI_Comm comm) {
  int used = rank_in(comm) == 0 && std::any_of(runs.begin(), runs.end(), [](BatchRun const& run) {
               return fs::exists(run.order.folder);
             });
  MPI_Bcast(&used, 1, MPI_INT, 0, comm);
  if (used)
    throw CaseError(
        {fmt::format("{}: holds runs of a sweep; --resume goes on with them, -o names "
                     "another folder",
                     folder)});
}

void run_all(SweepOptions const& options, SweepPlan const& plan, std::vector<BatchRun>& runs,
             MPI_Comm comm) {
  BatchOptions const batch{options.groups, options.verbosity, {}, note_in_folder};
  if (options.processes > 0)
    run_processes(runs, plan.case_path, options.processes, batch);
  else
    run_batch(runs, batch, comm);
}

}  // namespace

ExitCode sweep(SweepOptions const& options, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  if (options.processes > 0 && size > 1)
    throw CaseError(
        {"--processes starts the runs itself; call it without mpirun, or leave it out and the "
         "ranks run them"});
  SweepPlan plan{read_sweep_table(options.table, comm), options.case_path, options.folder,
                 options.overrides};
  if (plan.folder.empty()) plan.folder = "results/" + fs::path(options.table).stem().string();
  keep_only(options.rows, plan.table);
  auto runs = sweep_runs(plan, options.groups, comm);
  if (!options.resume && !options.summary) check_unused(runs, plan.folder, comm);
  prepare_batch_folder(plan.folder, {"a sweep", "sweep.csv", plan.table.path}, comm);
  if (!options.slurm.empty()) {
    on_first_rank(comm, options.slurm, [&] {
      write_slurm_array(options.slurm, array_of(options, plan));
      if (options.submit) submit_slurm_array(options.slurm, array_of(options, plan));
    });
    return ExitCode::done;
  }
  find_standing(runs, comm);
  if (!options.summary) run_all(options, plan, runs, comm);
  if (options.rows.empty()) on_first_rank(comm, plan.folder, [&] { write_summary(plan, runs); });
  return code_of(runs);
}

}  // namespace sanggan
