#include "app/scenario_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/case_mesh.hpp"
#include "io/measure_check.hpp"
#include "io/section.hpp"
#include "study/read_study.hpp"

namespace sanggan {

std::vector<Case> scenario_cases(Study const& study, MPI_Comm comm) {
  std::vector<Case> cases;
  std::vector<std::string> faults;
  for (Scenario const& scenario : study.scenarios) try {
      cases.push_back(scenario_case(study, scenario, comm));
    } catch (CaseError const& error) {
      for (std::string const& one : error.messages)
        if (std::find(faults.begin(), faults.end(), one) == faults.end()) faults.push_back(one);
    }
  if (!faults.empty()) throw CaseError(faults);
  Mesh const mesh = build_mesh(cases.front(), comm);
  for (std::size_t k = 0; k < cases.size(); ++k) try {
      check_measures(cases[k], mesh, comm);
    } catch (CaseError const& error) {
      for (std::string const& one : error.messages)
        faults.push_back(fmt::format("{}: {}", study.scenarios[k].name, one));
    }
  if (!faults.empty()) throw CaseError(faults);
  return cases;
}

std::vector<BatchRun> scenario_runs(Study const& study, std::vector<Case> const& cases,
                                    std::string const& folder, MPI_Comm comm) {
  std::vector<BatchRun> runs;
  std::string const path = std::filesystem::absolute(study.path).string();
  for (std::size_t k = 0; k < cases.size(); ++k) {
    std::string const& name = study.scenarios[k].name;
    BatchRun& run = runs.emplace_back();
    run.name = name;
    run.order = {folder + "/" + name, study.overrides, {true, false, false}, {}, path, name};
    run.case_hash = hash_of(cases[k]);
    run.case_of = [&c = cases[k]](MPI_Comm) { return c; };
  }
  find_standing(runs, comm);
  return runs;
}

}  // namespace sanggan
