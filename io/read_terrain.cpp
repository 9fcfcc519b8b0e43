// The terrain mesh of a case: plan, ground, layers, and the bodies on or in the ground.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/readers.hpp"

namespace sanggan {
namespace {

/// A layer as written: its top is given, or follows from the thickness of the layer above it.
struct WrittenLayer {
  Section section;
  TerrainLayer layer;
  PlanFunction top, thickness;  // either may be empty
};

WrittenLayer read_layer(Section const& s, Setting& setting, int refinement) {
  WrittenLayer written{s, {}, {}, {}};
  written.layer.zone = s.text("zone", "name of the zone of its cells");
  check_name(s, written.layer.zone.empty() ? "unnamed" : written.layer.zone);
  add_unique(setting.zones, written.layer.zone);
  written.layer.cells = refinement * s.integer("cells", "cells over its thickness", 1, 10000, 1);
  written.layer.grading = s.quantity(
      {"grading", "1", "thickness of the top cell over that of the bottom cell", {1e-3, 1e3}, 1.0});
  if (auto const top = s.child("top", "elevation of its upper side", Need::optional))
    written.top = read_plan_function(top, setting, "m");
  if (auto const thickness = s.child(
          "thickness", "thickness, down from its upper side; gives the top of the layer below",
          Need::optional))
    written.thickness = read_plan_function(thickness, setting, "m", not_negative);
  return written;
}

PlanFunction lowered(PlanFunction top, PlanFunction thickness) {
  return [top = std::move(top), thickness = std::move(thickness)](Vec2 p) {
    return top(p) - thickness(p);
  };
}

/// Layers from below upwards. The uppermost reaches to the ground; each other one has a top, or
/// lies below one with a thickness.
std::vector<TerrainLayer> read_layers(Section const& mesh, Setting& setting,
                                      PlanFunction const& ground, int refinement) {
  std::vector<WrittenLayer> written;
  for (auto const& item : mesh.list(
           "layers", "layers from below upwards; the last reaches to the ground", Need::required))
    written.push_back(read_layer(item, setting, refinement));
  std::vector<TerrainLayer> layers;
  if (mesh.recording() || written.empty()) return layers;
  if (written.front().thickness)
    written.front().section.error_at(
        "thickness", "stands at the lowest layer, which reaches down to the base; remove it");
  if (written.back().top)
    written.back().section.error_at(
        "top", "stands at the uppermost layer, which reaches up to the ground; remove it");
  written.back().layer.top = ground;
  for (std::size_t k = written.size() - 1; k-- > 0;) {
    auto& one = written[k];
    auto const& above = written[k + 1];
    if (one.top && above.thickness)
      one.section.error_at("top", "stands below a layer with a thickness; remove one of the two");
    if (!one.top && !above.thickness)
      one.section.error("has no top, and the layer above it no thickness; write one of the two");
    one.layer.top = one.top           ? one.top
                    : above.thickness ? lowered(above.layer.top, above.thickness)
                                      : above.layer.top;
  }
  // No layer rises above the ground: where one would, as under a channel, it comes to light.
  for (auto& one : written) {
    one.layer.top = [top = std::move(one.layer.top), ground](Vec2 p) {
      return std::min(top(p), ground(p));
    };
    layers.push_back(std::move(one.layer));
  }
  return layers;
}

/// Height (m) over its outline of a body whose sides rise at `slope` up to `height`; 0 outside.
PlanFunction mound(Polygon polygon, double height, double slope) {
  return [polygon = std::move(polygon), height, slope](Vec2 p) {
    return polygon.contains(p) ? std::min(height, slope * polygon.distance_to_edge(p)) : 0.0;
  };
}

struct Body {
  Polygon polygon;
  double height = 0, slope = 0;
};

Body read_shape(Section const& s, Setting const& setting, std::string_view key,
                std::string_view about) {
  return {read_polygon(s.child("polygon", "outline in plan"), setting),
          s.quantity({key, "m", about, positive}),
          s.quantity({"side_slope", "1", "slope of its sides, rise over run", {1e-3, 1e3}, 0.5})};
}

/// A heap becomes one more layer on top of those before it.
void read_heap(Section const& s, Setting& setting, TerrainSpec& spec, int refinement) {
  TerrainLayer layer;
  layer.zone = s.text("zone", "name of the zone of its cells");
  add_unique(setting.zones, layer.zone);
  layer.cells = refinement * s.integer("cells", "cells over its height", 1, 10000, 4);
  layer.grading = s.quantity(
      {"grading", "1", "thickness of the top cell over that of the bottom cell", {1e-3, 1e3}, 1.0});
  PlanFunction const below =
      spec.layers.empty() ? PlanFunction([](Vec2) { return 0.0; }) : spec.layers.back().top;
  if (auto const surface =
          s.child("surface", "elevation of its own surface; in place of height and side_slope",
                  Need::optional)) {
    auto const polygon = read_polygon(s.child("polygon", "outline in plan"), setting);
    auto const own = read_plan_function(surface, setting, "m");
    layer.top = [=](Vec2 p) { return polygon.contains(p) ? std::max(below(p), own(p)) : below(p); };
  }
  if (s.recording())
    s.optional_quantity({"height", "m", "largest height above the ground; without a surface"});
  if (s.recording() || !s.has("surface")) {
    auto const body = read_shape(s, setting, "height", "largest height above the ground");
    auto const height = mound(body.polygon, body.height, body.slope);
    layer.top = [=](Vec2 p) { return below(p) + height(p); };
  }
  if (!layer.zone.empty()) spec.layers.push_back(std::move(layer));
}

/// A pit lowers the ceiling below the ground.
void read_pit(Section const& s, Setting const& setting, TerrainSpec& spec,
              PlanFunction const& ground) {
  auto const body = read_shape(s, setting, "depth", "largest depth below the ground");
  auto const depth = mound(body.polygon, body.height, body.slope);
  auto const before = spec.ceiling;
  spec.ceiling = [=](Vec2 p) {
    double const d = depth(p), other = before ? before(p) : 1e300;
    return d > 0 ? std::min(ground(p) - d, other) : other;
  };
}

/// A fill gives the ground within a pit-shaped body another zone: a pond of tailings, a lined cell.
ZoneRegion read_fill(Section const& s, Setting& setting, PlanFunction const& ground) {
  ZoneRegion region;
  region.zone = s.text("zone", "name of the zone of its cells");
  add_unique(setting.zones, region.zone);
  auto const body = read_shape(s, setting, "depth", "largest depth below the ground");
  auto const depth = mound(body.polygon, body.height, body.slope);
  region.polygon = body.polygon;
  region.where = [=](Vec3 p) {
    return p.z > ground({p.x, p.y}) - depth({p.x, p.y}) && p.z <= ground({p.x, p.y});
  };
  return region;
}

std::vector<ZoneRegion> read_bodies(Section const& mesh, Setting& setting, TerrainSpec& spec,
                                    PlanFunction const& ground, int refinement) {
  std::vector<ZoneRegion> fills;
  for (auto const& item : mesh.list("bodies", "heaps on, pits in and fills of the ground"))
    item.branch("kind", "kind of body",
                {{"heap", "one more layer on top",
                  [&](Section const& s) { read_heap(s, setting, spec, refinement); }},
                 {"pit", "lowers the ground",
                  [&](Section const& s) { read_pit(s, setting, spec, ground); }},
                 {"fill", "gives the ground another zone, such as a tailings pond",
                  [&](Section const& s) { fills.push_back(read_fill(s, setting, ground)); }}});
  return fills;
}

std::vector<Refinement> read_refinements(Section const& mesh, Setting const& setting) {
  Setting anywhere = setting;
  anywhere.domain.only_bounds = true;  // it may well be smaller than a column
  std::vector<Refinement> refinements;
  for (auto const& item :
       mesh.list("refine", "parts of the plan with finer columns: polygons, or discs")) {
    Refinement& r = refinements.emplace_back();
    r.levels = item.integer("levels", "times that columns are halved along x and y there", 1, 6);
    if (auto const polygon =
            item.child("polygon", "outline in plan; without it a disc", Need::optional))
      r.polygon = read_polygon(polygon, anywhere);
    r.centre.x = item.quantity({"x", "m", "centre of the disc", any_number, 0.0});
    r.centre.y = item.quantity({"y", "m", "centre of the disc", any_number, 0.0});
    r.radius = item.quantity({"radius", "m", "radius of the disc", not_negative, 0.0});
    if (!item.recording() && item.has("polygon") == item.has("radius"))
      item.error("must have a polygon, or x, y and radius of a disc; write one of the two");
  }
  return refinements;
}

/// The ground must lie above the base somewhere, else there is no cell at all.
void check_thickness(Section const& mesh, TerrainSpec const& spec) {
  double thickest = -1e300;
  for (double const y : spec.y)
    for (double const x : spec.x)
      thickest = std::max(thickest, spec.layers.back().top({x, y}) - spec.base({x, y}));
  if (thickest < spec.least_thickness)
    mesh.error_at("ground", "lies nowhere above the base; lower the base");
}

}  // namespace

TerrainSpec read_terrain(Section const& mesh, Setting& setting) {
  TerrainSpec spec;
  int const refinement = mesh.integer(
      "refinement",
      "multiplies the cells in plan (of an axis with more than one) and of every layer", 1, 1000,
      1);
  std::size_t const errors = mesh.reading().n_errors();
  spec.x = read_axis(mesh, "x", "columns from west to east; without it one of 1 m", Need::optional,
                     refinement);
  spec.y = read_axis(mesh, "y", "columns from south to north; without it one of 1 m",
                     Need::optional, refinement);
  setting.domain.x = spec.x;
  setting.domain.y = spec.y;
  setting.domain.known = mesh.reading().n_errors() == errors;
  spec.refine = read_refinements(mesh, setting);
  if (!spec.refine.empty())
    setting.domain.plan = std::make_shared<Plan const>(spec.x, spec.y, spec.refine);
  auto const ground =
      read_plan_function(mesh.child("ground", "elevation of the natural ground"), setting, "m");
  spec.base = read_plan_function(
      mesh.child("base", "elevation of the lower side of the lowest layer"), setting, "m");
  spec.least_thickness =
      mesh.quantity({"least_thickness",
                     "m",
                     "least thickness of a cell; a layer that is thinner somewhere is closed there",
                     {1e-6, 100},
                     spec.least_thickness});
  setting.zones.clear();
  spec.layers = read_layers(mesh, setting, ground, refinement);
  auto const fills = read_bodies(mesh, setting, spec, ground, refinement);
  setting.domain.known = mesh.reading().n_errors() == errors;
  setting.domain.bottom = spec.base;
  setting.domain.top = ground;
  if (!spec.layers.empty()) {
    auto const top = spec.layers.back().top;
    auto const ceiling = spec.ceiling;
    setting.domain.top = [top, ceiling](Vec2 p) {
      return ceiling ? std::min(top(p), ceiling(p)) : top(p);
    };
  }
  spec.surface = read_surface_regions(mesh, setting);
  spec.zones = fills;
  for (auto& region : read_regions(mesh, setting, ground)) spec.zones.push_back(std::move(region));
  if (auto const outline =
          mesh.child("outline", "columns outside this polygon are left out", Need::optional))
    setting.domain.outline = spec.outline = read_polygon(outline, setting);
  if (!mesh.recording() && !spec.layers.empty() && mesh.reading().n_errors() == errors)
    check_thickness(mesh, spec);
  return spec;
}

}  // namespace sanggan
