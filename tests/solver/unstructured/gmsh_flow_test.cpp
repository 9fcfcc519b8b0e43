// Flow, wells and waste on meshes from Gmsh files, on any number of ranks.
#include <gtest/gtest.h>

#include "mesh/gmsh.hpp"
#include "mesh/locate.hpp"
#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

GmshSpec file(std::string const& name) {
  return read_gmsh("tests/mesh/meshes/" + name, 1, "rest", MPI_COMM_WORLD);
}

constexpr double K = 1e-4;  // (m/s)

Site sand(std::vector<std::string> const& zones, std::size_t n_species = 0) {
  Site site;
  site.materials = {material(VanGenuchten{0.05, 0.3, 2, 2, 0.5, 0}, K, n_species)};
  for (auto const& zone : zones) site.material_of_zone.emplace_back(zone, 0);
  return site;
}

Boundary held(std::string const& patch, double head) {
  return {patch, patch, FixedHead{Series::constant(head)}, {}, {}, {}};
}

TimeControl steady() {
  TimeControl time;
  time.end = 86400;
  time.first_step = time.largest_step = 8640;
  time.steady_flow = true;
  return time;
}

// Heads of the steady state, by the place of the cell, of all ranks.
struct HeadAt {
  Vec3 at;
  double head;
};
std::vector<HeadAt> steady_heads(TestRun& run) {
  EXPECT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 5 - x.z; })));
  std::vector<HeadAt> list;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const at = run.mesh.centre()[c];
    list.push_back({at, run.simulation->state().psi[static_cast<std::size_t>(c)] + at.z});
  }
  return list;
}

TEST(GmshFlow, ThroughABoxOfHexahedraIsThatOfTheBox) {
  Site site = sand({"aquifer", "heap"});
  site.boundaries = {held("west", 5), held("east", 4)};
  TestRun from_file(build_gmsh(file("hexahedra_41.msh"), MPI_COMM_WORLD), site, steady());
  site.material_of_zone = {{"sand", 0}};
  BoxSpec const box{edges(0, 4, 8), edges(0, 3, 6), edges(0, 2, 4), "sand", {}, {}, {}};
  TestRun built(build_box(box, MPI_COMM_SELF), site, steady(), {}, {}, MPI_COMM_SELF);
  auto const expected = steady_heads(built);
  for (auto const [at, head] : steady_heads(from_file)) {
    auto const same = std::ranges::find_if(
        expected, [&](HeadAt const& other) { return norm(other.at - at) < 1e-9; });
    ASSERT_NE(same, expected.end());
    EXPECT_NEAR(head, same->head, 1e-9);
    EXPECT_NEAR(head, 5 - at.x / 4, 1e-8);
  }
  auto const inflow = [](TestRun const& run) {
    return run.simulation->balance().accounts()[0].in[0];
  };
  ASSERT_EQ(from_file.simulation->run({}), RunEnd::done);
  ASSERT_EQ(built.simulation->run({}), RunEnd::done);
  EXPECT_NEAR(inflow(from_file), inflow(built), 1e-8 * inflow(built));
}

// Length of an upright line within all cells (m), and on how many ranks it lies.
std::pair<double, double> length_and_ranks(TestRun const& run, Vec2 at) {
  double length = 0;
  auto const here = passages(run.mesh, at, 0.25, 1.75, 1e-5);
  for (auto const& passage : here) length += passage.length;
  return {run.sum(length), run.sum(here.empty() ? 0 : 1)};
}

TEST(GmshFlow, WellsLieOnOneRankAndAreCutByTheCellsWithoutGapsOrOverlaps) {
  std::vector<Vec2> const places{{1, 1}, {0.5, 0.5}, {0.731, 1.377}, {0.25, 1.9}};
  GmshSpec spec = file("tetrahedra_41_binary.msh");
  for (Vec2 const p : places) spec.keep_together.push_back({p.x, p.y, 0.25, 1.75});
  TestRun const run(build_gmsh(spec, MPI_COMM_WORLD), sand({"waste", "soil"}), steady());
  for (Vec2 const p : places) {
    auto const [length, ranks] = length_and_ranks(run, p);
    EXPECT_NEAR(length, 1.5, 1e-4) << p.x << " " << p.y;
    EXPECT_EQ(ranks, 1);
  }
}

TEST(GmshFlow, AWellAmongTetrahedraPumpsItsRate) {
  GmshSpec spec = file("tetrahedra_41_binary.msh");
  spec.keep_together = {{1, 1, 0.25, 1.75}};
  Site site = sand({"waste", "soil"});
  site.boundaries = {held("boundary", 5)};
  Well well;
  well.name = "well";
  well.x = well.y = 1;
  well.screen_bottom = 0.25;
  well.screen_top = 1.75;
  well.radius = 0.01;
  well.rate = Series::constant(1e-5);
  site.wells = {well};
  TestRun run(build_gmsh(spec, MPI_COMM_WORLD), site, steady());
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 5 - x.z; })));
  ASSERT_EQ(run.simulation->run({}), RunEnd::done);
  double rate = 0;
  for (double const q : run.simulation->flow().equations().wells().screens()[0].Q) rate += q;
  EXPECT_NEAR(run.sum(rate), 1e-5, 1e-12);
  EXPECT_LT(run.simulation->balance().accounts()[0].relative_error(), 1e-10);
}

TEST(GmshFlow, AllWasteOfAZoneHasOneLiquidToSolidRatio) {
  Site site = sand({"aquifer", "heap"}, 1);
  site.materials[0].rho_b = 1600;
  site.species = {tracer("A")};
  site.boundaries = {held("top", 5), held("bottom", 4)};
  site.releases = {{"heap", 0, ColumnTestRelease{{1e-3, 1}, {0.01, 0.02}}}};
  TestRun run(build_gmsh(file("hexahedra_22.msh"), MPI_COMM_WORLD), site, steady());
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 5 - x.z; })));
  ASSERT_EQ(run.simulation->run({}), RunEnd::done);
  double const q = K / 2, ratio = q * 86400 / (1600 * 1.0);  // m3 per kg under 1 m of heap
  Index const heap = run.mesh.zone_index("heap");
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
    EXPECT_NEAR(run.simulation->state().drained[static_cast<std::size_t>(c)],
                run.mesh.zone()[c] == heap ? ratio : 0, 1e-6 * ratio);
}

}  // namespace
}  // namespace sanggan
