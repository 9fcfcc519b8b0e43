#include "mesh/gmsh.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "mesh_checks.hpp"

using namespace sanggan;
using namespace sanggan::testing_tools;

namespace {

std::string const folder = "tests/mesh/meshes/";

GmshSpec spec_of(std::string const& name, MPI_Comm comm = MPI_COMM_WORLD) {
  return read_gmsh(folder + name, 1, "rest", comm);
}
Mesh mesh_of(std::string const& name, MPI_Comm comm = MPI_COMM_WORLD) {
  return build_gmsh(spec_of(name, comm), comm);
}

// How many owned cells have this VTK type, over all ranks.
int n_of_type(Mesh const& mesh, int type) {
  return static_cast<int>(sum_over_ranks(
      static_cast<double>(std::ranges::count(mesh.cell_type(), static_cast<std::uint8_t>(type)))));
}

class EveryGmshFile : public testing::TestWithParam<char const*> {};

TEST_P(EveryGmshFile, IsSoundAndTheSameOnAnyNumberOfRanks) {
  Mesh const mesh = mesh_of(GetParam());
  expect_sound(mesh);
  expect_same_on_one_rank(mesh, [](MPI_Comm comm) { return mesh_of(GetParam(), comm); });
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryGmshFile,
                         testing::Values("hexahedra_22.msh", "hexahedra_22_binary.msh",
                                         "hexahedra_41.msh", "hexahedra_41_binary.msh",
                                         "prisms_41.msh", "tetrahedra_41_binary.msh",
                                         "mixed_22.msh", "mixed_41_binary.msh"));

class EveryFormat : public testing::TestWithParam<char const*> {};

TEST_P(EveryFormat, GivesTheBoxItsZonesAndPatches) {
  Mesh const mesh = mesh_of(GetParam());
  EXPECT_EQ(mesh.n_cells_global(), 8 * 6 * 4);
  EXPECT_EQ(mesh.n_nodes_global(), 9 * 7 * 5);
  EXPECT_EQ(n_of_type(mesh, 12), 8 * 6 * 4);
  EXPECT_FALSE(mesh.has_columns());
  EXPECT_EQ(mesh.zone_names().size(), 2u);
  EXPECT_NEAR(zone_volume(mesh, "aquifer"), 12, 1e-12);
  EXPECT_NEAR(zone_volume(mesh, "heap"), 12, 1e-12);
  EXPECT_EQ(mesh.patches().size(), 5u);
  EXPECT_NEAR(patch_area(mesh, "bottom").z, -12, 1e-12);
  EXPECT_NEAR(patch_area(mesh, "top").z, 12, 1e-12);
  EXPECT_NEAR(patch_area(mesh, "west").x, -6, 1e-12);
  EXPECT_NEAR(patch_area(mesh, "east").x, 6, 1e-12);
  EXPECT_NEAR(patch_size(mesh, "boundary"), 2 * 8, 1e-12);  // south and north
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::Values("hexahedra_22.msh", "hexahedra_22_binary.msh",
                                         "hexahedra_41.msh", "hexahedra_41_binary.msh"));

TEST(GmshMesh, NamesGroupsWithoutANameByTheirNumbers) {
  Mesh const mesh = mesh_of("prisms_41.msh");
  EXPECT_EQ(n_of_type(mesh, 13), mesh.n_cells_global());
  double const area = patch_area(mesh, "patch_8").z;
  EXPECT_NEAR(zone_volume(mesh, "zone_7"), 1.5 * area, 1e-12);
  EXPECT_NEAR(area, 4 * std::numbers::pi, 1);  // a polygon within a circle of radius 2 m
  EXPECT_NEAR(patch_area(mesh, "boundary").z, -area, 1e-12);
}

TEST(GmshMesh, MakesNoPatchOfFacesBetweenCells) {
  Mesh const mesh = mesh_of("tetrahedra_41_binary.msh");
  EXPECT_EQ(n_of_type(mesh, 10), mesh.n_cells_global());
  EXPECT_NEAR(zone_volume(mesh, "waste"), 1, 1e-12);
  EXPECT_NEAR(zone_volume(mesh, "soil"), 7, 1e-12);
  EXPECT_EQ(mesh.patch_index("liner"), -1);
  EXPECT_NEAR(patch_area(mesh, "top").z, 4, 1e-12);
  EXPECT_NEAR(patch_size(mesh, "boundary"), 20, 1e-12);
}

TEST(GmshMesh, JoinsHexahedraPyramidsTetrahedraAndPrisms) {
  for (auto const* name : {"mixed_22.msh", "mixed_41_binary.msh"}) {
    Mesh const mesh = mesh_of(name);
    EXPECT_EQ(n_of_type(mesh, 12), 1);
    EXPECT_EQ(n_of_type(mesh, 14), 2);
    EXPECT_EQ(n_of_type(mesh, 10), 8);
    EXPECT_EQ(n_of_type(mesh, 13), 2);
    for (auto const* zone : {"block", "joint", "wedge"})
      EXPECT_NEAR(zone_volume(mesh, zone), 1, 1e-14);
    EXPECT_NEAR(patch_area(mesh, "west").x, -1, 1e-14);
    EXPECT_NEAR(patch_area(mesh, "east").x, 1, 1e-14);
    EXPECT_NEAR(patch_area(mesh, "roof").z, 1, 1e-14);
    EXPECT_NEAR(patch_size(mesh, "boundary"), 11, 1e-14);
  }
}

TEST(GmshMesh, TakesTheUnitOfItsCoordinates) {
  GmshSpec const spec = read_gmsh(folder + "mixed_22.msh", 1000, "rest", MPI_COMM_WORLD);
  EXPECT_EQ(spec.high, (Vec3{3000, 1000, 1000}));
  EXPECT_NEAR(total_volume(build_gmsh(spec, MPI_COMM_WORLD)), 3e9, 1e-3);
}

TEST(GmshMesh, NoRankKeepsMoreThanItsBlock) {
  GmshSpec const spec = spec_of("tetrahedra_41_binary.msh");
  auto const share = [](GlobalIndex n) { return (n + size_of() - 1) / size_of(); };
  EXPECT_LE(static_cast<GlobalIndex>(spec.cells.size()), share(spec.n_cells));
  EXPECT_LE(static_cast<GlobalIndex>(spec.nodes.size()), share(spec.n_nodes));
}

TEST(GmshMesh, SharesTheCellsOutEvenly) {
  Mesh const mesh = mesh_of("tetrahedra_41_binary.msh");
  double const share = static_cast<double>(mesh.n_cells_global()) / size_of();
  EXPECT_LE(mesh.n_owned_cells(), 1.1 * share);
}

TEST(GmshMesh, KeepsTheCellsAroundAWellOnOneRank) {
  GmshSpec spec = spec_of("tetrahedra_41_binary.msh");
  spec.keep_together = {{0.3, 0.4, 0, 2}, {1, 1, 0.5, 2}, {1.7, 1.2, 0, 2}};
  Mesh const mesh = build_gmsh(spec, MPI_COMM_WORLD);
  expect_sound(mesh);
  for (UprightLine const& line : spec.keep_together) {
    int here = 0;
    for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
      Vec3 const low = mesh.centre()[c] - 0.2 * mesh.extent()[c],
                 high = mesh.centre()[c] + 0.2 * mesh.extent()[c];
      here |= line.x > low.x && line.x < high.x && line.y > low.y && line.y < high.y &&
              line.bottom < high.z && line.top > low.z;
    }
    EXPECT_EQ(sum_over_ranks(here), 1);
  }
}

