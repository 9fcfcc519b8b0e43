#include "mesh/match_faces.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "mesh/cell_shape.hpp"

namespace sanggan {
namespace {

// Nodes of a face in increasing order; a triangle ends with no_node.
using FaceKey = std::array<Index, 4>;
constexpr Index no_node = std::numeric_limits<Index>::max();

FaceKey sorted_nodes(FaceNodes const& face) {
  FaceKey key = face.node;
  if (face.n == 3) key[3] = no_node;
  auto const order = [&key](int a, int b) {
    if (key[a] > key[b]) std::swap(key[a], key[b]);
  };
  order(0, 1), order(2, 3), order(0, 2), order(1, 3), order(1, 2);
  return key;
}

void each_face(CellSoup const& soup, auto const& visit) {
  for (Index c = 0; c < soup.n_cells(); ++c) {
    auto const shape = faces_of_shape(soup.type[c]);
    for (std::size_t f = 0; f < shape.size(); ++f)
      visit(faces_per_cell * c + static_cast<Index>(f), face_nodes(shape[f], soup.nodes_of(c)));
  }
}

// Faces grouped by their lowest node: equal faces lie in the same small group.
struct Groups {
  std::vector<Index> offset, face;
};

Groups group_by_lowest_node(CellSoup const& soup) {
  Groups groups;
  groups.offset.assign(soup.node.size() + 1, 0);
  auto const lowest = [](FaceNodes const& face) {
    return *std::min_element(face.node.begin(), face.node.begin() + face.n);
  };
  each_face(soup, [&](Index, FaceNodes const& face) {
    if (face.n > 0) ++groups.offset[lowest(face) + 1];
  });
  std::partial_sum(groups.offset.begin(), groups.offset.end(), groups.offset.begin());
  groups.face.resize(groups.offset.back());
  auto next = groups.offset;
  each_face(soup, [&](Index code, FaceNodes const& face) {
    if (face.n > 0) groups.face[next[lowest(face)]++] = code;
  });
  return groups;
}

void pair_up(std::span<Index const> codes, std::span<FaceKey const> keys,
             std::vector<Index>& mate) {
  for (std::size_t a = 0; a < codes.size(); ++a)
    for (std::size_t b = a + 1; b < codes.size(); ++b) {
      if (keys[a] != keys[b]) continue;
      if (mate[codes[a]] != FaceMates::boundary || mate[codes[b]] != FaceMates::boundary)
        throw MeshError("more than two cells share a face");
      mate[codes[a]] = codes[b];
      mate[codes[b]] = codes[a];
    }
}

}  // namespace

FaceMates match_faces(CellSoup const& soup) {
  FaceMates result;
  result.mate.assign(static_cast<std::size_t>(faces_per_cell) * soup.n_cells(), FaceMates::no_face);
  Groups const groups = group_by_lowest_node(soup);
  std::vector<FaceKey> keys;
  for (std::size_t n = 0; n + 1 < groups.offset.size(); ++n) {
    std::span<Index const> const codes(groups.face.data() + groups.offset[n],
                                       groups.face.data() + groups.offset[n + 1]);
    keys.clear();
    for (Index code : codes) {
      Index const cell = code / faces_per_cell;
      auto const& shape = faces_of_shape(soup.type[cell])[code % faces_per_cell];
      keys.push_back(sorted_nodes(face_nodes(shape, soup.nodes_of(cell))));
      result.mate[code] = FaceMates::boundary;
    }
    pair_up(codes, keys, result.mate);
  }
  return result;
}

}  // namespace sanggan
