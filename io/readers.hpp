#pragma once
#include "io/case.hpp"
#include "io/section.hpp"
#include "io/setting.hpp"

namespace sanggan {

// One function per section of a case file; each turns it into plain structs in SI and records what
// is wrong in section.reading(). See docs/case_files.md for what they read.

/// A quantity in time: constant, from a CSV file, inline, or by months. Values in `unit`.
Series read_series(Section const& value, std::string_view unit, Range range = {});
/// The same, or a formula of the place, for a value that may differ over a patch.
Series read_patch_series(Section const& value, std::string_view unit, Range range = {});
/// Series by species under a key that maps species to series; empty series where not given.
std::vector<Series> read_species_series(Section const& owner, std::string_view key,
                                        std::string_view about, std::string_view unit,
                                        Setting const& setting);

/// A polygon, inline or from a file; checked against the domain.
Polygon read_polygon(Section const& value, Setting const& setting);
/// A value over the plan: constant, raster, table of points or expression in x and y (m). Checked
/// to have a value at every node of the plan of the mesh.
PlanFunction read_plan_function(Section const& value, Setting const& setting, std::string_view unit,
                                Range range = {});
/// A condition or value in space from an expression in x, y, z (m).
std::function<double(Vec3)> read_space_expression(Section const& value);

/// The `mesh` section; fills the domain, zones and patches of the setting.
MeshSpec read_mesh(Section const& root, Setting& setting);
BoxSpec read_box(Section const& mesh, Setting& setting);
TerrainSpec read_terrain(Section const& mesh, Setting& setting);
GmshSpec read_gmsh_mesh(Section const& mesh, Setting& setting);
/// One axis of the plan or of a box: edges, increasing (m).
std::vector<double> read_axis(Section const& mesh, std::string_view key, std::string_view about,
                              Need need, int refinement);
/// Polygon, elevations, depths below `ground` and condition of a region.
ZoneRegion read_region(Section const& s, Setting const& setting, PlanFunction const& ground);
/// Whether a region holds the point p (m).
bool contains(ZoneRegion const& region, Vec3 p);
/// The lists `regions` and `patches` of a mesh.
std::vector<ZoneRegion> read_regions(Section const& mesh, Setting& setting,
                                     PlanFunction const& ground);
std::vector<SurfaceRegion> read_surface_regions(Section const& mesh, Setting& setting);

/// The `species` section; fills the species of the setting.
std::vector<Species> read_species(Section const& root, Setting& setting);
std::vector<Material> read_materials(Section const& root, Setting const& setting);
/// The `zones` section: (zone, index of its material).
std::vector<std::pair<std::string, int>> read_zones(Section const& root, Setting const& setting,
                                                    std::vector<Material> const& materials);
/// The `chemistry` section; fills the waters of the setting. Null if there is none or it is wrong.
/// @param site with its materials and zones
std::shared_ptr<chemistry::SiteChemistry const> read_chemistry(Section const& root,
                                                               Setting& setting, Site const& site);
/// The waters of the chemistry that come in by a boundary or a well.
WaterSeries read_water_series(Section const& owner, std::string_view key, std::string_view about,
                              Setting const& setting);
/// The patch that a boundary, a load or a measure names; empty if it is unknown.
std::string read_patch(Section const& item, Setting const& setting);
std::vector<Boundary> read_boundaries(Section const& root, Setting const& setting);
/// @param site with its materials and zones
std::vector<WasteRelease> read_releases(Section const& root, Setting const& setting,
                                        Site const& site);
std::vector<Well> read_wells(Section const& root, Setting const& setting);
std::vector<AreaLoad> read_loads(Section const& root, Setting const& setting);
std::vector<VolumeSource> read_sources(Section const& root, Setting const& setting);

/// The `line` of a wall or a fence, in plan (m).
std::vector<std::array<double, 2>> read_line(Section const& owner);
/// Where a measure acts, of the kinds of place that its kind asks for. A drain opens a patch that
/// has no boundary: it is added to the site, closed.
MeasureTarget read_target(TargetKind kind, bool opens, Section const& s, Setting const& setting,
                          std::string const& name, Site& site);
/// The `measures` section. @param site complete but for what the measures add to it: the names of
/// their accounts, and boundaries of patches that they open
std::vector<Measure> read_measures(Section const& root, Setting const& setting, Site& site);

/// A lognormal field, from one draw of a Gaussian field of its logarithm.
std::function<double(Vec3)> read_random_factor(Section const& random);
std::vector<CellFieldSource> read_cell_fields(Section const& root, Setting const& setting);
std::function<double(Vec3)> read_initial(Section const& root, Setting const& setting);
TimeControl read_time(Section const& root);
NewtonControl read_newton(Section const& root);
TransportControl read_transport(Section const& root);
/// The `output` section; fills the output times.
OutputControl read_output(Section const& root, Setting const& setting, TimeControl& time);

/// Names of a list of things that have one.
template <class List>
std::vector<std::string> names_of(List const& list) {
  std::vector<std::string> names;
  for (auto const& one : list) names.push_back(one.name);
  return names;
}

/// The whole case but its path, text and hash.
Case read_sections(Section const& root, Setting& setting);

/// A name from a list of known ones. @return its index, -1 if it is unknown (an error is recorded)
int read_name(Section const& value, std::string_view what, std::vector<std::string> const& known);
/// True for a name that all file formats can carry.
bool is_name(std::string_view name);
/// Records names that are none.
void check_name(Section const& owner, std::string const& name);

}  // namespace sanggan
