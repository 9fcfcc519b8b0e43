#include <algorithm>

#include "study/assess.hpp"
#include "study/display_units.hpp"

namespace sanggan {
namespace {

std::optional<double> content_of(std::vector<Content> const& contents,
                                 std::string const& substance) {
  for (Content const& one : contents)
    if (one.substance == substance) return one.value;
  return {};
}

std::optional<double> peak_of(std::vector<WaterFinding> const& water, std::string const& receptor,
                              std::string const& substance) {
  for (WaterFinding const& one : water)
    if (one.receptor == receptor && one.substance == substance) return mg_per_L * one.kept.peak;
  return {};
}

}  // namespace

std::vector<HealthFinding> assess_health(Study const& study, Scenario const& scenario,
                                         std::vector<SoilFinding> const& soils,
                                         std::vector<WaterFinding> const& water) {
  std::vector<HealthFinding> findings;
  for (Receptor const& receptor : scenario.receptors) {
    auto const* const plot = std::get_if<PlotReceptor>(&receptor.kind);
    if (!plot) continue;
    auto const exposure = study.exposure.find(plot->soil.use);
    auto const soil = std::find_if(soils.begin(), soils.end(), [&](SoilFinding const& one) {
      return one.receptor == receptor.name;
    });
    if (exposure == study.exposure.end() || soil == soils.end()) continue;
    for (Toxicity const& toxicity : study.toxicity) {
      PollutedSite met{content_of(soil->end, toxicity.substance), {}};
      if (!plot->water.empty()) met.water = peak_of(water, plot->water, toxicity.substance);
      if (!met.soil && !met.water) continue;
      findings.push_back({receptor.name, toxicity.substance, met,
                          cancer_risk(exposure->second, toxicity, met),
                          hazard_quotient(exposure->second, toxicity, met),
                          soil_goal(exposure->second, toxicity, study.accepted),
                          water_goal(exposure->second, toxicity, study.accepted)});
    }
  }
  return findings;
}

}  // namespace sanggan
