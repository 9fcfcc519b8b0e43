#include <fmt/format.h>

#include <algorithm>

#include "io/readers.hpp"

namespace sanggan {
namespace {

constexpr double everywhere = 1e300;
constexpr double most_cells_to_ask = 1e8;

/// Bottom and top of a region, as elevations or as depths below the ground.
std::function<bool(Vec3)> read_extent(Section const& s, ZoneRegion& region,
                                      PlanFunction const& ground) {
  region.bottom = s.quantity(
      {"bottom", "m", "elevation of the lower end; without it no limit", any_number, -everywhere});
  region.top = s.quantity(
      {"top", "m", "elevation of the upper end; without it no limit", any_number, everywhere});
  if (!s.recording() && region.bottom >= region.top)
    s.error_at("top", "is not above the bottom; write a higher elevation");
  auto const depth = s.child("depth", "range of depth below the ground", Need::optional);
  if (!depth) return {};
  double const from = depth.quantity({"from", "m", "upper end", any_number, 0.0});
  double const to =
      depth.quantity({"to", "m", "lower end; without it no limit", any_number, everywhere});
  if (from >= to) depth.error_at("to", "is not below the upper end; write a larger depth");
  return [=](Vec3 p) {
    double const d = ground({p.x, p.y}) - p.z;
    return d >= from && d < to;
  };
}

std::function<bool(Vec3)> both(std::function<bool(Vec3)> a, std::function<bool(Vec3)> b) {
  if (!a) return b;
  if (!b) return a;
  return [a = std::move(a), b = std::move(b)](Vec3 p) { return a(p) && b(p); };
}

double number_of_cells(BoxSpec const& box) {
  return 1.0 * static_cast<double>(box.x.size() - 1) * static_cast<double>(box.y.size() - 1) *
         static_cast<double>(box.z.size() - 1);
}

}  // namespace

ZoneRegion read_region(Section const& s, Setting const& setting, PlanFunction const& ground) {
  ZoneRegion region;
  if (auto const polygon = s.child(
          "polygon", "outline in plan; without it the region lies everywhere", Need::optional))
    region.polygon = read_polygon(polygon, setting);
  auto extent = read_extent(s, region, ground);
  std::function<bool(Vec3)> condition;
  if (auto const where = s.child("where", "further condition in x, y, z (m), such as \"z < 0.1*x\"",
                                 Need::optional)) {
    auto const f = read_space_expression(where);
    if (f) condition = [f](Vec3 p) { return f(p) != 0; };
  }
  region.where = both(std::move(extent), std::move(condition));
  return region;
}

bool contains(ZoneRegion const& r, Vec3 p) {
  return p.z >= r.bottom && p.z <= r.top &&
         (r.polygon.vertices.empty() || r.polygon.contains({p.x, p.y})) && (!r.where || r.where(p));
}

std::vector<ZoneRegion> read_regions(Section const& mesh, Setting& setting,
                                     PlanFunction const& ground) {
  std::vector<ZoneRegion> regions;
  for (auto const& item :
       mesh.list("regions", "parts of the mesh that belong to another zone; later ones win")) {
    auto const zone = item.text("zone", "name of their zone");
    regions.push_back(read_region(item, setting, ground));
    regions.back().zone = zone;
    if (zone.empty()) continue;
    check_name(item, zone);
    add_unique(setting.zones, zone);
  }
  return regions;
}

std::vector<SurfaceRegion> read_surface_regions(Section const& mesh, Setting& setting) {
  std::vector<SurfaceRegion> regions;
  setting.patches = {"west", "east", "south", "north", "bottom", "top"};
  for (auto const& [name, item] :
       mesh.named("patches", "parts of the ground surface with a name; later ones win")) {
    check_name(item, name);
    if (std::find(setting.patches.begin(), setting.patches.end(), name) != setting.patches.end())
      item.error("is the name of a side of the mesh; choose another");
    regions.push_back({name, read_polygon(item.child("polygon", "outline in plan"), setting)});
    if (!item.recording()) setting.patches.push_back(name);
  }
  return regions;
}

BoxSpec read_box(Section const& mesh, Setting& setting) {
  BoxSpec box;
  int const refinement = mesh.integer(
      "refinement", "multiplies the cells of every axis that has more than one", 1, 1000, 1);
  std::size_t const errors = mesh.reading().n_errors();
  box.x = read_axis(mesh, "x", "cells from west to east; without it one cell of 1 m",
                    Need::optional, refinement);
  box.y = read_axis(mesh, "y", "cells from south to north; without it one cell of 1 m",
                    Need::optional, refinement);
  box.z = read_axis(mesh, "z", "cells from the bottom up", Need::required, refinement);
  box.default_zone = mesh.text("zone", "zone of all cells that no region claims", "default");
  check_name(mesh, box.default_zone);
  double const low = box.z.front(), high = box.z.back();
  setting.domain = {box.x,
                    box.y,
                    box.z,
                    [low](Vec2) { return low; },
                    [high](Vec2) { return high; },
                    {},
                    {},
                    mesh.reading().n_errors() == errors};
  setting.zones = {box.default_zone};
  box.surface = read_surface_regions(mesh, setting);
  box.zones = read_regions(mesh, setting, setting.domain.top);
  std::vector<ZoneRegion> inactive;
  for (auto const& item : mesh.list("inactive", "parts of the box without cells"))
    inactive.push_back(read_region(item, setting, setting.domain.top));
  if (!inactive.empty())
    box.active = [inactive](Vec3 p) {
      return std::none_of(inactive.begin(), inactive.end(),
                          [&](auto const& r) { return contains(r, p); });
    };
  setting.domain.active = box.active;
  if (setting.domain.known && number_of_cells(box) <= most_cells_to_ask &&
      !setting.domain.has_any_cell())
    mesh.error_at("inactive", "leaves no cell; make the regions smaller");
  return box;
}

MeshSpec read_mesh(Section const& root, Setting& setting) {
  MeshSpec spec = BoxSpec{};
  setting.domain = {{0, 1}, {0, 1}, {0, 1}, [](Vec2) { return 0.0; }, [](Vec2) { return 1.0; },
                    {},     {},     false};
  root.child("mesh", "cells, their zones, and the patches of their outer sides")
      .branch("kind", "kind of mesh",
              {{"box", "hexahedra on rectilinear edges",
                [&](Section const& s) { spec = read_box(s, setting); }},
               {"terrain", "columns of layers that follow the ground",
                [&](Section const& s) { spec = read_terrain(s, setting); }},
               {"gmsh", "cells of any shape from a file of Gmsh",
                [&](Section const& s) { spec = read_gmsh_mesh(s, setting); }}});
  return spec;
}

}  // namespace sanggan
