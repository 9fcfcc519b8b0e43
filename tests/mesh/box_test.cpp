#include <gtest/gtest.h>

#include <algorithm>

#include "mesh/builders.hpp"
#include "mesh_checks.hpp"

namespace sanggan {
namespace {
using namespace testing_tools;

BoxSpec uneven_box() {
  BoxSpec spec;
  spec.x = {0, 1, 3, 6, 10, 15, 21};
  spec.y = {-2, 0, 1, 4, 5};
  spec.z = {-10, -4, -1, 0};
  return spec;
}

TEST(Box, VolumesAndPatchAreasAreThoseOfTheBox) {
  Mesh const mesh = build_box(uneven_box(), MPI_COMM_WORLD);
  expect_sound(mesh);
  EXPECT_EQ(mesh.n_cells_global(), 6 * 4 * 3);
  EXPECT_EQ(mesh.n_nodes_global(), 7 * 5 * 4);
  EXPECT_NEAR(total_volume(mesh), 21 * 7 * 10, 1e-9);
  auto faces = all_interior_faces(mesh);
  // A face at a cut is on two ranks.
  auto const once = std::unique(faces.begin(), faces.end()) - faces.begin();
  EXPECT_EQ(once, 5 * 4 * 3 + 6 * 3 * 3 + 6 * 4 * 2);
  EXPECT_NEAR(patch_area(mesh, "west").x, -7 * 10, 1e-10);
  EXPECT_NEAR(patch_area(mesh, "east").x, 7 * 10, 1e-10);
  EXPECT_NEAR(patch_area(mesh, "south").y, -21 * 10, 1e-10);
  EXPECT_NEAR(patch_area(mesh, "north").y, 21 * 10, 1e-10);
  EXPECT_NEAR(patch_area(mesh, "bottom").z, -21 * 7, 1e-10);
  EXPECT_NEAR(patch_area(mesh, "top").z, 21 * 7, 1e-10);
}

TEST(Box, IdsFollowXThenYThenZ) {
  BoxSpec const spec = uneven_box();
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  auto const middle = [](std::vector<double> const& e, GlobalIndex k) {
    return 0.5 * (e[k] + e[k + 1]);
  };
  for (Index c = 0; c < mesh.n_cells(); ++c) {
    GlobalIndex const id = mesh.cell_id()[c];
    EXPECT_NEAR(mesh.centre()[c].x, middle(spec.x, id % 6), 1e-12);
    EXPECT_NEAR(mesh.centre()[c].y, middle(spec.y, id / 6 % 4), 1e-12);
    EXPECT_NEAR(mesh.centre()[c].z, middle(spec.z, id / 24), 1e-12);
    EXPECT_NEAR(mesh.extent()[c].z, spec.z[id / 24 + 1] - spec.z[id / 24], 1e-12);
  }
}

TEST(Box, IsTheSameOnAnyNumberOfRanks) {
  BoxSpec spec = uneven_box();
  spec.active = [](Vec3 p) { return p.x + p.y > 3; };
  auto const build = [&](MPI_Comm comm) { return build_box(spec, comm); };
  expect_same_on_one_rank(build(MPI_COMM_WORLD), build);
}

TEST(Box, ColumnsAreNotSplit) {
  BoxSpec spec = uneven_box();
  spec.active = [](Vec3 p) { return p.z > -3 || p.x < 8; };
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  std::vector<GlobalIndex> columns;
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    bool const starts = c == 0 || mesh.column()[c] != mesh.column()[c - 1];
    if (!starts) {
      EXPECT_EQ(mesh.centre()[c].x, mesh.centre()[c - 1].x);
      EXPECT_EQ(mesh.centre()[c].y, mesh.centre()[c - 1].y);
      EXPECT_GT(mesh.centre()[c].z, mesh.centre()[c - 1].z);
      continue;
    }
    EXPECT_EQ(mesh.column()[c], static_cast<Index>(columns.size()));
    columns.push_back(std::llround(mesh.centre()[c].x * 1e3) * 1000000 +
                      std::llround(mesh.centre()[c].y * 1e3));
  }
  auto all = gather(columns);
  EXPECT_EQ(all.size(), 24u);
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end()) << "a column lives on two ranks";
}

