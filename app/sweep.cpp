#include "app/sweep.hpp"

#include <fmt/format.h>

#include "app/child_process.hpp"
#include "app/keep_only.hpp"
#include "app/sweep_runs.hpp"
#include "io/first_rank.hpp"
#include "study/sweep_summary.hpp"

namespace sanggan {
namespace {

std::vector<std::string> command_words(SweepPlan const& plan) {
  std::vector<std::string> words{"sweep", absolute_path(plan.table.path), "--case",
                                 absolute_path(plan.case_path)};
  for (std::string const& one : plan.overrides) words.insert(words.end(), {"--set", one});
  return words;
}

void write_summary(SweepPlan const& plan, std::vector<BatchRun> const& runs) {
  std::vector<SummaryRow> rows;
  for (std::size_t k = 0; k < runs.size(); ++k)
    rows.push_back({runs[k].name, runs[k].order.folder, plan.table.rows[k].values,
                    word_of(runs[k].status), static_cast<int>(runs[k].code), runs[k].seconds,
                    runs[k].message});
  write_sweep_summary(plan.folder, plan.table.keys, rows);
}

}  // namespace

ExitCode sweep(SweepOptions const& options, MPI_Comm comm) {
  SweepPlan plan{read_sweep_table(options.table, comm), options.case_path,
                 options.batch.folder_of(options.table), options.overrides};
  keep_only(options.batch.only, "--row", plan.table.path + " has no such row", plan.table.rows);
  auto runs = sweep_runs(plan, options.batch.groups, comm);
  Case const base = runs.front().case_of(comm);
  return do_batch(options.batch,
                  {{"a sweep", "sweep.csv", plan.table.path},
                   plan.case_path,
                   command_words(plan),
                   "--row",
                   std::move(runs),
                   base,
                   plan.table.keys,
                   [&](std::vector<BatchRun> const& all) {
                     on_first_rank(comm, plan.folder, [&] { write_summary(plan, all); });
                   }},
                  comm);
}

}  // namespace sanggan
