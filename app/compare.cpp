#include "app/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/export.hpp"
#include "app/report.hpp"
#include "app/scenario_runs.hpp"
#include "app/slurm_array.hpp"
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

/// A folder that is empty, new, or that of a study; it keeps a copy of the study file.
void prepare_folder(Study const& study, std::string const& folder, MPI_Comm comm) {
  int foreign = 0;
  std::string const copy = folder + "/study.yaml";
  if (rank_in(comm) == 0)
    foreign = fs::exists(folder) &&
              (!fs::is_directory(folder) || (!fs::is_empty(folder) && !fs::exists(copy)));
  MPI_Bcast(&foreign, 1, MPI_INT, 0, comm);
  if (foreign)
    throw CaseError({fmt::format(
        "{}: holds something else than a study; name another folder with -o", folder)});
  on_first_rank(comm, folder, [&] {
    fs::create_directories(folder);
    write_atomically(copy, read_text(study.path));
  });
}

void keep_only(std::vector<std::string> const& names, std::vector<ScenarioRun>& runs) {
  std::vector<std::string> known;
  for (ScenarioRun const& run : runs) known.push_back(run.name);
  for (std::string const& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw CaseError({fmt::format("--scenario \"{}\": the study has no such scenario{}", name,
                                   nearest_or_all(name, known))});
  std::erase_if(runs, [&](ScenarioRun const& run) {
    return !names.empty() && std::find(names.begin(), names.end(), run.name) == names.end();
  });
}

ExitCode code_of(std::vector<ScenarioRun> const& runs) {
  auto const any = [&](RunStatus status) {
    return std::any_of(runs.begin(), runs.end(),
                       [&](ScenarioRun const& run) { return run.status == status; });
  };
  if (any(RunStatus::stopped) || any(RunStatus::not_run)) return ExitCode::stopped;
  return any(RunStatus::failed) ? ExitCode::no_convergence : ExitCode::done;
}

std::vector<MeasureFacts> facts_of(std::vector<Measure> const& measures) {
  std::vector<MeasureFacts> facts;
  for (Measure const& one : measures)
    facts.push_back({one.name,
                     std::visit([](auto const& kind) { return std::string(kind.name); }, one.kind),
                     one.responsible, one.start, one.end});
  return facts;
}

ScenarioResult result_of(Study const& study, Scenario const& scenario, ScenarioRun const& run,
                         MPI_Comm comm) {
  constexpr char const* words[] = {"not run", "done", "failed", "not run"};
  ScenarioResult result;
  result.name = scenario.name;
  result.title = scenario.title;
  result.folder = scenario.name;
  result.inherits = scenario.inherits;
  result.measures = facts_of(run.site.measures);
  result.status = words[static_cast<std::size_t>(run.status)];
  result.message = run.message;
  if (run.status == RunStatus::done)
    assess_run(study, scenario, run.site, run.folder, comm, result);
  return result;
}

StudyResult result_of(Study study, std::vector<ScenarioRun> const& runs, MPI_Comm comm) {
  StudyResult result;
  Case const& any = runs.front().site;
  result.case_name = base_case(study, comm).name;
  result.start_date = any.start_date;
  result.crs = any.crs;
  result.end = any.time.end;
  std::vector<Case const*> cases;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    result.scenarios.push_back(result_of(study, study.scenarios[k], runs[k], comm));
    cases.push_back(&runs[k].site);
    if (runs[k].site.measures.empty() && !result.no_action) result.no_action = k;
  }
  result.study = std::move(study);
  judge_study(cases, result);
  return result;
}

/// Maps and outlines for geographic information systems, where the mesh has columns to draw.
void export_maps(std::vector<ScenarioRun> const& runs, Verbosity verbosity, MPI_Comm comm) {
  for (ScenarioRun const& run : runs) {
    if (run.status != RunStatus::done) continue;
    try {
      export_results({run.folder, "geotiff", "last", ""}, comm);
      export_results({run.folder, "gpkg", "last", ""}, comm);
    } catch (CaseError const& error) {
      if (rank_in(comm) == 0 && !verbosity.quiet) fmt::print("no maps: {}\n", error.what());
      return;
    }
  }
}

void tell(StudyResult const& result) {
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
  auto runs = scenario_runs(study, folder, comm);
  keep_only(options.scenarios, runs);
  if (!options.slurm.empty()) {
    on_first_rank(comm, options.slurm, [&] { write_slurm_array(options.slurm, study, folder); });
    return ExitCode::done;
  }
  prepare_folder(study, folder, comm);
  run_scenarios(study, runs, folder, options.groups, options.verbosity, comm);
  ExitCode const code = code_of(runs);
  if (!options.scenarios.empty() || code == ExitCode::stopped) return code;
  export_maps(runs, options.verbosity, comm);
  Case const base = base_case(study, comm);
  StudyResult const result = result_of(std::move(study), runs, comm);
  on_first_rank(comm, folder, [&] {
    write_atomically(folder + "/study.json", study_json(result, base));
    write_study_tables(result, folder);
    write_atomically(folder + "/side_by_side.py", paraview_script(result));
    if (!options.verbosity.quiet) tell(result);
  });
  write_report(folder, options.language, comm);
  return code;
}

}  // namespace sanggan
