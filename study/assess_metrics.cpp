#include <algorithm>
#include <cmath>

#include "study/assess.hpp"

namespace sanggan {
namespace {

/// Keeps the largest; a metric appears with its first value.
void raise(std::map<Metric, double>& values, Metric metric, double value) {
  auto const [at, is_new] = values.emplace(metric, value);
  if (!is_new) at->second = std::max(at->second, value);
}

/// When a measure stands (s).
double built_at(Measure const& measure) {
  bool const works = std::visit(
      [](auto const& kind) {
        return requires { kind.works_until_end; };
      },
      measure.kind);
  return works && std::isfinite(measure.end) ? measure.end : measure.start;
}

/// Whether it takes the place of a measure of its kind whose time is over.
bool renews(Measure const& measure, std::vector<Measure> const& all) {
  return std::any_of(all.begin(), all.end(), [&](Measure const& one) {
    return one.kind.index() == measure.kind.index() && one.end == measure.start;
  });
}

}  // namespace

std::map<Metric, double> metrics_of(Scenario const& scenario, Case const& c,
                                    Findings const& findings) {
  auto values = scenario.judged;
  for (HealthFinding const& one : findings.health) {
    if (auto const risk = one.cancer.sum()) raise(values, Metric::cancer_risk, *risk);
    if (auto const quotient = one.hazard.sum()) raise(values, Metric::hazard_quotient, *quotient);
  }
  bool lasting = !findings.water.empty();
  for (WaterFinding const& one : findings.water) {
    raise(values, Metric::peak_over_limit, one.kept.peak / one.bound);
    raise(values, Metric::time_above_limit, one.kept.time_above);
    lasting = lasting && one.kept.compliance;
  }
  if (lasting)
    for (WaterFinding const& one : findings.water)
      raise(values, Metric::time_to_compliance, *one.kept.compliance);
  double built = 0;
  for (Measure const& measure : c.measures)
    if (!renews(measure, c.measures)) built = std::max(built, built_at(measure));
  values[Metric::time_to_build] = built;
  CostFinding const& cost = findings.cost;
  values[Metric::present_value] = cost.present_value.typical;
  values[Metric::capital_cost] = cost.capital.typical;
  values[Metric::largest_yearly_cost] = cost.largest_yearly.typical;
  if (cost.per_kg) values[Metric::cost_per_kg] = cost.per_kg->typical;
  if (cost.per_person) values[Metric::cost_per_person] = cost.per_person->typical;
  return values;
}

}  // namespace sanggan
