#include "mesh/mesh.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "mesh/assemble.hpp"
#include "mesh/builders.hpp"

namespace sanggan {
namespace {

/// Two unit cubes side by side along x, as plain arrays.
MeshArrays two_cubes() {
  MeshArrays a;
  a.n_owned = 2;
  a.cell_centre = {{0.5, 0.5, 0.5}, {1.5, 0.5, 0.5}};
  a.cell_volume = {1, 1};
  a.cell_extent = {{1, 1, 1}, {1, 1, 1}};
  a.cell_zone = {0, 0};
  a.cell_column = {0, 1};
  a.cell_id = {0, 1};
  a.zone_names = {"soil"};
  a.face_owner = {0, 0, 1};
  a.face_neighbour = {1};
  a.face_area = {{1, 0, 0}, {-1, 0, 0}, {1, 0, 0}};
  a.face_centre = {{1, 0.5, 0.5}, {0, 0.5, 0.5}, {2, 0.5, 0.5}};
  for (Index c : {0, 1})
    for (Vec3 const n : {Vec3{0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}}) {
      a.face_owner.push_back(c);
      a.face_area.push_back(n);
      a.face_centre.push_back(a.cell_centre[c] + 0.5 * n);
    }
  a.patches = {{"ends", 1, 3}, {"sides", 3, 11}};
  a.n_cells_global = 2;
  return a;
}

TEST(Mesh, FacesOfACellPointOutward) {
  Mesh const mesh(two_cubes());
  for (Index c : {0, 1}) {
    EXPECT_EQ(mesh.faces_of(c).size(), 6u);
    for (auto const [face, sign] : mesh.faces_of(c)) {
      Vec3 const out = mesh.face_centre()[face] - mesh.centre()[c];
      EXPECT_GT(sign * dot(mesh.area_vector()[face], out), 0);
    }
  }
}

TEST(Mesh, FindsPatchesAndZonesByName) {
  Mesh const mesh(two_cubes());
  EXPECT_EQ(mesh.patch_index("sides"), 1);
  EXPECT_EQ(mesh.patch_index("lid"), -1);
  EXPECT_EQ(mesh.zone_index("soil"), 0);
  EXPECT_EQ(mesh.zone_index(""), -1);
}

std::string message_of(MeshArrays arrays) {
  try {
    Mesh const mesh(std::move(arrays));
  } catch (MeshError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(Mesh, RefusesAnOpenCell) {
  MeshArrays a = two_cubes();
  a.face_area[2].x *= 1.001;
  EXPECT_NE(message_of(a).find("not closed"), std::string::npos) << message_of(a);
  EXPECT_NE(message_of(a).find("cell 1 at (1.5"), std::string::npos) << message_of(a);
}

TEST(Mesh, RefusesACellWithoutVolume) {
  for (auto const& [volume, what] :
       {std::pair{0.0, "has no volume"}, {std::nan(""), "has no volume"}, {-1.0, "is inverted"}}) {
    MeshArrays a = two_cubes();
    a.cell_volume[0] = volume;
    EXPECT_NE(message_of(a).find("cell 0"), std::string::npos) << volume;
    EXPECT_NE(message_of(a).find(what), std::string::npos) << volume;
  }
}

// The corners of a shape and the volume it has.
struct Shape {
  std::uint8_t type;
  std::vector<Vec3> node;
  double volume;
  std::size_t faces;
};
std::vector<Shape> const shapes{
    {10, {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 1.0 / 6, 4},
    {12,
     {{0, 0, 0}, {2, 0, 0}, {2, 3, 0}, {0, 3, 0}, {0, 0, 1}, {2, 0, 1}, {2, 3, 1}, {0, 3, 1}},
     6,
     6},
    {13, {{0, 0, 0}, {0, 1, 0}, {1, 0, 0}, {0, 0, 2}, {0, 1, 2}, {1, 0, 2}}, 1, 5},
    {14, {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0.5, 0.5, 3}}, 1, 5}};

CellSoup soup_of(Shape const& shape) {
  CellSoup soup;
  soup.n_owned = 1;
  soup.type = {shape.type};
  soup.node = shape.node;
  soup.cell_key = {0};
  soup.column = {0};
  soup.n_cell_keys = 1;
  soup.n_node_keys = static_cast<GlobalIndex>(shape.node.size());
  for (Index k = 0; k < soup.n_node_keys; ++k) {
    soup.cell_node.push_back(k);
    soup.node_key.push_back(k);
  }
  soup.node_offset.push_back(static_cast<Index>(soup.n_node_keys));
  return soup;
}

TEST(Assemble, EveryShapeHasItsVolumeAndIsClosed) {
  for (Shape const& shape : shapes) {
    Mesh const mesh = assemble(
        soup_of(shape), {"zone"}, {"skin"}, [](GlobalIndex, Vec3) { return 0; },
        [](Index, int, Vec3) { return 0; }, MPI_COMM_SELF);
    EXPECT_NEAR(mesh.volume()[0], shape.volume, 1e-14) << int(shape.type);
    EXPECT_EQ(mesh.faces_of(0).size(), shape.faces);
    EXPECT_EQ(mesh.n_nodes_global(), static_cast<GlobalIndex>(shape.node.size()));
    Vec3 first_moment;  // divergence theorem: the sum of x (n A) is the volume
    for (auto const [face, sign] : mesh.faces_of(0)) {
      Vec3 const a = mesh.area_vector()[face], x = mesh.face_centre()[face];
      first_moment = first_moment + Vec3{x.x * a.x, x.y * a.y, x.z * a.z};
    }
    EXPECT_NEAR(first_moment.x, shape.volume, 1e-14);
    EXPECT_NEAR(first_moment.y, shape.volume, 1e-14);
    EXPECT_NEAR(first_moment.z, shape.volume, 1e-14);
  }
}

TEST(Assemble, RefusesAFaceWithoutAPatchAndACellInsideOut) {
  auto const zone = [](GlobalIndex, Vec3) { return 0; };
  EXPECT_THROW(assemble(
                   soup_of(shapes[1]), {"z"}, {"skin"}, zone,
                   [](Index, int f, Vec3) { return f == 3 ? -1 : 0; }, MPI_COMM_SELF),
               MeshError);
  CellSoup inverted = soup_of(shapes[1]);
  std::ranges::rotate(inverted.cell_node, inverted.cell_node.begin() + 4);
  EXPECT_THROW(
      assemble(
          inverted, {"z"}, {"skin"}, zone, [](Index, int, Vec3) { return 0; }, MPI_COMM_SELF),
      MeshError);
}

}  // namespace
}  // namespace sanggan
