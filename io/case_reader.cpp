#include "io/case_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "io/csv.hpp"
#include "io/raster.hpp"
#include "io/readers.hpp"
#include "io/yaml_file.hpp"
#include "mesh/plan.hpp"
#include "physics/reactive_site.hpp"

namespace sanggan {
namespace {

constexpr int deepest_include = 16;

/// Adds the entries of `from`; maps with the same key are merged, other values given twice stay so
/// that they are reported as duplicates.
void merge(Node& into, Node&& from) {
  for (auto& entry : from.entries) {
    auto* const here = into.find(entry.key);
    bool const maps =
        here && here->value.kind == Node::Kind::map && entry.value.kind == Node::Kind::map;
    if (maps)
      merge(here->value, std::move(entry.value));
    else
      into.entries.push_back(std::move(entry));
  }
}

void include_files(Reading& reading, Node& node, int depth);

void include_file(Reading& reading, Node& into, Node const& name, int depth) {
  if (name.kind != Node::Kind::scalar)
    return reading.error(name.place,
                         "include is of the wrong kind; write a file name or a list of them");
  std::string const path = beside(reading.files.name(std::max(name.place.file, 0)), name.text);
  if (depth > deepest_include)
    return reading.error(
        name.place,
        fmt::format("include \"{}\": files include one another without end", name.text));
  if (auto const& content = reading.files.text(path); !content.problem.empty())
    return reading.error(
        name.place, fmt::format("include \"{}\" cannot be read: {}", name.text, content.problem));
  Node included = read_yaml_file(reading, path);
  include_files(reading, included, depth + 1);
  merge(into, std::move(included));
}

/// Replaces each `include` of the tree by the entries of its files.
void include_files(Reading& reading, Node& node, int depth) {
  for (auto& item : node.items) include_files(reading, item, depth);
  for (auto& entry : node.entries)
    if (entry.key != "include") include_files(reading, entry.value, depth);
  while (auto* const entry = node.find("include")) {
    Node const names = std::move(entry->value);
    node.entries.erase(node.entries.begin() + (entry - node.entries.data()));
    if (names.kind != Node::Kind::list) include_file(reading, node, names, depth);
    for (auto const& name : names.items) include_file(reading, node, name, depth);
  }
}

void apply_override(Reading& reading, Node& root, std::string const& text) {
  Place const place{-1, 1, 1};
  auto const equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return reading.error(place, fmt::format("\"{}\" has no value; write key.path=value", text));
  try {
    auto const problem =
        set_value(root, {text.substr(0, equals), place, parse_yaml(text.substr(equals + 1), -1)});
    if (!problem.empty()) reading.error(place, fmt::format("\"{}\" {}", text, problem));
  } catch (SyntaxError const& error) {
    reading.error(place, fmt::format("\"{}\": {}", text, error.problem));
  }
}

void set_file(Node& node, int file) {
  node.place.file = file;
  for (auto& item : node.items) set_file(item, file);
  for (auto& entry : node.entries) {
    entry.place.file = file;
    set_file(entry.value, file);
  }
}

void apply_settings(Reading& reading, Node& root, CaseAdditions const& added) {
  if (added.settings.empty()) return;
  int const file = reading.files.beside_case(added.file);
  for (Node::Entry setting : added.settings) {
    setting.place.file = file;
    set_file(setting.value, file);
    if (auto const problem = set_value(root, setting); !problem.empty())
      reading.error(setting.place, fmt::format("\"{}\" {}", setting.key, problem));
  }
}

void add_measures(Reading& reading, Node& root, CaseAdditions const& added) {
  if (added.measures.empty()) return;
  Node list;
  list.kind = Node::Kind::list;
  list.items = added.measures;
  set_file(list, reading.files.number(added.file));
  auto* const own = root.find("measures");
  if (!own)
    root.entries.push_back({"measures", list.items.front().place, std::move(list)});
  else if (own->value.kind == Node::Kind::list)
    own->value.items.insert(own->value.items.end(), list.items.begin(), list.items.end());
}

void read_header(Section const& root, Case& c) {
  root.integer("schema_version", "version of the format of this file", 1, 1);
  c.name = root.text("name", "name of the case; without it that of its folder", c.name);
  c.title = root.text("title", "one line on the case", "");
  c.crs = root.text("crs", "coordinate system in metres, such as EPSG:32649 or WKT", "");
  c.start_date = root.text("start_date", "date of the start, such as 2020-01-01", "");
  if (root.recording()) return;
  check_name(root, c.name);
  if (!c.crs.empty())
    if (auto const problem = problem_of_crs(c.crs); !problem.empty()) root.error_at("crs", problem);
  if (!c.start_date.empty() && !seconds_between(c.start_date, c.start_date)) {
    root.error_at("start_date", "is not a date; write it as 2020-01-01");
    c.start_date = "2000-01-01";
  }
  root.reading().start_date = c.start_date;
}

std::string folder_name(std::string const& path) {
  auto const folder =
      std::filesystem::absolute(path).lexically_normal().parent_path().filename().string();
  return folder.empty() ? "case" : folder;
}

void check_memory(Section const& root, Case const& c) {
  if (!root.has("mesh")) return;
  double const needed = estimated_memory(estimated_cells(c), c.site.species.size());
  double const there = machine_memory(root.reading().files.comm());
  if (needed > there)
    root.error_at(
        "mesh",
        fmt::format("has {:.3g} cells, which need about {:.3g} GB of memory; there are {:.3g} GB; "
                    "write fewer cells or take more machines",
                    estimated_cells(c), needed / 1e9, there / 1e9));
}

}  // namespace

double estimated_memory(double cells, std::size_t species) {
  return cells * (2000 + 350 * static_cast<double>(species));
}

double estimated_cells(Case const& c) {
  auto const intervals = [](auto const& edges) {
    return edges.empty() ? 0.0 : static_cast<double>(edges.size() - 1);
  };
  if (auto const* box = std::get_if<BoxSpec>(&c.mesh))
    return intervals(box->x) * intervals(box->y) * intervals(box->z);
  if (auto const* gmsh = std::get_if<GmshSpec>(&c.mesh)) return static_cast<double>(gmsh->n_cells);
  auto const& terrain = std::get<TerrainSpec>(c.mesh);
  double layers = 0;
  for (auto const& layer : terrain.layers) layers += layer.cells;
  if (terrain.refine.empty()) return intervals(terrain.x) * intervals(terrain.y) * layers;
  Plan const plan(terrain.x, terrain.y, terrain.refine);
  double columns = 0;
  for (GlobalIndex block = 0; block < plan.n_blocks(); ++block)
    columns += static_cast<double>(plan.columns_of(block).size());
  return columns * layers;
}

int read_name(Section const& value, std::string_view what, std::vector<std::string> const& known) {
  auto const name = value.as_text();
  if (value.recording() || name.empty()) return -1;
  auto const found = std::find(known.begin(), known.end(), name);
  if (found != known.end()) return static_cast<int>(found - known.begin());
  value.unknown_name(what, known);
  return -1;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(), [](unsigned char ch) {
           return std::isalnum(ch) || ch >= 0x80 ||
                  std::string_view("_-+()").find(static_cast<char>(ch)) != std::string_view::npos;
         });
}

