#pragma once
#include <array>
#include <string_view>

#include "study/gates.hpp"
#include "study/ranking.hpp"

namespace sanggan {

/// What scenarios are judged by.
enum class Metric {
  cancer_risk,
  hazard_quotient,
  peak_over_limit,
  time_above_limit,
  time_to_compliance,
  operability,
  time_to_build,
  present_value,
  capital_cost,
  largest_yearly_cost,
  cost_per_kg,
  cost_per_person
};

/// How a metric is read from a study and which gate may ask for it.
struct MetricInfo {
  Metric metric;
  std::string_view name, unit, about;
  Gate gate;
  Requirement::Sense sense;
};

inline constexpr std::array<MetricInfo, 12> metrics{{
    {Metric::cancer_risk, "cancer_risk", "1",
     "largest risk of cancer by one substance at a receptor", Gate::risk,
     Requirement::Sense::at_most},
    {Metric::hazard_quotient, "hazard_quotient", "1",
     "largest hazard quotient of one substance at a receptor", Gate::risk,
     Requirement::Sense::at_most},
    {Metric::peak_over_limit, "peak_over_limit", "1",
     "largest peak of a concentration over its limit at a water receptor", Gate::risk,
     Requirement::Sense::at_most},
    {Metric::time_above_limit, "time_above_limit", "s", "longest time above a limit at a receptor",
     Gate::risk, Requirement::Sense::at_most},
    {Metric::time_to_compliance, "time_to_compliance", "s",
     "time until all receptors keep their limits for good", Gate::risk,
     Requirement::Sense::at_most},
    {Metric::operability, "operability", "1", "score from 1 to 5 that people give",
     Gate::operability, Requirement::Sense::at_least},
    {Metric::time_to_build, "time_to_build", "s",
     "time until the last measure stands, renewals apart", Gate::operability,
     Requirement::Sense::at_most},
    {Metric::present_value, "present_value", "1", "present value of all costs, in the currency",
     Gate::economy, Requirement::Sense::at_most},
    {Metric::capital_cost, "capital_cost", "1", "sum of capital costs, in the currency",
     Gate::economy, Requirement::Sense::at_most},
    {Metric::largest_yearly_cost, "largest_yearly_cost", "1",
     "largest running cost of a year, in the currency", Gate::economy, Requirement::Sense::at_most},
    {Metric::cost_per_kg, "cost_per_kg", "1",
     "present value for each kg kept out of the water, in the currency", Gate::economy,
     Requirement::Sense::at_most},
    {Metric::cost_per_person, "cost_per_person", "1",
     "present value for each person protected, in the currency", Gate::economy,
     Requirement::Sense::at_most},
}};

}  // namespace sanggan
