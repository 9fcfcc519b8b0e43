#include "mesh/cell_shape.hpp"

#include <algorithm>

namespace sanggan {
namespace {

constexpr std::array<ShapeFace, 6> hexahedron{{{4, {0, 4, 7, 3}},
                                               {4, {1, 2, 6, 5}},
                                               {4, {0, 1, 5, 4}},
                                               {4, {3, 7, 6, 2}},
                                               {4, {0, 3, 2, 1}},
                                               {4, {4, 5, 6, 7}}}};
constexpr std::array<ShapeFace, 5> wedge{
    {{3, {0, 1, 2}}, {3, {3, 5, 4}}, {4, {0, 3, 4, 1}}, {4, {1, 4, 5, 2}}, {4, {2, 5, 3, 0}}}};
constexpr std::array<ShapeFace, 5> pyramid{
    {{4, {0, 3, 2, 1}}, {3, {0, 1, 4}}, {3, {1, 2, 4}}, {3, {2, 3, 4}}, {3, {3, 0, 4}}}};
constexpr std::array<ShapeFace, 4> tetrahedron{
    {{3, {0, 1, 3}}, {3, {1, 2, 3}}, {3, {2, 0, 3}}, {3, {0, 2, 1}}}};

// Upright edge e of a hexahedron joins its corners e and e + 4. A wedge is left where two
// neighbouring ones vanish: corner order of VTK, first triangle seen from outside.
struct WedgeCut {
  std::array<bool, 4> vanished;
  std::array<std::uint8_t, 6> corner;
};
constexpr std::array<WedgeCut, 4> wedge_cuts{{{{true, false, false, true}, {0, 1, 5, 3, 2, 6}},
                                              {{false, true, true, false}, {0, 1, 4, 3, 2, 7}},
                                              {{true, true, false, false}, {0, 7, 3, 1, 6, 2}},
                                              {{false, false, true, true}, {0, 4, 3, 1, 5, 2}}}};

}  // namespace

std::span<ShapeFace const> faces_of_shape(std::uint8_t vtk_type) {
  switch (vtk_type) {
    case vtk_hexahedron:
      return hexahedron;
    case vtk_wedge:
      return wedge;
    case vtk_pyramid:
      return pyramid;
    case vtk_tetrahedron:
      return tetrahedron;
    default:
      return {};
  }
}

std::size_t corners_of_shape(std::uint8_t vtk_type) {
  switch (vtk_type) {
    case vtk_hexahedron:
      return 8;
    case vtk_wedge:
      return 6;
    case vtk_pyramid:
      return 5;
    case vtk_tetrahedron:
      return 4;
    default:
      return 0;
  }
}

FaceNodes face_nodes(ShapeFace const& face, std::span<Index const> cell_nodes) {
  FaceNodes result;
  for (int k = 0; k < face.n; ++k) {
    Index const node = cell_nodes[face.corner[k]];
    auto const end = result.node.begin() + result.n;
    if (std::find(result.node.begin(), end, node) == end) result.node[result.n++] = node;
  }
  if (result.n < 3) result.n = 0;
  return result;
}

DrawnCell drawn_cell(std::uint8_t vtk_type, std::span<Index const> cell_nodes) {
  DrawnCell cell{vtk_type, static_cast<int>(cell_nodes.size()), {}};
  std::ranges::copy(cell_nodes, cell.node.begin());
  if (vtk_type != vtk_hexahedron) return cell;
  std::array<bool, 4> vanished{};
  for (int e = 0; e < 4; ++e) vanished[e] = cell_nodes[e] == cell_nodes[e + 4];
  auto const cut = std::ranges::find(wedge_cuts, vanished, &WedgeCut::vanished);
  if (cut == wedge_cuts.end()) return cell;
  cell.type = vtk_wedge;
  cell.n = 6;
  std::ranges::transform(cut->corner, cell.node.begin(), [&](int k) { return cell_nodes[k]; });
  return cell;
}

}  // namespace sanggan