void check_name(Section const& owner, std::string const& name) {
  if (!is_name(name) && !owner.recording())
    owner.error(fmt::format(
        "is named \"{}\", which files cannot carry; write letters, digits and _ - + ( )", name));
}

Case read_sections(Section const& root, Setting& setting) {
  Case c;
  c.name = root.recording() ? "" : folder_name(root.file());
  read_header(root, c);
  setting.crs = c.crs;
  c.mesh = read_mesh(root, setting);
  c.site.species = read_species(root, setting);
  c.site.materials = read_materials(root, setting);
  c.site.material_of_zone = read_zones(root, setting, c.site.materials);
  auto chemistry = read_chemistry(root, setting, c.site);
  c.cell_fields = read_cell_fields(root, setting);
  c.initial_psi = read_initial(root, setting);
  c.site.boundaries = read_boundaries(root, setting);
  c.site.releases = read_releases(root, setting, c.site);
  c.site.loads = read_loads(root, setting);
  c.site.wells = read_wells(root, setting);
  if (auto* const gmsh = std::get_if<GmshSpec>(&c.mesh))
    for (Well const& w : c.site.wells)
      gmsh->keep_together.push_back({w.x, w.y, w.screen_bottom, w.screen_top});
  c.site.sources = read_sources(root, setting);
  c.measures = read_measures(root, setting, c.site);
  if (chemistry) {
    for (Material const& material : c.site.materials)
      if (material.immobile)
        root.error_at("chemistry", "does not react in the immobile water of " + material.name +
                                       "; leave out `immobile` of the material");
    make_reactive(c.site, std::move(chemistry));
  }
  c.time = read_time(root);
  c.newton = read_newton(root);
  c.transport = read_transport(root);
  c.output = read_output(root, setting, c.time);
  return c;
}

Case read_case(std::string const& path, std::vector<std::string> const& overrides, MPI_Comm comm,
               CaseAdditions const& added) {
  Reading reading(comm);
  Node tree = read_yaml_file(reading, path);
  include_files(reading, tree, 1);
  std::size_t const include_errors = reading.n_errors();
  report_duplicate_keys(reading, tree);
  // What a missing file would have said is not known, so that all else would look wrong.
  if (include_errors > 0) reading.throw_errors();
  for (auto const& text : overrides) apply_override(reading, tree, text);
  apply_settings(reading, tree, added);
  add_measures(reading, tree, added);
  Section const root(reading, tree);
  Setting setting;
  Case c = read_sections(root, setting);
  report_unknown_keys(reading, tree);
  check_memory(root, c);
  reading.throw_errors();
  c.path = path;
  c.source_text = to_yaml(tree);
  c.hash = fnv1a(c.source_text, reading.files.hash());
  return c;
}

Description describe_case() {
  Reading reading(MPI_COMM_SELF);
  Description description;
  Setting setting;
  read_sections(Section(reading, description), setting);
  return description;
}

}  // namespace sanggan
