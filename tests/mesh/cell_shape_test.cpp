#include "mesh/cell_shape.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "mesh/geometry.hpp"

namespace sanggan {
namespace {

/// A unit cube whose upright edges are drawn in at the corners listed.
std::vector<Index> cube_without(std::vector<int> const& vanished_edges) {
  std::vector<Index> nodes{0, 1, 2, 3, 4, 5, 6, 7};
  for (int e : vanished_edges) nodes[e + 4] = e;
  return nodes;
}
std::vector<Vec3> const cube{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0},
                             {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}};

double volume_of(std::uint8_t type, std::span<Index const> nodes) {
  VolumeSum sum({0.5, 0.5, 0.5});
  for (ShapeFace const& shape : faces_of_shape(type)) {
    FaceNodes const face = face_nodes(shape, nodes);
    std::vector<Vec3> corners;
    for (int k = 0; k < face.n; ++k) corners.push_back(cube[face.node[k]]);
    if (face.n > 0) sum.add(corners, 1);
  }
  return sum.volume();
}

/// The faces of a cell as sets of nodes, whatever their order.
std::multiset<std::set<Index>> face_sets(std::uint8_t type, std::span<Index const> nodes) {
  std::multiset<std::set<Index>> sets;
  for (ShapeFace const& shape : faces_of_shape(type)) {
    FaceNodes const face = face_nodes(shape, nodes);
    if (face.n > 0) sets.insert({face.node.begin(), face.node.begin() + face.n});
  }
  return sets;
}

TEST(CellShape, AHexahedronThatLostTwoNeighbouringEdgesIsDrawnAsAWedge) {
  for (std::vector<int> const& vanished : {std::vector{0, 1}, {1, 2}, {2, 3}, {3, 0}}) {
    auto const nodes = cube_without(vanished);
    DrawnCell const drawn = drawn_cell(vtk_hexahedron, nodes);
    EXPECT_EQ(drawn.type, vtk_wedge);
    std::span<Index const> const corners(drawn.node.data(), drawn.n);
    EXPECT_EQ(face_sets(vtk_wedge, corners), face_sets(vtk_hexahedron, nodes));
    EXPECT_NEAR(volume_of(vtk_wedge, corners), 0.5, 1e-15) << "inside out";
    EXPECT_NEAR(volume_of(vtk_hexahedron, nodes), 0.5, 1e-15);
  }
}

TEST(CellShape, OtherHexahedraKeepTheirType) {
  for (std::vector<int> const& vanished : {std::vector<int>{}, {2}, {0, 2}, {0, 1, 2}}) {
    auto const nodes = cube_without(vanished);
    DrawnCell const drawn = drawn_cell(vtk_hexahedron, nodes);
    EXPECT_EQ(drawn.type, vtk_hexahedron);
    EXPECT_TRUE(std::ranges::equal(nodes, std::span(drawn.node.data(), drawn.n)));
    // The top is the fan over the heights of its corners, whose mean height is their mean.
    EXPECT_NEAR(volume_of(vtk_hexahedron, nodes), (4.0 - vanished.size()) / 4, 1e-15);
  }
}

TEST(CellShape, FacesLoseRepeatedNodesAndVanishBelowThree) {
  auto const nodes = cube_without({0, 1});
  auto const shape = faces_of_shape(vtk_hexahedron);
  EXPECT_EQ(face_nodes(shape[0], nodes).n, 3);  // beside the hinge
  EXPECT_EQ(face_nodes(shape[2], nodes).n, 0);  // at the hinge
  EXPECT_EQ(face_nodes(shape[5], nodes).n, 4);
  EXPECT_TRUE(faces_of_shape(42).empty()) << "a polyhedron is no shape of ours";
}

TEST(CellShape, ABentQuadrilateralHasTheAreaVectorOfEitherCut) {
  std::vector<Vec3> const bent{{0, 0, 0}, {2, 0, 1}, {2, 3, 0}, {0, 3, 2}};
  FaceGeometry const whole = face_geometry(bent);
  auto const triangle = [&](int a, int b, int c) {
    return face_geometry(std::vector<Vec3>{bent[a], bent[b], bent[c]}).area;
  };
  for (Vec3 const cut :
       {triangle(0, 1, 2) + triangle(0, 2, 3), triangle(1, 2, 3) + triangle(1, 3, 0)})
    EXPECT_NEAR(norm(cut - whole.area), 0, 1e-14);
}

}  // namespace
}  // namespace sanggan
