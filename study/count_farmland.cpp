#include <algorithm>

#include "study/assess.hpp"

namespace sanggan {
namespace {

bool produce_meets(SoilFinding const& soil) {
  return !soil.crops.empty() &&
         std::all_of(soil.crops.begin(), soil.crops.end(),
                     [](CropFinding const& one) { return one.judged.meets.value_or(true); });
}

}  // namespace

FarmlandFinding count_farmland(Study const& study, Scenario const& scenario,
                               std::vector<SoilFinding> const& soils) {
  constexpr Pollution by_grade[] = {Pollution::none, Pollution::light, Pollution::heavy};
  std::vector<FarmlandUnit> units;
  std::vector<CountedFarmland> counted;
  for (Receptor const& receptor : scenario.receptors) {
    auto const* const land = std::get_if<FarmlandReceptor>(&receptor.kind);
    auto const soil = std::find_if(soils.begin(), soils.end(), [&](SoilFinding const& one) {
      return one.receptor == receptor.name;
    });
    if (!land || soil == soils.end()) continue;
    FarmlandUnit unit{receptor.name, land->county, soil->area, land->soil};
    unit.soil.contents = soil->end;
    units.push_back(std::move(unit));
    auto const done = scenario.farmland.find(receptor.name);
    counted.push_back({soil->area, by_grade[soil->grade_at_start],
                       done == scenario.farmland.end() ? FarmlandMeasure::none : done->second,
                       produce_meets(*soil)});
  }
  if (study.standards.farmland.empty()) return {};
  return {farmland_areas(units, study.limits, study.standards.farmland),
          safe_utilisation_rate(counted)};
}

}  // namespace sanggan
