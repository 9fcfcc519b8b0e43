#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/monitor_table.hpp"
#include "io/plan_maps.hpp"
#include "study/findings.hpp"
#include "study/pictures.hpp"
#include "study/study.hpp"

namespace sanggan {

/// A species whose concentration is told by mass, and its name in standards.
struct Substance {
  std::string species, name;
  int index = 0;  ///< of the species
};
/// Those of a case; species without a molar mass are left out.
std::vector<Substance> substances_of(Study const& study, Case const& c);

/// Place in plan (m) of a point of the output of a case, or of a well; none if there is neither.
std::optional<Vec2> place_of(std::string const& point, Case const& c);

/// A figure of a standard for a substance; nullptr where it sets none.
Limit const* limit_of(Study const& study, std::string_view standard, std::string_view substance,
                      std::string_view use, std::string_view kind = "limit");

/// Water receptors by their time series. @throws IoError if they lack one
std::vector<WaterFinding> assess_water(Study const& study, Scenario const& scenario, Case const& c,
                                       MonitorTable const& monitors);
/// Their water classes at the end, by the standards of the study.
std::vector<ClassFinding> assess_classes(Study const& study, Scenario const& scenario,
                                         Case const& c, MonitorTable const& monitors);

/// What passed the fences of the case, linear between the records.
std::vector<FenceFinding> assess_fences(Study const& study, Case const& c,
                                        MonitorTable const& monitors);

/// Plumes above each class of the standard of groundwater; those that never are are left out.
/// Collective. @throws IoError
std::vector<PlumeFinding> assess_plumes(Study const& study, Case const& c,
                                        ResultsReader const& results, PlanGrid const& grid);

/// Pictures of the plumes: the plan, and a section along x through the first water receptor.
/// Collective. @throws IoError
Pictures make_pictures(Study const& study, Case const& c, ResultsReader const& results,
                       PlanGrid const& grid);

/// Soils of farmland and plots: what was there before and what has come since. The grade at the
/// start is that of their use without the changes of the scenario. Collective.
/// @throws IoError
std::vector<SoilFinding> assess_soils(Study const& study, Scenario const& scenario, Case const& c,
                                      ResultsReader const& results, PlanGrid const& grid);

/// Farmland by county and class, and its safe-utilisation rate: polluted is what was above
/// screening at the start (lightly) or above intervention (heavily).
FarmlandFinding count_farmland(Study const& study, Scenario const& scenario,
                               std::vector<SoilFinding> const& soils);

/// Risk by substance for the people of plots, who meet its soil at the end and drink the water of
/// their receptor at its peak.
std::vector<HealthFinding> assess_health(Study const& study, Scenario const& scenario,
                                         std::vector<SoilFinding> const& soils,
                                         std::vector<WaterFinding> const& water);

/// The ledger of a run.
std::vector<MassFinding> assess_mass(Study const& study, Case const& c, RunBooks const& books);

/// Costs of a scenario: its own and those of its measures.
std::vector<CostItem> costs_of(Study const& study, Scenario const& scenario, Case const& c);
/// Their sums, and what is gained for them against no action (null: not known).
CostFinding assess_cost(Study const& study, Scenario const& scenario, Case const& c,
                        std::vector<CostItem> items, Findings const& findings,
                        Findings const* no_action);

/// The metrics by which the scenario is judged; those that are not known are absent.
std::map<Metric, double> metrics_of(Scenario const& scenario, Case const& c,
                                    Findings const& findings);

}  // namespace sanggan
