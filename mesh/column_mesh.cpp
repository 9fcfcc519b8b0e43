#include "mesh/column_mesh.hpp"

#include <algorithm>
#include <array>

#include "mesh/assemble.hpp"
#include "mesh/cell_shape.hpp"
#include "mesh/columns.hpp"
#include "mesh/exchange.hpp"

namespace sanggan {
namespace {

struct Plan {
  ColumnModel const& model;
  GlobalIndex nx() const { return static_cast<GlobalIndex>(model.x.size()) - 1; }
  GlobalIndex ny() const { return static_cast<GlobalIndex>(model.y.size()) - 1; }
  GlobalIndex n_lines() const { return (nx() + 1) * (ny() + 1); }

  Vec2 line_at(GlobalIndex line) const {
    return {model.x[line % (nx() + 1)], model.y[line / (nx() + 1)]};
  }
  // The upright edges of a column, in VTK's order of the corners of a quadrilateral.
  std::array<GlobalIndex, 4> lines_of(GlobalIndex column) const {
    GlobalIndex const sw = column % nx() + (nx() + 1) * (column / nx());
    return {sw, sw + 1, sw + nx() + 2, sw + nx() + 1};
  }
  Vec2 centre_of(GlobalIndex column) const {
    GlobalIndex const i = column % nx(), j = column / nx();
    return {0.5 * (model.x[i] + model.x[i + 1]), 0.5 * (model.y[j] + model.y[j + 1])};
  }
};

// The lines of nodes around some columns with the elevations of their levels.
class Lines {
 public:
  Lines(Plan const& plan, std::span<GlobalIndex const> columns)
      : n_levels_(plan.model.n_layers + 1) {
    for (GlobalIndex const column : columns)
      for (GlobalIndex const line : plan.lines_of(column)) number_.push_back(line);
    std::ranges::sort(number_);
    number_.erase(std::unique(number_.begin(), number_.end()), number_.end());
    z_.resize(number_.size() * n_levels_);
    for (std::size_t l = 0; l < number_.size(); ++l)
      plan.model.levels(plan.line_at(number_[l]), std::span(z_).subspan(l * n_levels_, n_levels_));
  }

  std::vector<GlobalIndex> const& numbers() const { return number_; }
  Index n_levels() const { return n_levels_; }
  std::span<double const> levels(Index line) const {
    return {z_.data() + static_cast<std::size_t>(line) * n_levels_,
            static_cast<std::size_t>(n_levels_)};
  }
  Index find(GlobalIndex number) const {
    return static_cast<Index>(std::ranges::lower_bound(number_, number) - number_.begin());
  }

