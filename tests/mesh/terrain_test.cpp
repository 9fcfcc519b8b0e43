#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>

#include "mesh/builders.hpp"
#include "mesh_checks.hpp"

namespace sanggan {
namespace {
using namespace testing_tools;

double slope(Vec2 p) { return 10 + 0.05 * p.x - 0.02 * p.y; }
double rough(Vec2 p) { return slope(p) + std::sin(p.x / 7) * std::cos(p.y / 5); }

/// Height (m) of a truncated pyramid: 20 m square top on (40..60)^2, side slopes 1:2, 10 m high.
double pyramid_height(Vec2 p) {
  double const outside = std::max(std::abs(p.x - 50), std::abs(p.y - 50)) - 10;
  return std::clamp(10 - outside / 2, 0.0, 10.0);
}
constexpr double pyramid_volume = 10.0 / 3 * (60 * 60 + 60 * 20 + 20 * 20);

TerrainSpec heap_on_slope(int n) {
  TerrainSpec spec;
  spec.x = spec.y = edges(0, 100, n);
  spec.base = [](Vec2) { return -5.0; };
  spec.layers.push_back({"aquifer", 2, 1, [](Vec2 p) { return 0.02 * p.x; }});
  spec.layers.push_back({"loess", 4, 0.2, slope});
  spec.layers.push_back({"gangue", 3, 1, [](Vec2 p) { return slope(p) + pyramid_height(p); }});
  return spec;
}

TEST(Terrain, AnEmbankmentWhoseEdgesAreNodesHasItsExactVolume) {
  TerrainSpec spec = heap_on_slope(50);
  auto const height = [](double x) {
    return std::clamp(10 - (std::abs(x - 50) - 10) / 2, 0., 10.);
  };
  spec.layers[2].top = [=](Vec2 p) { return slope(p) + height(p.x); };
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  double const ground = 1e4 * (slope({50, 50}) + 5), bank = 100 * 10 * (20 + 60) / 2;
  EXPECT_NEAR(zone_volume(mesh, "gangue"), bank, 1e-10 * bank);
  EXPECT_NEAR(zone_volume(mesh, "aquifer"), 1e4 * (1 + 5), 1e-6);
  EXPECT_NEAR(total_volume(mesh), ground + bank, 1e-10 * ground);
}

TEST(Terrain, APyramidLacksOnlyTheSharpnessOfItsRidges) {
  // On the diagonal ridges a cell of width h and side slope s has the mean of its corners for its
  // height, s h / 4 below the highest of them, where the ridge has s h / 3: s h^3 / 12 is missing
  // in each of the 4 * 20 / h cells.
  for (int n : {50, 100}) {
    Mesh const mesh = build_terrain(heap_on_slope(n), MPI_COMM_WORLD);
    expect_sound(mesh);
    double const h = 100.0 / n, missing = 4 * 20 / h * 0.5 * h * h * h / 12;
    EXPECT_NEAR(zone_volume(mesh, "gangue"), pyramid_volume - missing, 1e-10 * pyramid_volume);
  }
}

TEST(Terrain, PatchesHaveTheAreaOfTheDomainsSides) {
  TerrainSpec spec = heap_on_slope(20);
  spec.surface = {{"heap_top", {{{40, 40}, {60, 40}, {60, 60}, {40, 60}}}}};
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  // Planar, so that areas add up as magnitudes too: no face hangs, none is there twice.
  EXPECT_NEAR(patch_size(mesh, "west"), 100 * (slope({0, 50}) + 5), 1e-8);
  EXPECT_NEAR(patch_size(mesh, "east"), 100 * (slope({100, 50}) + 5), 1e-8);
  EXPECT_NEAR(patch_size(mesh, "south"), 100 * (slope({50, 0}) + 5), 1e-8);
  EXPECT_NEAR(patch_size(mesh, "north"), 100 * (slope({50, 100}) + 5), 1e-8);
  EXPECT_NEAR(patch_size(mesh, "bottom"), 1e4, 1e-8);
  EXPECT_NEAR(patch_area(mesh, "heap_top").z, 400, 1e-9);
  EXPECT_NEAR(patch_area(mesh, "top").z, 1e4 - 400, 1e-8);
}

TEST(Terrain, IsTheSameOnAnyNumberOfRanks) {
  TerrainSpec spec = heap_on_slope(25);
  spec.layers[1].top = rough;
  spec.outline = {{{5, 5}, {95, 5}, {95, 60}, {60, 95}, {5, 95}}};
  auto const build = [&](MPI_Comm comm) { return build_terrain(spec, comm); };
  Mesh const mesh = build(MPI_COMM_WORLD);
  expect_sound(mesh);
  expect_same_on_one_rank(mesh, build);
}

TEST(Terrain, AConeOfRevolutionTendsToItsVolume) {
  double const radius = 30, height = 12;
  double const exact = std::numbers::pi / 3 * radius * radius * height;
  std::vector<double> error;
  for (int n : {20, 40}) {
    TerrainSpec spec;
    spec.x = spec.y = edges(-40, 40, n);
    spec.least_thickness = 1e-3;
    spec.base = [](Vec2) { return 0.0; };
    spec.layers.push_back({"soil", 2, 1, [](Vec2) { return 3.0; }});
    spec.layers.push_back({"heap", 4, 1, [=](Vec2 p) {
                             return 3 + height * std::max(0.0, 1 - std::hypot(p.x, p.y) / radius);
                           }});
    Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
    expect_sound(mesh);
    error.push_back(std::abs(zone_volume(mesh, "heap") - exact) / exact);
  }
  EXPECT_LT(error[0], 0.02);
  EXPECT_LT(error[1], 0.4 * error[0]);
}

TEST(Terrain, APitIsCutByTheCeiling) {
  TerrainSpec spec;
  spec.x = spec.y = edges(0, 10, 10);
  spec.base = [](Vec2) { return 0.0; };
  spec.layers.push_back({"rock", 3, 1, [](Vec2) { return 6.0; }});
  spec.layers.push_back({"soil", 2, 1, [](Vec2) { return 10.0; }});
  spec.ceiling = [](Vec2 p) { return p.x < 5 ? 4.0 : 20.0; };  // one cell from x = 4 to 5 slopes
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  EXPECT_NEAR(zone_volume(mesh, "rock"), 10 * (4 * 4 + 5 + 5 * 6), 1e-9);
  EXPECT_NEAR(zone_volume(mesh, "soil"), 10 * (2 + 5 * 4), 1e-9);
}

TEST(Terrain, GradingIsTheRatioOfTopToBottomCell) {
  TerrainSpec spec;
  spec.x = spec.y = {0, 1};
  spec.base = [](Vec2) { return 0.0; };
  spec.layers.push_back({"soil", 5, 0.25, [](Vec2) { return 10.0; }});
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  auto const cells = all_records(mesh);
  ASSERT_EQ(cells.size(), 5u);
  EXPECT_NEAR(cells[4].volume / cells[0].volume, 0.25, 1e-12);
  for (int k = 1; k < 5; ++k)
    EXPECT_NEAR(cells[k].volume / cells[k - 1].volume, std::pow(0.25, 0.25), 1e-12);
}

TEST(Terrain, CellsAreClosedWhereTheyAreThin) {
  double const least = 0.3;
  TerrainSpec spec;
  spec.x = spec.y = edges(0, 100, 40);
  spec.least_thickness = least;
  spec.base = [](Vec2) { return 0.0; };
  // A lens that wedges out on all sides, between layers that go through.
  auto const lens = [](Vec2 p) { return 1 - std::hypot(p.x - 50, p.y - 50) / 35; };
  spec.layers.push_back({"sand", 3, 1, [](Vec2 p) { return 4 + 0.01 * p.x; }});
  spec.layers.push_back(
      {"clay", 4, 1, [=](Vec2 p) { return 4 + 0.01 * p.x + 3 * std::max(0.0, lens(p)); }});
  spec.layers.push_back({"loess", 6, 3, [](Vec2 p) { return 9 + rough(p) - slope(p); }});
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  std::set<int> types;
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    types.insert(mesh.cell_type()[c]);
    std::set<Index> corners;
    for (Index k = mesh.cell_node_offset()[c]; k < mesh.cell_node_offset()[c + 1]; ++k)
      corners.insert(mesh.cell_node()[k]);
    // Corners over each other are as far apart as a cell must be thick.
    for (Index a : corners)
      for (Index b : corners) {
        Vec3 const d = mesh.node()[a] - mesh.node()[b];
        if (a != b && d.x == 0 && d.y == 0) {
          EXPECT_GE(std::abs(d.z), least - 1e-12);
        }
      }
    if (mesh.cell_type()[c] == 13) {
      EXPECT_EQ(corners.size(), 6u);
    }
  }
  EXPECT_EQ(sum_over_ranks(types.contains(13)) > 0, true);
  for (int type : types) EXPECT_TRUE(type == 12 || type == 13);
  EXPECT_NEAR(patch_size(mesh, "bottom"), 1e4, 1e-8);
  EXPECT_NEAR(patch_area(mesh, "top").z, 1e4, 1e-8);
  double ground = 0;  // the trapezoidal rule is what the fan gives for a sum of nodes of its kind
  for (int i = 0; i <= 40; ++i)
    for (int j = 0; j <= 40; ++j) {
      Vec2 const p{spec.x[i], spec.y[j]};
      double const share = (i % 40 ? 1 : 0.5) * (j % 40 ? 1 : 0.5);
      ground += share * 2.5 * 2.5 * (9 + rough(p) - slope(p));
    }
  EXPECT_NEAR(total_volume(mesh), ground, 1e-9 * ground) << "closing cells lost part of a column";
}

TEST(Terrain, ZoneRegionsOverrideLayersAndAllRanksKnowAllZones) {
  TerrainSpec spec = heap_on_slope(20);
  spec.zones.push_back({"liner", {{{0, 0}, {50, 0}, {50, 100}, {0, 100}}}, -1e300, -2.5, {}});
  spec.zones.push_back({"nowhere", {}, 1e5, 1e6, {}});
  Mesh const mesh = build_terrain(spec, MPI_COMM_WORLD);
  EXPECT_EQ(std::vector(mesh.zone_names().begin(), mesh.zone_names().end()),
            (std::vector<std::string>{"aquifer", "loess", "gangue", "liner", "nowhere"}));
  EXPECT_GT(zone_volume(mesh, "liner"), 0);
  EXPECT_EQ(zone_volume(mesh, "nowhere"), 0);
  Index const liner = mesh.zone_index("liner");
  for (Index c = 0; c < mesh.n_cells(); ++c)
    EXPECT_EQ(mesh.zone()[c] == liner, mesh.centre()[c].x < 50 && mesh.centre()[c].z <= -2.5);
}

TEST(Terrain, RefusesHolesInASurfaceOnEveryRankWithTheSameWords) {
  TerrainSpec spec = heap_on_slope(20);
  spec.layers[1].top = [](Vec2 p) { return p.x == 5 && p.y == 10 ? std::nan("") : slope(p); };
  try {
    build_terrain(spec, MPI_COMM_WORLD);
    FAIL() << "a mesh was made";
  } catch (MeshError const& error) {
    EXPECT_NE(std::string(error.what()).find("'loess' has no elevation at (5.0"), std::string::npos)
        << error.what();
  }
}

TEST(Terrain, AFunctionThatThrowsOnOneRankFailsOnAll) {
  TerrainSpec spec = heap_on_slope(20);
  spec.base = [](Vec2 p) -> double {
    if (p.x == 100 && p.y == 100) throw std::runtime_error("outside the raster");
    return -5;
  };
  EXPECT_THROW(build_terrain(spec, MPI_COMM_WORLD), MeshError);
}

}  // namespace
}  // namespace sanggan
