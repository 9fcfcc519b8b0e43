#include "mesh/assemble.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "mesh/cell_shape.hpp"
#include "mesh/directory.hpp"
#include "mesh/geometry.hpp"
#include "mesh/match_faces.hpp"

namespace sanggan {
namespace {

// Cells in the new numbering: the owned ones, then the ghosts that touch them by a face.
struct KeptCells {
  std::vector<Index> old_of;  // [cells kept]
  std::vector<Index> new_of;  // [cells of the soup], -1 if dropped
};

KeptCells keep_touching(CellSoup const& soup, FaceMates const& mates) {
  KeptCells kept;
  kept.new_of.assign(soup.n_cells(), -1);
  for (Index c = 0; c < soup.n_cells(); ++c) {
    bool keep = c < soup.n_owned;
    for (Index f = 0; f < faces_per_cell && !keep; ++f) {
      Index const mate = mates.mate[faces_per_cell * c + f];
      keep = mate >= 0 && mate / faces_per_cell < soup.n_owned;
    }
    if (!keep) continue;
    kept.new_of[c] = static_cast<Index>(kept.old_of.size());
    kept.old_of.push_back(c);
  }
  return kept;
}

// Arrays that grow by doubling would keep up to half of their memory for nothing.
void reserve(CellSoup const& soup, FaceMates const& mates, std::size_t n_cells, MeshArrays& a) {
  std::size_t n_interior = 0, n_boundary = 0;
  for (Index c = 0; c < soup.n_owned; ++c)
    for (Index f = 0; f < faces_per_cell; ++f) {
      Index const mate = mates.mate[faces_per_cell * c + f];
      n_interior += mate >= 0 && mate / faces_per_cell > c;
      n_boundary += mate == FaceMates::boundary;
    }
  a.cell_centre.reserve(n_cells);
  a.cell_volume.reserve(n_cells);
  a.cell_extent.reserve(n_cells);
  a.cell_zone.reserve(n_cells);
  a.face_owner.reserve(n_interior + n_boundary);
  a.face_neighbour.reserve(n_interior);
  a.face_area.reserve(n_interior + n_boundary);
  a.face_centre.reserve(n_interior + n_boundary);
  a.cell_type.reserve(soup.n_owned);
  a.cell_node_offset.reserve(soup.n_owned + 1);
  a.cell_node.reserve(soup.node_offset[soup.n_owned]);
}

// A face in the one order of its corners that all cells and ranks agree on: from the lowest node
// key towards the lower of its two neighbours.
struct CanonicalFace {
  int n = 0;
  int sign = 1;  // +1 where the right-hand rule points out of the cell asked
  std::array<Vec3, 4> corner;
  std::span<Vec3 const> corners() const { return {corner.data(), static_cast<std::size_t>(n)}; }
};

CanonicalFace canonical_face(CellSoup const& soup, Index cell, int f) {
  FaceNodes const face = face_nodes(faces_of_shape(soup.type[cell])[f], soup.nodes_of(cell));
  CanonicalFace result;
  result.n = face.n;
  if (face.n == 0) return result;
  auto const key = [&](int k) { return soup.node_key[face.node[(k + face.n) % face.n]]; };
  int start = 0;
  for (int k = 1; k < face.n; ++k)
    if (key(k) < key(start)) start = k;
  result.sign = key(start + 1) < key(start + face.n - 1) ? 1 : -1;
  for (int k = 0; k < face.n; ++k)
    result.corner[k] = soup.node[face.node[(start + result.sign * k + face.n) % face.n]];
  return result;
}

void add_cells(CellSoup const& soup, KeptCells const& kept, ZoneOfCell const& zone_of,
               MeshArrays& a) {
  a.n_owned = soup.n_owned;
  a.cell_column = soup.column;
  a.has_columns = soup.has_columns;
  a.ghost_rank.reserve(kept.old_of.size() - soup.n_owned);
  for (Index const c : kept.old_of) {
    Vec3 low = soup.node[soup.nodes_of(c)[0]], high = low;
    for (Index const n : soup.nodes_of(c)) {
      Vec3 const p = soup.node[n];
      low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
    VolumeSum sum(low + 0.5 * (high - low));
    auto const n_faces = static_cast<int>(faces_of_shape(soup.type[c]).size());
    for (int f = 0; f < n_faces; ++f) {
      CanonicalFace const face = canonical_face(soup, c, f);
      if (face.n > 0) sum.add(face.corners(), face.sign);
    }
    a.cell_centre.push_back(sum.centroid());
    a.cell_volume.push_back(sum.volume());
    a.cell_extent.push_back(high - low);
    a.cell_zone.push_back(zone_of(soup.cell_key[c], a.cell_centre.back()));
    if (c >= soup.n_owned) a.ghost_rank.push_back(soup.ghost_rank[c - soup.n_owned]);
  }
}

void add_face(CellSoup const& soup, Index cell, int f, bool leaves_cell, MeshArrays& a) {
  CanonicalFace const face = canonical_face(soup, cell, f);
  FaceGeometry const g = face_geometry(face.corners());
  a.face_area.push_back((leaves_cell ? face.sign : -face.sign) * g.area);
  a.face_centre.push_back(g.centre);
}

// Faces in the order of their lower cell, then of their upper one; they leave the cell with the
// lower key, so that the direction is the same on any layout.
void add_interior_faces(CellSoup const& soup, FaceMates const& mates, KeptCells const& kept,
                        MeshArrays& a) {
  struct Upward {
    Index other;
    int face;
  };
  std::vector<Upward> upward;
  for (Index c = 0; c < soup.n_owned; ++c) {
    upward.clear();
    for (Index f = 0; f < faces_per_cell; ++f) {
      Index const mate = mates.mate[faces_per_cell * c + f];
      if (mate >= 0 && mate / faces_per_cell > c)
        upward.push_back({mate / faces_per_cell, static_cast<int>(f)});
    }
    std::ranges::sort(upward, {}, &Upward::other);
    for (auto const [other, f] : upward) {
      bool const leaves = soup.cell_key[c] < soup.cell_key[other];
      add_face(soup, c, f, leaves, a);
      a.face_owner.push_back(leaves ? c : kept.new_of[other]);
      a.face_neighbour.push_back(leaves ? kept.new_of[other] : c);
    }
  }
}

struct BoundaryFace {
  Index patch, cell;
  int face;
};

void add_boundary_faces(CellSoup const& soup, FaceMates const& mates, PatchOfFace const& patch_of,
                        std::vector<std::string> const& patch_names, MeshArrays& a) {
  std::vector<BoundaryFace> faces;
  for (Index c = 0; c < soup.n_owned; ++c)
    for (int f = 0; f < faces_per_cell; ++f) {
      if (mates.mate[faces_per_cell * c + f] != FaceMates::boundary) continue;
      Vec3 const centre = face_geometry(canonical_face(soup, c, f).corners()).centre;
      Index const patch = patch_of(c, f, centre);
      if (patch < 0) throw MeshError("a boundary face belongs to no patch");
      faces.push_back({patch, c, f});
    }
  std::ranges::stable_sort(faces, {}, &BoundaryFace::patch);

  auto next = faces.begin();
  for (std::size_t p = 0; p < patch_names.size(); ++p) {
    auto const first = static_cast<Index>(a.face_owner.size());
    for (; next != faces.end() && next->patch == static_cast<Index>(p); ++next) {
      add_face(soup, next->cell, next->face, true, a);
      a.face_owner.push_back(next->cell);
    }
    a.patches.push_back({patch_names[p], first, static_cast<Index>(a.face_owner.size())});
  }
}

// Corners of the owned cells; returns the keys of the nodes used.
std::vector<GlobalIndex> add_nodes(CellSoup const& soup, MeshArrays& a) {
  std::vector<GlobalIndex> keys;
  std::vector<Index> new_of(soup.node.size(), -1);
  a.cell_node_offset.push_back(0);
  for (Index c = 0; c < soup.n_owned; ++c) {
    DrawnCell const cell = drawn_cell(soup.type[c], soup.nodes_of(c));
    for (int k = 0; k < cell.n; ++k) {
      Index& node = new_of[cell.node[k]];
      if (node < 0) {
        node = static_cast<Index>(a.node.size());
        a.node.push_back(soup.node[cell.node[k]]);
        keys.push_back(soup.node_key[cell.node[k]]);
      }
      a.cell_node.push_back(node);
    }
    a.cell_type.push_back(cell.type);
    a.cell_node_offset.push_back(static_cast<Index>(a.cell_node.size()));
  }
  a.node.shrink_to_fit();
  return keys;
}

}  // namespace

Mesh assemble(CellSoup const& soup, std::vector<std::string> zone_names,
              std::vector<std::string> const& patch_names, ZoneOfCell const& zone_of,
              PatchOfFace const& patch_of, MPI_Comm comm) {
  MeshArrays arrays;
  arrays.zone_names = std::move(zone_names);
  std::vector<GlobalIndex> cell_keys, node_keys;
  all_or_none(comm, [&] {
    FaceMates const mates = match_faces(soup);
    KeptCells const kept = keep_touching(soup, mates);
    for (Index const c : kept.old_of) cell_keys.push_back(soup.cell_key[c]);
    reserve(soup, mates, kept.old_of.size(), arrays);
    add_cells(soup, kept, zone_of, arrays);
    add_interior_faces(soup, mates, kept, arrays);
    add_boundary_faces(soup, mates, patch_of, patch_names, arrays);
    node_keys = add_nodes(soup, arrays);
  });
  auto cells = compact_ids(cell_keys, soup.n_cell_keys, comm);
  auto nodes = compact_ids(node_keys, soup.n_node_keys, comm);
  arrays.cell_id = std::move(cells.id);
  arrays.n_cells_global = cells.n;
  arrays.node_id = std::move(nodes.id);
  arrays.n_nodes_global = nodes.n;
  if (cells.n == 0) throw MeshError("the mesh has no active cell");

  std::optional<Mesh> mesh;
  all_or_none(comm, [&] { mesh.emplace(std::move(arrays)); });
  return std::move(*mesh);
}

}  // namespace sanggan