TEST(Box, InactiveCellsLeaveFacesToThePatchOfTheirDirection) {
  BoxSpec spec;
  spec.x = spec.y = spec.z = edges(0, 3, 3);
  spec.active = [](Vec3 p) { return norm(p - Vec3{1.5, 1.5, 1.5}) > 0.1; };  // a hole inside
  spec.surface = {{"yard", {{{-1, -1}, {4, -1}, {4, 4}, {-1, 4}}}}};
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  EXPECT_EQ(mesh.n_cells_global(), 26);
  EXPECT_NEAR(total_volume(mesh), 26, 1e-12);
  for (auto const* side : {"west", "east", "south", "north", "bottom"})
    EXPECT_NEAR(patch_size(mesh, side), 10, 1e-12) << side;
  EXPECT_NEAR(patch_size(mesh, "top"), 1, 1e-12) << "the roof of the cell below the hole";
  EXPECT_NEAR(patch_size(mesh, "yard"), 9, 1e-12);
}

TEST(Box, SurfaceRegionsTakeFacesFromTheTopAndLaterOnesWin) {
  BoxSpec spec;
  spec.x = edges(0, 10, 10);
  spec.y = edges(0, 6, 6);
  spec.z = edges(0, 2, 2);
  spec.surface = {{"heap", {{{0, 0}, {4, 0}, {4, 4}, {0, 4}}}},
                  {"pond", {{{2, 2}, {8, 2}, {8, 4}, {2, 4}}}}};
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  EXPECT_NEAR(patch_area(mesh, "heap").z, 16 - 4, 1e-12);
  EXPECT_NEAR(patch_area(mesh, "pond").z, 12, 1e-12);
  EXPECT_NEAR(patch_area(mesh, "top").z, 60 - 24, 1e-12);
}

TEST(Box, ZonesByPolygonElevationAndConditionLaterOnesWin) {
  BoxSpec spec;
  spec.x = spec.y = edges(0, 10, 10);
  spec.z = edges(0, 5, 5);
  spec.default_zone = "soil";
  spec.zones.push_back({"aquifer", {}, -1e300, 2, {}});
  spec.zones.push_back({"clay", {{{0, 0}, {5, 0}, {5, 10}, {0, 10}}}, 1, 4, {}});
  spec.zones.push_back({"soil", {}, 0, 1, [](Vec3 p) { return p.y > 7; }});
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  EXPECT_EQ(std::vector(mesh.zone_names().begin(), mesh.zone_names().end()),
            (std::vector<std::string>{"soil", "aquifer", "clay"}));
  EXPECT_NEAR(zone_volume(mesh, "clay"), 50 * 3, 1e-9);
  EXPECT_NEAR(zone_volume(mesh, "aquifer"), 200 - 50 - 30, 1e-9);
  EXPECT_NEAR(zone_volume(mesh, "soil"), 500 - 150 - 120, 1e-9);
}

TEST(Box, FewerColumnsThanRanksLeaveEmptyRanks) {
  BoxSpec spec;
  spec.x = spec.y = {0, 1};
  spec.z = edges(0, 1, 100);
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  EXPECT_EQ(mesh.n_cells_global(), 100);
  EXPECT_EQ(sum_over_ranks(mesh.n_owned_cells()), 100);
  EXPECT_EQ(sum_over_ranks(mesh.n_owned_cells() > 0), 1);
  EXPECT_EQ(mesh.patches().size(), 6u);
}

TEST(Box, FarFromTheOriginItStaysExact) {
  BoxSpec spec;  // coordinates of a national grid
  spec.x = edges(19600000, 19600100, 10);
  spec.y = edges(4370000, 4370050, 5);
  spec.z = edges(1000, 1010, 10);
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  EXPECT_NEAR(total_volume(mesh), 50000, 1e-7);
}

TEST(Box, RefusesNonsenseOnEveryRank) {
  BoxSpec none = uneven_box();
  none.active = [](Vec3) { return false; };
  EXPECT_THROW(build_box(none, MPI_COMM_WORLD), MeshError);
  BoxSpec falling = uneven_box();
  falling.y = {0, 1, 1, 2};
  EXPECT_THROW(build_box(falling, MPI_COMM_WORLD), MeshError);
  BoxSpec flat = uneven_box();
  flat.z = {0};
  EXPECT_THROW(build_box(flat, MPI_COMM_WORLD), MeshError);
}

}  // namespace
}  // namespace sanggan