// ---- what is refused

// Writes a file on rank 0 and lets all ranks read it; the message of the error.
std::string complaint(std::string const& text) {
  std::string const path = std::filesystem::temp_directory_path() / "sanggan_gmsh_test.msh";
  if (rank_of() == 0) std::ofstream(path, std::ios::binary) << text;
  MPI_Barrier(MPI_COMM_WORLD);
  std::string message = "none";
  try {
    build_gmsh(read_gmsh(path, 1, "rest", MPI_COMM_WORLD), MPI_COMM_WORLD);
  } catch (MeshError const& error) {
    message = error.what();
  }
  MPI_Barrier(MPI_COMM_WORLD);
  if (rank_of() == 0) std::filesystem::remove(path);
  return message;
}

std::string content(std::string const& name) {
  std::ifstream file(folder + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string with(std::string text, std::string const& from, std::string const& to) {
  return text.replace(text.find(from), from.size(), to);
}

void expect_mentions(std::string const& message, std::string const& words) {
  EXPECT_NE(message.find(words), std::string::npos) << message;
}

TEST(BrokenGmshFile, ThatIsNoMeshIsRefused) {
  expect_mentions(complaint("solid cube\n"), "not a Gmsh mesh");
  expect_mentions(complaint("$MeshFormat\n1.0 0 8\n$EndMeshFormat\n"), "format 1.0");
}

TEST(BrokenGmshFile, ThatEndsTooEarlyIsRefused) {
  for (auto const* name : {"hexahedra_22.msh", "hexahedra_41.msh", "hexahedra_22_binary.msh",
                           "hexahedra_41_binary.msh"}) {
    std::string const whole = content(name);
    for (double const part : {0.2, 0.5, 0.8}) {
      auto const n = static_cast<std::size_t>(part * static_cast<double>(whole.size()));
      expect_mentions(complaint(whole.substr(0, n)), "ends too early");
    }
  }
}

TEST(BrokenGmshFile, WithoutVolumesIsRefused) {
  expect_mentions(complaint("$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n3\n1 0 0 0\n2 1 0 0\n"
                            "3 0 1 0\n$EndNodes\n$Elements\n1\n1 2 2 1 1 1 2 3\n$EndElements\n"),
                  "no cells");
}

TEST(BrokenGmshFile, WithAnInvertedCellIsRefused) {
  expect_mentions(
      complaint(with(content("mixed_22.msh"), "8 4 2 2 2 5 9 10 17", "8 4 2 2 2 9 5 10 17")),
      "is inverted");
}

TEST(BrokenGmshFile, OfSecondOrderIsRefused) {
  expect_mentions(
      complaint("$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$Nodes\n10\n1 0 0 0\n2 1 0 0\n3 0 1 0\n"
                "4 0 0 1\n5 .5 0 0\n6 .5 .5 0\n7 0 .5 0\n8 0 0 .5\n9 0 .5 .5\n10 .5 0 .5\n"
                "$EndNodes\n$Elements\n1\n1 11 2 1 1 1 2 3 4 5 6 7 8 9 10\n$EndElements\n"),
      "second or higher order");
}

}  // namespace
