#include "app/export_geopackage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "io/case_reader.hpp"
#include "io/io_error.hpp"
#include "io/run_record.hpp"

namespace sanggan {
namespace {

std::vector<std::string> split(std::string const& line) {
  std::istringstream in(line);
  std::vector<std::string> fields;
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

/// What one column of monitors.csv comes to, and where it stands.
struct Follower {
  std::size_t column;
  MonitoredSpecies* species;
};

}  // namespace

Case case_of_run(std::string const& folder, MPI_Comm comm) {
  RunRecord const record = read_run_record(folder + "/run.json");
  Case c = read_case(record.case_path, record.overrides, comm);
  if (fmt::format("{:016x}", c.hash) != record.case_hash)
    throw CaseError(
        {fmt::format("{}: the case has changed since {} was begun; its points and "
                     "wells are not known any more",
                     record.case_path, folder)});
  return c;
}

std::vector<MonitoredPlace> monitored_places(Case const& c, std::string const& monitors_csv) {
  std::vector<MonitoredPlace> places;
  for (auto const& point : c.output.points) places.push_back({point.name, "point", point.at, {}});
  for (auto const& well : c.site.wells)
    places.push_back(
        {well.name, "well", {well.x, well.y, (well.screen_bottom + well.screen_top) / 2}, {}});
  for (auto& place : places)
    for (auto const& s : c.site.species)
      place.species.push_back({s.name, 0, 0, 0, result_units(s).per_mmol * (s.C_limit)});

  std::istringstream lines(monitors_csv);
  std::string line;
  std::getline(lines, line);
  auto const header = split(line);
  std::vector<Follower> followers;
  for (auto& place : places)
    for (auto& s : place.species) {
      auto const name = fmt::format("{} {} (mg/L)", place.name, s.species);
      auto const found = std::find(header.begin(), header.end(), name);
      if (found == header.end()) throw IoError("monitors.csv", "has no column " + name);
      followers.push_back({static_cast<std::size_t>(found - header.begin()), &s});
    }
  while (std::getline(lines, line) && !lines.eof()) {  // a row without its end is still written
    auto const row = split(line);
    if (row.size() != header.size()) continue;
    double const t = std::strtod(row[0].c_str(), nullptr);
    for (auto const& [column, species] : followers) {
      species->last = std::strtod(row[column].c_str(), nullptr);
      if (species->last <= species->peak) continue;
      species->peak = species->last;
      species->t_peak = t;
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
