#include "study/decision.hpp"

#include <algorithm>

namespace sanggan {
namespace {

std::optional<double> value_of(Outcome const& outcome, Metric metric) {
  auto const found = outcome.values.find(metric);
  return found == outcome.values.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Requirement> requirements(Outcome const& outcome,
                                      std::map<Metric, double> const& bounds) {
  std::vector<Requirement> result;
  for (auto const& metric : metrics)
    if (auto const bound = bounds.find(metric.metric); bound != bounds.end())
      result.push_back({metric.gate, std::string(metric.name), value_of(outcome, metric.metric),
                        bound->second, metric.sense,
                        metric.unit == "1" ? "" : std::string(metric.unit)});
  return result;
}

/// The metrics that rank, as criteria and as weights.
struct Ranking {
  std::vector<Metric> metrics;
  std::vector<Criterion> criteria;
  std::vector<double> weights;
};

Ranking ranking_by(std::map<Metric, double> const& weights) {
  Ranking ranking;
  for (auto const& metric : metrics)
    if (auto const weight = weights.find(metric.metric); weight != weights.end()) {
      ranking.metrics.push_back(metric.metric);
      ranking.criteria.push_back({std::string(metric.name), std::string(metric.unit),
                                  metric.sense == Requirement::Sense::at_most
                                      ? Criterion::Better::less
                                      : Criterion::Better::more});
      ranking.weights.push_back(weight->second);
    }
  return ranking;
}

/// Front, closeness, rank and share of those that are compared.
void compare(std::span<Outcome const> outcomes, std::vector<std::size_t> const& compared,
             Ranking const& ranking, int weight_steps, std::vector<Verdict>& verdicts) {
  Scores scores;
  for (auto const i : compared) {
    auto& row = scores.emplace_back();
    for (auto const metric : ranking.metrics) row.push_back(outcomes[i].values.at(metric));
  }
  auto const front = trade_off_front(scores, ranking.criteria);
  auto const closeness = topsis_closeness(scores, ranking.criteria, ranking.weights);
  auto const rank = ranks(closeness);
  auto const share = share_first(scores, ranking.criteria, weight_steps);
  for (std::size_t k = 0; k < compared.size(); ++k) {
    auto& verdict = verdicts[compared[k]];
    verdict.on_front = front[k];
    verdict.closeness = closeness[k];
    verdict.rank = rank[k];
    verdict.share_first = share[k];
  }
}

}  // namespace

std::vector<Verdict> decide(std::span<Outcome const> outcomes, Preferences const& preferences) {
  auto const ranking = ranking_by(preferences.weights);
  std::vector<Verdict> verdicts;
  std::vector<std::size_t> compared;
  for (auto const& outcome : outcomes) {
    Verdict verdict;
    verdict.name = outcome.name;
    verdict.gates = pass_gates(requirements(outcome, preferences.bounds));
    for (std::size_t k = 0; k < ranking.metrics.size(); ++k)
      if (!value_of(outcome, ranking.metrics[k])) verdict.lacks.push_back(ranking.criteria[k].name);
    if (!verdict.gates.failed && verdict.lacks.empty()) compared.push_back(verdicts.size());
    verdicts.push_back(std::move(verdict));
  }
  if (!ranking.metrics.empty() && !compared.empty())
    compare(outcomes, compared, ranking, preferences.weight_steps, verdicts);
  return verdicts;
}

}  // namespace sanggan