 private:
  Index n_levels_;
  std::vector<GlobalIndex> number_;  // sorted
  std::vector<double> z_;            // [lines x levels]
};

// Visits (layer) for each cell that exists in a column, upwards.
void each_cell(Plan const& plan, Lines const& lines, GlobalIndex column, auto const& visit) {
  Vec2 const at = plan.centre_of(column);
  ColumnModel const& model = plan.model;
  if (model.has_column && !model.has_column(at)) return;
  std::array<std::span<double const>, 4> z;
  auto const numbers = plan.lines_of(column);
  for (int e = 0; e < 4; ++e) z[e] = lines.levels(lines.find(numbers[e]));
  for (Index k = 0; k < model.n_layers; ++k) {
    auto const is_open = [k](auto const& levels) { return levels[k + 1] > levels[k]; };
    if (std::ranges::none_of(z, is_open)) continue;
    double sum = 0;
    for (auto const& levels : z) sum += levels[k] + levels[k + 1];
    if (!model.has_cell || model.has_cell({at.x, at.y, sum / 8})) visit(k);
  }
}

// One entry a level, so that line l has nodes l n_levels ... ; closed levels share the lowest one.
void add_nodes(Plan const& plan, Lines const& lines, CellSoup& soup) {
  soup.n_node_keys = plan.n_lines() * lines.n_levels();
  soup.node.reserve(lines.numbers().size() * lines.n_levels());
  soup.node_key.reserve(lines.numbers().size() * lines.n_levels());
  for (std::size_t l = 0; l < lines.numbers().size(); ++l) {
    Vec2 const at = plan.line_at(lines.numbers()[l]);
    for (Index k = 0; k < lines.n_levels(); ++k) {
      soup.node.push_back({at.x, at.y, lines.levels(static_cast<Index>(l))[k]});
      soup.node_key.push_back(lines.numbers()[l] + plan.n_lines() * k);
    }
  }
}

Index lowest_equal(std::span<double const> levels, Index k) {
  while (k > 0 && levels[k - 1] == levels[k]) --k;
  return k;
}

void add_column(Plan const& plan, Lines const& lines, GlobalIndex column, CellSoup& soup) {
  std::array<Index, 4> line;
  auto const numbers = plan.lines_of(column);
  for (int e = 0; e < 4; ++e) line[e] = lines.find(numbers[e]);
  each_cell(plan, lines, column, [&](Index k) {
    for (Index const level : {k, k + 1})
      for (Index const l : line)
        soup.cell_node.push_back(l * lines.n_levels() + lowest_equal(lines.levels(l), level));
    soup.node_offset.push_back(static_cast<Index>(soup.cell_node.size()));
    soup.type.push_back(vtk_hexahedron);
    soup.cell_key.push_back(column + plan.nx() * plan.ny() * k);
  });
}

CellSoup make_soup(Plan const& plan, LocalColumns const& columns) {
  Lines const lines(plan, columns.id);
  CellSoup soup;
  soup.n_cell_keys = plan.nx() * plan.ny() * plan.model.n_layers;
  add_nodes(plan, lines, soup);
  Index n_columns = 0;
  for (std::size_t c = 0; c < columns.id.size(); ++c) {
    bool const owned = static_cast<Index>(c) < columns.n_owned();
    Index const before = soup.n_cells();
    add_column(plan, lines, columns.id[c], soup);
    Index const added = soup.n_cells() - before;
    if (owned) {
      soup.column.insert(soup.column.end(), added, n_columns);
      soup.n_owned = soup.n_cells();
      if (added > 0) ++n_columns;
    } else {
      soup.ghost_rank.insert(soup.ghost_rank.end(), added,
                             columns.ghost_rank[c - columns.n_owned()]);
    }
  }
  return soup;
}

bool lies_in(ZoneRegion const& region, Vec3 p) {
  return p.z >= region.bottom && p.z <= region.top &&
         (region.polygon.vertices.empty() || region.polygon.contains({p.x, p.y})) &&
         (!region.where || region.where(p));
}

ZoneOfCell zone_finder(ColumnModel const& model, std::vector<std::string>& names) {
  std::vector<Index> region_zone;
  for (ZoneRegion const& region : model.zones)
    region_zone.push_back(index_or_append(names, region.zone));
  GlobalIndex const n_columns = Plan{model}.nx() * Plan{model}.ny();
  return [&model, region_zone, n_columns](GlobalIndex key, Vec3 centre) {
    for (std::size_t r = model.zones.size(); r-- > 0;)
      if (lies_in(model.zones[r], centre)) return region_zone[r];
    return model.layer_zone[key / n_columns];
  };
}

// The faces of a hexahedron come in the order of these patches.
std::vector<std::string> const side_names{"west", "east", "south", "north", "bottom", "top"};
constexpr int top_face = 5;

PatchOfFace patch_finder(ColumnModel const& model, CellSoup const& soup,
                         std::vector<std::string>& names) {
  names = side_names;
  std::vector<Index> region_patch;
  for (SurfaceRegion const& region : model.surface)
    region_patch.push_back(index_or_append(names, region.patch));
  return [&model, &soup, region_patch](Index cell, int face, Vec3 centre) -> Index {
    bool const highest = cell + 1 == soup.n_owned || soup.column[cell + 1] != soup.column[cell];
    if (face == top_face && highest)
      for (std::size_t r = model.surface.size(); r-- > 0;)
        if (model.surface[r].polygon.contains({centre.x, centre.y})) return region_patch[r];
    return face;
  };
}

}  // namespace

void require_increasing(std::vector<double> const& edges, std::string const& axis) {
  bool const increasing =
      std::ranges::adjacent_find(edges, std::ranges::greater_equal{}) == edges.end();
  if (edges.size() < 2 || !increasing)
    throw MeshError("the edges in " + axis + " must be at least two and increase");
}

Index index_or_append(std::vector<std::string>& names, std::string const& name) {
  auto const found = std::ranges::find(names, name);
  auto const index = static_cast<Index>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return index;
}

Mesh build_columns(ColumnModel model, MPI_Comm comm) {
  Plan const plan{model};
  auto const count_cells = [&](std::span<GlobalIndex const> columns) {
    Lines const lines(plan, columns);
    std::vector<Index> count;
    for (GlobalIndex const column : columns)
      each_cell(plan, lines, column, [&, &n = count.emplace_back(0)](Index) { ++n; });
    return count;
  };
  auto const columns = share_columns(static_cast<Index>(plan.nx()), static_cast<Index>(plan.ny()),
                                     count_cells, comm);
  CellSoup soup;
  all_or_none(comm, [&] { soup = make_soup(plan, columns); });
  std::vector<std::string> zone_names = model.zone_names, patch_names;
  auto const zone_of = zone_finder(model, zone_names);
  auto const patch_of = patch_finder(model, soup, patch_names);
  return assemble(soup, zone_names, patch_names, zone_of, patch_of, comm);
}

}  // namespace sanggan
