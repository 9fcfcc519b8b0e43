#include "study/assess_run.hpp"

#include <algorithm>
#include <cmath>

#include "io/section.hpp"
#include "study/assess.hpp"

namespace sanggan {
namespace {

RunFacts facts_of(RunBooks const& books) {
  RunFacts facts{books.case_hash, books.cells, books.steps, books.seconds, 0};
  for (BookedAccount const& account : books.accounts)
    facts.balance_error = std::max(facts.balance_error, std::abs(account.relative_error));
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
  RunBooks const books = read_run_books(folder + "/run.json");
  auto const monitors = read_monitors(folder + "/monitors.csv");
  ResultsReader const results(folder + "/results.h5", comm);
  result.run = facts_of(books);
  Findings& found = result.findings;
  found.water = assess_water(study, scenario, c, monitors);
  found.classes = assess_classes(study, scenario, c, monitors);
  found.fences = assess_fences(study, c, monitors);
  found.mass = assess_mass(study, c, books);
  auto const grid = columns_of(results);
  if (!grid) return;
  found.plumes = assess_plumes(study, c, results, *grid);
  found.soils = assess_soils(study, scenario, c, results, *grid);
  found.farmland = count_farmland(study, scenario, found.soils);
  found.health = assess_health(study, scenario, found.soils, found.water);
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
    one.findings.cost = assess_cost(result.study, scenarios[k], *cases[k],
                                    costs_of(result.study, scenarios[k], *cases[k]), one.findings,
                                    one.run ? before : nullptr);
    if (!one.run) continue;
    one.values = metrics_of(scenarios[k], *cases[k], one.findings);
    outcomes.push_back({one.name, one.values});
    judged.push_back(&one);
  }
  auto const verdicts = decide(outcomes, result.study.preferences);
  for (std::size_t k = 0; k < judged.size(); ++k) judged[k]->verdict = verdicts[k];
}

}  // namespace sanggan
