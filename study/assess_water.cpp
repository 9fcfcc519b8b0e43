#include "io/section.hpp"
#include "study/assess.hpp"
#include "study/display_units.hpp"
#include "study/water_quality.hpp"

namespace sanggan {
namespace {

std::vector<double> const& series(MonitorTable const& monitors, std::string const& point,
                                  Substance const& substance) {
  return monitors.values[monitors.column(point + " " + substance.species)];
}

}  // namespace

std::vector<Substance> substances_of(Study const& study, Case const& c) {
  std::vector<Substance> list;
  for (std::size_t s = 0; s < c.site.species.size(); ++s) {
    auto const& species = c.site.species[s];
    if (!(species.molar_mass > 0)) continue;
    auto const other = study.substances.find(species.name);
    list.push_back({species.name, other == study.substances.end() ? species.name : other->second,
                    static_cast<int>(s)});
  }
  return list;
}

std::optional<Vec2> place_of(std::string const& point, Case const& c) {
  for (auto const& one : c.output.points)
    if (one.name == point) return Vec2{one.at.x, one.at.y};
  for (auto const& well : c.site.wells)
    if (well.name == point) return Vec2{well.x, well.y};
  return {};
}

Limit const* limit_of(Study const& study, std::string_view standard, std::string_view substance,
                      std::string_view use, std::string_view kind) {
  return find_limit(study.limits, {standard, substance, use, kind});
}

std::vector<WaterFinding> assess_water(Study const& study, Scenario const& scenario, Case const& c,
                                       MonitorTable const& monitors) {
  std::vector<WaterFinding> findings;
  for (Receptor const& receptor : scenario.receptors) {
    auto const* const water = std::get_if<WaterReceptor>(&receptor.kind);
    if (!water) continue;
    for (Substance const& substance : substances_of(study, c)) {
      auto const* const limit = limit_of(study, water->standard, substance.name, water->use);
      if (!limit) continue;
      WaterFinding& one = findings.emplace_back();
      one.receptor = receptor.name;
      one.substance = substance.name;
      one.limit = limit;
      one.bound = limit->value / mg_per_L;
      one.t = monitors.t;
      one.C = series(monitors, water->point, substance);
      one.kept = exceedance(one.t, one.C, one.bound);
    }
  }
  return findings;
}

std::vector<ClassFinding> assess_classes(Study const& study, Scenario const& scenario,
                                         Case const& c, MonitorTable const& monitors) {
  std::vector<ClassFinding> findings;
  for (Receptor const& receptor : scenario.receptors) {
    auto const* const water = std::get_if<WaterReceptor>(&receptor.kind);
    if (!water) continue;
    bool const has_classes = water->standard == study.standards.groundwater ||
                             water->standard == study.standards.surface_water;
    if (!has_classes) continue;
    std::vector<Content> contents;
    for (Substance const& substance : substances_of(study, c))
      contents.push_back(
          {substance.name, mg_per_L * series(monitors, water->point, substance).back()});
    auto const judged = classify_water(contents, study.limits, water->standard);
    findings.push_back({receptor.name, water->standard, std::string(water_class_name(judged.grade)),
                        judged.worst});
  }
  return findings;
}

}  // namespace sanggan
