// Where a measure acts.
#include <algorithm>

#include "io/readers.hpp"

namespace sanggan {
namespace {

Region read_target_region(Section const& measure, Setting const& setting, Need need) {
  Region region;
  auto const s = measure.child("region", "where it acts", need);
  if (!s) return region;
  for (auto const& zone : s.list("zones", "zones of the mesh; without them all"))
    if (int const i = read_name(zone, "a zone of the mesh", setting.zones); i >= 0)
      region.zones.push_back(setting.zones[static_cast<std::size_t>(i)]);
  ZoneRegion const part = read_region(s, setting, setting.domain.top);
  if (s.recording()) return region;
  auto const given = {"polygon", "bottom", "top", "depth", "where"};
  if (std::any_of(given.begin(), given.end(), [&](auto key) { return s.has(key); }))
    region.holds = [part](double x, double y, double z) { return contains(part, {x, y, z}); };
  return region;
}

}  // namespace

std::vector<std::array<double, 2>> read_line(Section const& owner) {
  std::vector<std::array<double, 2>> line;
  auto const s = owner.child("line", "its course in plan, [[x, y], ...]");
  if (!s) return line;
  for (auto const& vertex : s.as_list(2)) {
    auto const xy = vertex.as_list(2);
    if (s.recording()) xy[0].as_quantity("m");
    if (xy.size() > 2) vertex.error("has more than two coordinates; write [x, y]");
    if (xy.size() == 2) line.push_back({xy[0].as_quantity("m"), xy[1].as_quantity("m")});
    bool const same = line.size() > 1 && line.back() == line[line.size() - 2];
    if (same) vertex.error("is the same as the point before it; leave out one of the two");
  }
  return line;
}

namespace {

std::vector<std::string> read_known_names(Section const& measure, std::string_view key,
                                          std::string_view about, std::string_view what,
                                          std::vector<std::string> const& known) {
  std::vector<std::string> names;
  for (auto const& item : measure.list(key, about, Need::required))
    if (int const i = read_name(item, what, known); i >= 0)
      names.push_back(known[static_cast<std::size_t>(i)]);
  return names;
}

/// The boundary of the patch of a measure; where the patch has none, one that is closed until then.
std::string read_target_boundary(Section const& measure, Setting const& setting, bool opens,
                                 std::string const& name, Site& site) {
  std::string const patch = read_patch(measure, setting);
  for (Boundary const& boundary : site.boundaries)
    if (boundary.patch == patch) return boundary.name;
  if (patch.empty() || measure.recording()) return {};
  if (!opens) {
    measure.error_at("patch", "has no boundary that the measure could change; write one");
    return {};
  }
  std::vector<Series> const none(setting.species.size());
  site.boundaries.push_back(
      {outlet_of(name), patch, FixedFlux{Series::constant(0)}, none, none, none});
  return site.boundaries.back().name;
}

}  // namespace

MeasureTarget read_target(TargetKind kind, bool opens, Section const& s, Setting const& setting,
                          std::string const& name, Site& site) {
  MeasureTarget target;
  if (kind == TargetKind::region) target.region = read_target_region(s, setting, Need::required);
  if (kind == TargetKind::line) {
    target.line = read_line(s);
    target.region = read_target_region(s, setting, Need::optional);
  }
  if (kind == TargetKind::patch)
    target.boundary = read_target_boundary(s, setting, opens, name, site);
  if (kind == TargetKind::wells)
    target.wells =
        read_known_names(s, "wells", "wells of the case", "a well", names_of(site.wells));
  if (kind == TargetKind::loads) {
    auto known = names_of(site.loads);
    for (auto const& source : site.sources) known.push_back(source.name);
    target.loads =
        read_known_names(s, "loads", "loads and sources of the case", "a load or a source", known);
  }
  return target;
}

}  // namespace sanggan
