#include "app/compare.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/batch_folder.hpp"
#include "app/child_process.hpp"
#include "app/export.hpp"
#include "app/keep_only.hpp"
#include "app/report.hpp"
#include "app/scenario_runs.hpp"
#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/readers.hpp"
#include "study/assess_run.hpp"
#include "study/paraview_script.hpp"
#include "study/read_study.hpp"
#include "study/study_json.hpp"
#include "study/study_tables.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

std::vector<MeasureFacts> facts_of(std::vector<Measure> const& measures) {
  std::vector<MeasureFacts> facts;
  for (Measure const& one : measures)
    facts.push_back({one.name,
                     std::visit([](auto const& kind) { return std::string(kind.name); }, one.kind),
                     one.responsible, one.start, one.end});
  return facts;
}

ScenarioResult result_of(Study const& study, Scenario const& scenario, Case const& c,
                         BatchRun const& run, MPI_Comm comm) {
  ScenarioResult result;
  result.name = scenario.name;
  result.title = scenario.title;
  result.folder = scenario.name;
  result.inherits = scenario.inherits;
  result.measures = facts_of(c.measures);
  result.changes = scenario.changes;
  result.status = word_of(run.status == RunStatus::stopped ? RunStatus::not_run : run.status);
  result.message = run.message;
  if (run.status == RunStatus::done) assess_run(study, scenario, c, run.order.folder, comm, result);
  return result;
}

StudyResult result_of(Study study, Case const& base, std::vector<Case> const& cases,
                      std::vector<BatchRun> const& runs, MPI_Comm comm) {
  StudyResult result;
  result.case_name = base.name;
  result.start_date = base.start_date;
  result.crs = base.crs;
  result.end = base.time.end;
  std::vector<Case const*> all;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    result.scenarios.push_back(result_of(study, study.scenarios[k], cases[k], runs[k], comm));
    all.push_back(&cases[k]);
    bool const does_nothing =
        cases[k].measures.empty() && study.scenarios[k].changes.entries.empty();
    if (does_nothing && !result.no_action) result.no_action = k;
  }
  result.study = std::move(study);
  judge_study(all, result);
  return result;
}

SlurmArray array_of(Study const& study, std::string const& folder) {
  std::vector<std::string> const words{"compare", absolute_path(study.path), "-o",
                                       absolute_path(folder)};
  return {names_of(study.scenarios), words, "--scenario", words};
}

/// Maps and outlines for geographic information systems, where the mesh has columns to draw.
void export_maps(std::vector<BatchRun> const& runs, Verbosity verbosity, MPI_Comm comm) {
  for (BatchRun const& run : runs) {
    if (run.status != RunStatus::done) continue;
    try {
      export_results({run.order.folder, "geotiff", "last", ""}, comm);
      export_results({run.order.folder, "gpkg", "last", ""}, comm);
    } catch (CaseError const& error) {
      if (rank_in(comm) == 0 && !verbosity.quiet) fmt::print("no maps: {}\n", error.what());
      return;
    }
  }
}

void tell_verdicts(StudyResult const& result) {
  for (ScenarioResult const& one : result.scenarios) {
    std::string fate = one.status;
    if (one.verdict) {
      auto const& gates = one.verdict->gates;
      fate = gates.failed
                 ? fmt::format("not {}: {}", gate_words[static_cast<std::size_t>(*gates.failed)],
                               gates.reasons.front())
                 : "passes all gates";
      if (one.verdict->rank) fate += fmt::format(", rank {}", *one.verdict->rank);
      if (one.verdict->on_front) fate += ", on the trade-off front";
    }
    fmt::print("{}: {}\n", one.name, fate);
  }
}

}  // namespace

ExitCode compare_scenarios(CompareOptions const& options, MPI_Comm comm) {
  Study study = read_study(options.study, comm);
  std::string const folder = options.folder.empty()
                                 ? "results/" + fs::path(options.study).stem().string()
                                 : options.folder;
  std::vector<Case> const cases = scenario_cases(study, comm);
  auto runs = scenario_runs(study, cases, folder, comm);
  keep_only(options.scenarios, "--scenario", "the study has no such scenario", runs);
  if (!options.slurm.script.empty()) {
    give_to_slurm(options.slurm, array_of(study, folder), comm);
    return ExitCode::done;
  }
  prepare_batch_folder(folder, {"a study", "study.yaml", study.path}, comm);
  Case const base = base_case(study, comm);
  BatchOptions batch{options.groups, options.verbosity, {}, {}};
  batch.start = common_start(base, runs, folder + "/start.checkpoint", options.verbosity, comm);
  run_batch(runs, batch, comm);
  ExitCode const code = code_of(runs);
  if (!options.scenarios.empty() || code == ExitCode::stopped) return code;
  export_maps(runs, options.verbosity, comm);
  StudyResult const result = result_of(std::move(study), base, cases, runs, comm);
  on_first_rank(comm, folder, [&] {
    write_atomically(folder + "/study.json", study_json(result, base));
    write_study_tables(result, folder);
    write_atomically(folder + "/side_by_side.py", paraview_script(result));
    if (!options.verbosity.quiet) tell_verdicts(result);
  });
  write_report(folder, options.language, comm);
  return code;
}

}  // namespace sanggan
