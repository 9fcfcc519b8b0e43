// A rough, layered, partly saturated hill under rain and evaporation gives the same answer on any
// number of ranks and threads, to the tolerance of the solver.
#include <gtest/gtest.h>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

TerrainSpec hill() {
  TerrainSpec spec;
  spec.x = edges(0, 60, 10);
  spec.y = edges(0, 40, 7);
  spec.base = [](Vec2) { return 0.0; };
  auto const ground = [](Vec2 p) { return 6 + 0.06 * p.x + std::sin(p.x / 9) * std::cos(p.y / 7); };
  spec.layers = {{"loam", 6, 0.6, [=](Vec2 p) { return ground(p) - 1.5; }},
                 {"sand", 5, 0.4, ground}};
  spec.surface = {{"dyke", {{{40, 10}, {60, 10}, {60, 30}, {40, 30}}}}};
  return spec;
}
Site drained_hill() {
  Site site;
  site.materials = {material(VanGenuchten{0.08, 0.43, 4, 1.6}, 3e-6),
                    material(VanGenuchten{0.045, 0.43, 8, 2.2}, 3e-5)};
  site.materials[0].S_s = site.materials[1].S_s = 1e-5;
  site.material_of_zone = {{"loam", 0}, {"sand", 1}};
  Series const rain{{0, 86400}, {2e-6, 0}, Series::Kind::step, 3 * 86400};
  Atmosphere const weather{rain, Series::constant(5e-8), -50, 0.01};
  site.boundaries = {on("top", weather), on("dyke", weather), on("west", SeepageFace{}),
                     held_head("east", 5)};
  Well well;
  well.name = "well";
  well.x = 45;
  well.y = 20;
  well.screen_bottom = 0;
  well.screen_top = 4;
  well.rate = Series::constant(1e-4);
  well.lowest_head = 1;
  site.wells = {well};
  return site;
}
double rough(Vec3 p) { return std::exp(1.5 * std::sin(3 * p.x + 5 * p.y) * std::sin(4 * p.z)); }

struct HillRun : TestRun {
  explicit HillRun(MPI_Comm comm)
      : TestRun(build_terrain(hill(), comm), drained_hill(), control(), {}, {}, comm, rough) {
    run_balanced(*this, [](Vec3 x) { return 3 - x.z; });
  }
  static TimeControl control() {
    TimeControl time;
    time.end = 4 * day;
    return time;
  }
};

TEST(Ranks, GiveTheAnswerOfOneRank) {
  HillRun const alone(MPI_COMM_SELF), together(MPI_COMM_WORLD);
  std::vector<Index> cell_of(static_cast<std::size_t>(alone.mesh.n_cells()));
  for (Index c = 0; c < alone.mesh.n_cells(); ++c) cell_of[alone.mesh.cell_id()[c]] = c;
  State const &one = alone.simulation->state(), &all = together.simulation->state();
  double psi = 0, water = 0;
  for (Index c = 0; c < together.mesh.n_owned_cells(); ++c) {
    Index const same = cell_of[together.mesh.cell_id()[c]];
    psi = std::max(psi, std::abs(all.psi[c] - one.psi[same]));
    water = std::max(water, std::abs(all.water[c] - one.water[same]));
  }
  psi = together.largest(psi);
  water = together.largest(water);
  // Newton's method leaves a residual of 1e-9 of water content in each step at most.
  EXPECT_EQ(one.step, all.step);
  EXPECT_LT(water, 1e-9 * static_cast<double>(one.step));
  EXPECT_LT(psi, 1e-6);
  auto const &account = together.simulation->balance().accounts()[0],
             &expected = alone.simulation->balance().accounts()[0];
  double const exchanged = expected.total_in() + expected.total_out();
  for (std::size_t k = 0; k < account.in.size(); ++k) {
    EXPECT_NEAR(account.in[k], expected.in[k], 1e-9 * exchanged) << k;
    EXPECT_NEAR(account.out[k], expected.out[k], 1e-9 * exchanged) << k;
  }
  for (std::size_t k : {2u, 4u}) EXPECT_GT(expected.out[k], 1) << "seepage and well flow";
  record("psi", psi);
}

}  // namespace
}  // namespace sanggan
