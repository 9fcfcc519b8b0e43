#include "mesh/column_mesh.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "mesh/assemble.hpp"
#include "mesh/cell_shape.hpp"
#include "mesh/columns.hpp"
#include "mesh/directory.hpp"
#include "mesh/geometry.hpp"
#include "mesh/plan.hpp"

namespace sanggan {
namespace {

// The columns of some blocks of the plan, block by block.
struct LocalPlan {
  std::vector<PlanColumn> column;
  std::vector<GlobalIndex> key;        // [columns] the same on every rank
  std::vector<Index> block_offset{0};  // [blocks+1] into column
  std::vector<GlobalIndex> line;       // lines at their corners, sorted

  LocalPlan(Plan const& plan, std::span<GlobalIndex const> blocks) {
    for (GlobalIndex const block : blocks) {
      GlobalIndex place = block * plan.most_columns();
      for (PlanColumn const& c : plan.columns_of(block)) {
        column.push_back(c);
        key.push_back(place++);
        line.insert(line.end(), c.lines().begin(), c.lines().end());
      }
      block_offset.push_back(static_cast<Index>(column.size()));
    }
    std::ranges::sort(line);
    line.erase(std::unique(line.begin(), line.end()), line.end());
  }
};

// The lines of nodes around some columns with the elevations of their levels.
class Lines {
 public:
  Lines(ColumnModel const& model, Plan const& plan, std::vector<GlobalIndex> const& numbers)
      : n_levels_(model.n_layers + 1), number_(numbers), z_(numbers.size() * n_levels_) {
    for (std::size_t l = 0; l < number_.size(); ++l)
      model.levels(plan.line_at(number_[l]), std::span(z_).subspan(l * n_levels_, n_levels_));
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
  std::vector<GlobalIndex> const& number_;  // sorted
  std::vector<double> z_;                   // [lines x levels]
};

// Visits (layer) for each cell that exists in a column, upwards.
void each_cell(ColumnModel const& model, Plan const& plan, Lines const& lines,
               PlanColumn const& column, auto const& visit) {
  Vec2 const at = plan.centre_of(column);
  if (model.has_column && !model.has_column(at)) return;
  std::array<std::span<double const>, 4> all;
  for (int e = 0; e < column.n; ++e) all[e] = lines.levels(lines.find(column.line[e]));
  std::span const z(all.data(), static_cast<std::size_t>(column.n));
  for (Index k = 0; k < model.n_layers; ++k) {
    auto const is_open = [k](auto const& levels) { return levels[k + 1] > levels[k]; };
    if (std::ranges::none_of(z, is_open)) continue;
    double sum = 0;
    for (auto const& levels : z) sum += levels[k] + levels[k + 1];
    if (!model.has_cell || model.has_cell({at.x, at.y, sum / (2 * column.n)})) visit(k);
  }
}

Index lowest_equal(std::span<double const> levels, Index k) {
  while (k > 0 && levels[k - 1] == levels[k]) --k;
  return k;
}

// Corners of the base of a cell in VTK's order: a wedge begins with a triangle seen from outside.
constexpr std::array<int, 4> rectangle{0, 1, 2, 3}, triangle{0, 2, 1, -1};

// What makes this rank's part of a model.
struct Part {
  ColumnModel const& model;
  Plan const& plan;
  LocalPlan const& columns;
  CompactIds const& column_id;  // of all columns of the plan
  CompactIds const& line_id;
};

// One entry a level, so that line l has nodes l n_levels ... ; closed levels share the lowest one.
void add_nodes(Part const& part, Lines const& lines, CellSoup& soup) {
  soup.n_node_keys = part.line_id.n * lines.n_levels();
  soup.node.reserve(lines.numbers().size() * lines.n_levels());
  soup.node_key.reserve(lines.numbers().size() * lines.n_levels());
  for (std::size_t l = 0; l < lines.numbers().size(); ++l) {
    Vec2 const at = part.plan.line_at(lines.numbers()[l]);
    for (Index k = 0; k < lines.n_levels(); ++k) {
      soup.node.push_back({at.x, at.y, lines.levels(static_cast<Index>(l))[k]});
      soup.node_key.push_back(part.line_id.id[l] + part.line_id.n * k);
    }
  }
}

void add_column(Part const& part, Lines const& lines, Index c, CellSoup& soup) {
  PlanColumn const& column = part.columns.column[c];
  auto const& order = column.n == 4 ? rectangle : triangle;
  std::array<Index, 4> line;
  for (int e = 0; e < column.n; ++e) line[e] = lines.find(column.line[order[e]]);
  each_cell(part.model, part.plan, lines, column, [&](Index k) {
    for (Index const level : {k, k + 1})
      for (int e = 0; e < column.n; ++e)
        soup.cell_node.push_back(line[e] * lines.n_levels() +
                                 lowest_equal(lines.levels(line[e]), level));
    soup.node_offset.push_back(static_cast<Index>(soup.cell_node.size()));
    soup.type.push_back(column.n == 4 ? vtk_hexahedron : vtk_wedge);
    soup.cell_key.push_back(part.column_id.id[c] + part.column_id.n * k);
  });
}

CellSoup make_soup(Part const& part, LocalColumns const& blocks) {
  Lines const lines(part.model, part.plan, part.columns.line);
  CellSoup soup;
  soup.n_cell_keys = part.column_id.n * part.model.n_layers;
  add_nodes(part, lines, soup);
  Index n_columns = 0;
  for (std::size_t b = 0; b < blocks.id.size(); ++b)
    for (Index c = part.columns.block_offset[b]; c < part.columns.block_offset[b + 1]; ++c) {
      bool const owned = static_cast<Index>(b) < blocks.n_owned();
      Index const before = soup.n_cells();
      add_column(part, lines, c, soup);
      Index const added = soup.n_cells() - before;
      if (owned) {
        soup.column.insert(soup.column.end(), added, n_columns);
        soup.n_owned = soup.n_cells();
        if (added > 0) ++n_columns;
      } else {
        soup.ghost_rank.insert(soup.ghost_rank.end(), added,
                               blocks.ghost_rank[b - blocks.n_owned()]);
      }
    }
  return soup;
}

bool lies_in(ZoneRegion const& region, Vec3 p) {
  return p.z >= region.bottom && p.z <= region.top &&
         (region.polygon.vertices.empty() || region.polygon.contains({p.x, p.y})) &&
         (!region.where || region.where(p));
}

ZoneOfCell zone_finder(ColumnModel const& model, GlobalIndex n_columns,
                       std::vector<std::string>& names) {
  std::vector<Index> region_zone;
  for (ZoneRegion const& region : model.zones)
    region_zone.push_back(index_or_append(names, region.zone));
  return [&model, region_zone, n_columns](GlobalIndex key, Vec3 centre) {
    for (std::size_t r = model.zones.size(); r-- > 0;)
      if (lies_in(model.zones[r], centre)) return region_zone[r];
    return model.layer_zone[key / n_columns];
  };
}

// The faces of a hexahedron come in the order of these patches.
std::vector<std::string> const side_names{"west", "east", "south", "north", "bottom", "top"};
constexpr int bottom_side = 4, top_side = 5;

// The side of a mesh towards which a face of a cell looks.
int side_of(CellSoup const& soup, Index cell, int face) {
  if (soup.type[cell] == vtk_hexahedron) return face;
  if (face < 2) return face == 0 ? bottom_side : top_side;
  FaceNodes const nodes = face_nodes(faces_of_shape(soup.type[cell])[face], soup.nodes_of(cell));
  std::array<Vec3, 4> corner;
  for (int k = 0; k < nodes.n; ++k) corner[k] = soup.node[nodes.node[k]];
  Vec3 const out = face_geometry({corner.data(), static_cast<std::size_t>(nodes.n)}).area;
  if (std::abs(out.x) >= std::abs(out.y)) return out.x < 0 ? 0 : 1;
  return out.y < 0 ? 2 : 3;
}

PatchOfFace patch_finder(ColumnModel const& model, CellSoup const& soup,
                         std::vector<std::string>& names) {
  names = side_names;
  std::vector<Index> region_patch;
  for (SurfaceRegion const& region : model.surface)
    region_patch.push_back(index_or_append(names, region.patch));
  return [&model, &soup, region_patch](Index cell, int face, Vec3 centre) -> Index {
    int const side = side_of(soup, cell, face);
    bool const highest = cell + 1 == soup.n_owned || soup.column[cell + 1] != soup.column[cell];
    if (side == top_side && highest)
      for (std::size_t r = model.surface.size(); r-- > 0;)
        if (model.surface[r].polygon.contains({centre.x, centre.y})) return region_patch[r];
    return side;
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
  Plan const plan(model.x, model.y, model.refine);
  auto const count_cells = [&](std::span<GlobalIndex const> blocks) {
    LocalPlan const local(plan, blocks);
    Lines const lines(model, plan, local.line);
    std::vector<Index> count;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      Index& n = count.emplace_back(0);
      for (Index c = local.block_offset[b]; c < local.block_offset[b + 1]; ++c)
        each_cell(model, plan, lines, local.column[c], [&](Index) { ++n; });
    }
    return count;
  };
  auto const blocks = share_columns(static_cast<Index>(plan.nx()), static_cast<Index>(plan.ny()),
                                    count_cells, comm);
  LocalPlan const columns(plan, blocks.id);
  auto const column_id = compact_ids(columns.key, plan.n_blocks() * plan.most_columns(), comm);
  auto const line_id = compact_ids(columns.line, plan.n_line_keys(), comm);
  CellSoup soup;
  all_or_none(comm, [&] { soup = make_soup({model, plan, columns, column_id, line_id}, blocks); });
  std::vector<std::string> zone_names = model.zone_names, patch_names;
  auto const zone_of = zone_finder(model, column_id.n, zone_names);
  auto const patch_of = patch_finder(model, soup, patch_names);
  return assemble(soup, zone_names, patch_names, zone_of, patch_of, comm);
}

}  // namespace sanggan
