// Columns that are finer in parts of the plan.
#include <set>

#include "mesh/builders.hpp"
#include "mesh/locate.hpp"
#include "mesh_checks.hpp"

using namespace sanggan;
using namespace sanggan::testing_tools;

namespace {

// A hill of 120 x 100 m in blocks of 10 m, with a heap in its middle that ends in nothing.
TerrainSpec hill() {
  TerrainSpec spec;
  spec.x = edges(0, 120, 12);
  spec.y = edges(0, 100, 10);
  spec.base = [](Vec2) { return 0.0; };
  auto const ground = [](Vec2 p) { return 8 + 0.05 * p.x + 0.02 * p.y; };
  auto const heap = [](Vec2 p) { return std::max(0.0, 6 - 0.3 * std::hypot(p.x - 52, p.y - 47)); };
  spec.layers = {{"rock", 3, 1, ground},
                 {"heap", 2, 1, [=](Vec2 p) { return ground(p) + heap(p); }}};
  spec.least_thickness = 0;
  spec.refine = {{{{{30, 30}, {71, 28}, {69, 66}, {33, 61}}}, {}, 0, 2}, {{}, {103, 12}, 6, 3}};
  return spec;
}

TEST(RefinedTerrain, IsSoundAndTheSameOnAnyNumberOfRanks) {
  auto const build = [](MPI_Comm comm) { return build_terrain(hill(), comm); };
  Mesh const mesh = build(MPI_COMM_WORLD);
  expect_sound(mesh);
  expect_same_on_one_rank(mesh, build);
}

// A line that ended in the middle of a side would leave inner faces in the patches of the sides.
TEST(RefinedTerrain, HasNoFacesInItsMidst) {
  Mesh const mesh = build_terrain(hill(), MPI_COMM_WORLD);
  EXPECT_NEAR(patch_size(mesh, "west"), 100 * (8 + 1), 1e-9);
  EXPECT_NEAR(patch_size(mesh, "east"), 100 * (14 + 1), 1e-9);
  EXPECT_NEAR(patch_size(mesh, "south"), 120 * (8 + 3), 1e-9);
  EXPECT_NEAR(patch_size(mesh, "north"), 120 * (10 + 3), 1e-9);
  EXPECT_NEAR(patch_area(mesh, "bottom").z, -12000, 1e-8);
  EXPECT_NEAR(patch_area(mesh, "top").z, 12000, 1e-8);
  EXPECT_NEAR(zone_volume(mesh, "rock"), 12000 * (8 + 3 + 1), 1e-6);
}

TEST(RefinedTerrain, IsFineWhereItIsAskedToBe) {
  Mesh const mesh = build_terrain(hill(), MPI_COMM_WORLD);
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 const at = mesh.centre()[c], size = mesh.extent()[c];
    if (hill().refine[0].polygon.contains({at.x, at.y})) {
      EXPECT_NEAR(size.x, 2.5, 1e-9);
    }
    if (std::hypot(at.x - 103, at.y - 12) < 6) {
      EXPECT_NEAR(size.x, 1.25, 1e-9);
    }
    EXPECT_GE(size.x, 1.25 - 1e-9);
    if (at.x < 10) {
      EXPECT_NEAR(size.x, 10, 1e-9);  // far from either
    }
  }
}

// Each place in plan lies in one column of rock, triangles and their edges included.
TEST(RefinedTerrain, HasOneColumnOverEachPlace) {
  Mesh const mesh = build_terrain(hill(), MPI_COMM_WORLD);
  for (double y = 0.625; y < 100; y += 3.125)
    for (double x = 0.625; x < 120; x += 3.125) {
      auto const here = passages(mesh, {x, y}, 0.1, 0.2, 1e-5);
      EXPECT_EQ(sum_over_ranks(static_cast<double>(here.size())), 1) << x << " " << y;
    }
}

}  // namespace
