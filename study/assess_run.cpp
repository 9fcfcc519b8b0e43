#include "study/assess_run.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "study/assess.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;

Json read_run(std::string const& path) {
  try {
    return Json::parse(read_text(path));
  } catch (nlohmann::json::exception const& error) {
    throw IoError(path, error.what());
  }
}

RunFacts facts_of(Json const& run) {
  RunFacts facts;
  facts.case_hash = run.at("case").at("hash");
  facts.steps = run.at("steps");
  facts.seconds = run.at("seconds").at("total");
  for (auto const& account : run.at("balance"))
    facts.balance_error =
        std::max(facts.balance_error, std::abs(account.at("relative_error").get<double>()));
  return facts;
}

std::optional<PlanGrid> columns_of(ResultsReader const& results) {
  try {
    return plan_grid(results);
  } catch (CaseError const&) {
    return {};  // the same on all ranks
  }
}

}  // namespace

void assess_run(Study const& study, Scenario const& scenario, Case const& c,
                std::string const& folder, MPI_Comm comm, ScenarioResult& result) {
  Json const run = read_run(folder + "/run.json");
  auto const monitors = read_monitors(folder + "/monitors.csv");
  ResultsReader const results(folder + "/results.h5", comm);
  result.run = facts_of(run);
  Findings& found = result.findings;
  found.water = assess_water(study, c, monitors);
  found.classes = assess_classes(study, c, monitors);
  found.mass = assess_mass(study, c, run);
  auto const grid = columns_of(results);
  if (!grid) return;
  found.plumes = assess_plumes(study, c, results, *grid);
  found.soils = assess_soils(study, c, results, *grid);
  found.farmland = count_farmland(study, scenario, found.soils);
  found.health = assess_health(study, found.soils, found.water);
  result.pictures = make_pictures(study, c, results, *grid);
}

void judge_study(std::vector<Case const*> const& cases, StudyResult& result) {
  auto const& scenarios = result.study.scenarios;
  Findings const* no_action = nullptr;
  if (result.no_action && result.scenarios[*result.no_action].run)
    no_action = &result.scenarios[*result.no_action].findings;
  std::vector<Outcome> outcomes;
  std::vector<ScenarioResult*> judged;
  for (std::size_t k = 0; k < scenarios.size(); ++k) {
    ScenarioResult& one = result.scenarios[k];
    Findings const* const before = &one.findings == no_action ? nullptr : no_action;
    one.findings.cost = assess_cost(result.study, *cases[k],
                                    costs_of(result.study, scenarios[k], *cases[k]),
                                    one.findings, one.run ? before : nullptr);
    if (!one.run) continue;
    one.values = metrics_of(scenarios[k], *cases[k], one.findings);
    outcomes.push_back({one.name, one.values});
    judged.push_back(&one);
  }
  auto const verdicts = decide(outcomes, result.study.preferences);
  for (std::size_t k = 0; k < judged.size(); ++k) judged[k]->verdict = verdicts[k];
}

}  // namespace sanggan
