#include "app/export_geopackage.hpp"

namespace sanggan {

std::vector<MonitoredPlace> monitored_places(Case const& c, MonitorTable const& monitors) {
  std::vector<MonitoredPlace> places;
  for (auto const& point : c.output.points) places.push_back({point.name, "point", point.at, {}});
  for (auto const& well : c.site.wells)
    places.push_back(
        {well.name, "well", {well.x, well.y, (well.screen_bottom + well.screen_top) / 2}, {}});
  for (auto& place : places)
    for (auto const& s : c.site.species)
      place.species.push_back({s.name, 0, 0, 0, result_units(s).per_mmol * (s.C_limit)});

  for (auto& place : places)
    for (auto& s : place.species) {
      auto const& C = monitors.values[monitors.column(place.name + " " + s.species)];
      for (std::size_t k = 0; k < C.size(); ++k) {
        s.last = C[k];
        if (s.last <= s.peak) continue;
        s.peak = s.last;
        s.t_peak = monitors.t[k];
      }
    }
  return places;
}

std::vector<Plume> plumes(ResultsReader const& results, PlanGrid const& grid, Case const& c,
                          std::size_t time) {
  std::vector<Plume> found;
  auto const maps = plan_maps(results, grid, Layer::maximum, time);
  for (auto const& s : c.site.species)
    for (auto const& map : maps)
      if (s.C_limit > 0 && map.name == s.name + "_dissolved")
        found.push_back(
            {s.name, result_units(s).per_mmol * (s.C_limit), results.index().times[time], map});
  return found;
}

}  // namespace sanggan
