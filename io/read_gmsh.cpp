// The mesh of a case from a file of Gmsh.
#include <fmt/format.h>

#include "io/readers.hpp"

namespace sanggan {
namespace {

Domain bounds_of(GmshSpec const& spec) {
  Domain domain;
  double const low = spec.low.z, high = spec.high.z;
  domain.x = {spec.low.x, spec.high.x};
  domain.y = {spec.low.y, spec.high.y};
  domain.bottom = [low](Vec2) { return low; };
  domain.top = [high](Vec2) { return high; };
  domain.only_bounds = true;
  return domain;
}

void check_names(Section const& file, std::string_view what,
                 std::vector<std::string> const& names) {
  for (auto const& name : names)
    if (!is_name(name))
      file.error(fmt::format(
          "has a physical {} named \"{}\", which files cannot carry; use letters, digits and "
          "_ - + ( )",
          what, name));
}

}  // namespace

GmshSpec read_gmsh_mesh(Section const& mesh, Setting& setting) {
  GmshSpec spec;
  auto const file = mesh.child("file", "mesh of format 2.2 or 4.1, as text or binary");
  double const unit =
      mesh.quantity({"unit", "m", "length of one unit of its coordinates", positive, 1.0});
  auto const rest = mesh.text("zone", "zone of cells in no physical volume", "default");
  check_name(mesh, rest);
  auto const name = file.as_text();
  if (file.recording() || name.empty()) return spec;
  auto& files = mesh.reading().files;
  auto const path = beside(file.file(), name);
  auto const problem = files.take_note(path);
  if (!problem.empty()) file.error("cannot be read: " + problem);
  try {
    if (problem.empty()) spec = read_gmsh(path, unit, rest, files.comm());
  } catch (MeshError const& error) {
    file.error(fmt::format("is no mesh that can be used: {}", error.what()));
  }
  // Without its zones, patches and bounds all else would look wrong.
  if (spec.n_cells == 0) mesh.reading().throw_errors();
  check_names(file, "volume", spec.zone_names);
  check_names(file, "surface", spec.patch_names);
  setting.zones = spec.zone_names;
  setting.patches = spec.patch_names;
  setting.domain = bounds_of(spec);
  return spec;
}

}  // namespace sanggan
