#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

#include "study/assess.hpp"
#include "study/display_units.hpp"

namespace sanggan {
namespace {

/// Calendar year of a time of the case (s).
int year_of(Study const& study, Case const& c, double t) {
  int const first =
      c.start_date.empty() ? study.money.base_year : std::atoi(c.start_date.substr(0, 4).c_str());
  return first + static_cast<int>(std::floor(t / year));
}

void add_costs_of(Measure const& measure, Study const& study, Case const& c,
                  std::vector<CostItem>& items) {
  Cost const& cost = measure.cost;
  if (cost.currency.empty()) return;
  int const first = year_of(study, c, measure.start);
  int const last = std::max(first, year_of(study, c, std::min(measure.end, c.time.end)) - 1);
  auto const add = [&](std::string const& what, CostKind kind, double amount, int until) {
    if (amount > 0)
      items.push_back({measure.name + what,
                       measure.responsible,
                       kind,
                       {amount, amount, amount},
                       cost.price_year,
                       first,
                       until,
                       1});
  };
  add(": construction", CostKind::capital, cost.capital, first);
  add(": operation", CostKind::running, cost.yearly, last);
}

constexpr double round_off = 1e-9;  // of what goes into the water

double kept_out(Study const& study, Case const& c, Findings const& findings,
                Findings const& no_action) {
  double kg = 0, all = 0;
  for (Substance const& substance : substances_of(study, c)) {
    bool const counts = study.counted.empty() ||
                        std::find(study.counted.begin(), study.counted.end(), substance.species) !=
                            study.counted.end();
    if (!counts) continue;
    for (std::size_t k = 0; k < findings.mass.size() && k < no_action.mass.size(); ++k)
      if (findings.mass[k].substance == substance.name) {
        kg += no_action.mass[k].into_water() - findings.mass[k].into_water();
        all += std::abs(no_action.mass[k].into_water());
      }
  }
  return std::abs(kg) > round_off * all ? kg : 0;
}

/// Receptors whose water is above a limit at some time, or at the end alone.
std::set<std::string> receptors_above(std::vector<WaterFinding> const& water, bool at_the_end) {
  std::set<std::string> names;
  for (WaterFinding const& one : water)
    if (at_the_end ? !one.kept.compliance : one.kept.time_above > 0) names.insert(one.receptor);
  return names;
}

/// People whose water is above a limit at some time without action and never with it, or at its end
/// without and not with it; and those who drink of such water without action and no longer with it.
double protected_people(Study const& study, Scenario const& scenario, Findings const& findings,
                        Findings const& no_action) {
  auto const saved = [&](std::string const& name) {
    for (bool const at_the_end : {false, true})
      if (receptors_above(no_action.water, at_the_end).contains(name) &&
          !receptors_above(findings.water, at_the_end).contains(name))
        return true;
    return false;
  };
  auto const above = receptors_above(no_action.water, false);
  double people = 0;
  for (std::size_t r = 0; r < study.receptors.size(); ++r) {
    auto const* const water = std::get_if<WaterReceptor>(&study.receptors[r].kind);
    if (!water) continue;
    auto const& name = study.receptors[r].name;
    double const still = std::get<WaterReceptor>(scenario.receptors[r].kind).people;
    if (saved(name))
      people += water->people;
    else if (above.contains(name))
      people += std::max(0.0, water->people - still);
  }
  return people;
}

}  // namespace

std::vector<CostItem> costs_of(Study const& study, Scenario const& scenario, Case const& c) {
  auto items = scenario.costs;
  for (Measure const& measure : c.measures) add_costs_of(measure, study, c, items);
  return items;
}

CostFinding assess_cost(Study const& study, Scenario const& scenario, Case const& c,
                        std::vector<CostItem> items, Findings const& findings,
                        Findings const* no_action) {
  CostFinding cost;
  cost.items = std::move(items);
  cost.flow = cash_flow(cost.items, study.money);
  cost.present_value = present_value(cost.flow);
  cost.by_payer = present_value_by_payer(cost.items, study.money);
  for (CashFlow const& row : cost.flow) {
    cost.capital += row.capital;
    if (row.running.typical > cost.largest_yearly.typical) cost.largest_yearly = row.running;
  }
  if (!no_action) return cost;
  cost.kg_kept_out = kept_out(study, c, findings, *no_action);
  cost.people_protected = protected_people(study, scenario, findings, *no_action);
  cost.per_kg = cost_per_unit(cost.present_value, cost.kg_kept_out);
  cost.per_person = cost_per_unit(cost.present_value, cost.people_protected);
  return cost;
}

}  // namespace sanggan
