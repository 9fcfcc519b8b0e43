#include <functional>
#include <random>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;
using Advection = TransportControl::Advection;

// A step may leave in a cell what was around it and upstream of it, what the monotone step of first
// order leaves around it, and what enters; nothing beyond.  [Zalesak1979]
struct Setting {
  std::function<Mesh()> mesh;
  Site site;
  std::function<double(Vec3)> psi;  ///< at the start (m)
  std::function<double(Vec3)> C;    ///< at the start (mol/m3)
  double C_enters = 0;              ///< with the water of every boundary (mol/m3)
};

TestRun run_of(Setting const& setting, Advection advection) {
  TimeControl time;
  time.end = 1e300;
  time.steady_flow = true;
  TransportControl transport;
  transport.advection = advection;
  transport.courant = 1e300;           // one sub-step a step
  transport.linear_tolerance = 1e-13;  // what is left of it shows in the concentrations
  return {setting.mesh(), setting.site, time, {}, transport};
}

// Least and largest of the values over each cell, its neighbours, and what the water of one step
// brings from upstream: a cell farther for each content that passes the faces on the way.
using Range = std::pair<double, double>;
std::vector<Range> surroundings(TestRun const& run,
                                std::vector<std::vector<double> const*> const& fields, Range start,
                                double dt) {
  auto const joined = [](Range a, Range b) {
    return Range{std::min(a.first, b.first), std::max(a.second, b.second)};
  };
  auto const Q = run.simulation->flow().equations().face_flow();
  auto const& water = run.simulation->state().water;
  auto const n = static_cast<std::size_t>(run.mesh.n_owned_cells());
  std::vector<Range> range(n, start);
  for (auto const* field : fields)
    for (std::size_t c = 0; c < n; ++c) range[c] = joined(range[c], {(*field)[c], (*field)[c]});
  for (int contents = 0;; ++contents) {
    bool goes_on = false;
    std::vector<Range> const before = range;
    for (Index f = 0; f < run.mesh.n_interior_faces(); ++f) {
      Index up = run.mesh.owner()[f], down = run.mesh.neighbour()[f];
      if (Q[f] < 0) std::swap(up, down);
      double const content =
          std::min(water[up] * run.mesh.volume()[up], water[down] * run.mesh.volume()[down]);
      if (contents == 0) {
        range[up] = joined(range[up], before[down]);
        range[down] = joined(range[down], before[up]);
      } else if (std::abs(Q[f]) * dt > contents * content) {
        range[down] = joined(range[down], before[up]);
        goes_on = true;
      }
    }
    if (contents > 0 && !goes_on) return range;
  }
}

// How far (mol/m3) 20 steps at most lead beyond the range that each is allowed.
double beyond_the_surroundings(Setting const& setting, double dt) {
  TestRun run = run_of(setting, Advection::tvd), monotone = run_of(setting, Advection::upwind);
  auto& simulation = *run.simulation;
  EXPECT_TRUE(simulation.start(run.psi(setting.psi)));
  State state = simulation.state();
  for (Index c = 0; c < run.mesh.n_cells(); ++c) state.C[0][c] = setting.C(run.mesh.centre()[c]);
  run.simulation->start_from(state);
  double worst = 0, moved = 0;
  for (int k = 0; k < 20; ++k) {
    std::vector<double> const C_old = simulation.state().C[0];
    monotone.simulation->restore(simulation.state());
    EXPECT_TRUE(monotone.simulation->step(dt) && simulation.step(dt));
    auto const &C_low = monotone.simulation->state().C[0], &C_new = simulation.state().C[0];
    auto const range =
        surroundings(run, {&C_old, &C_low}, {setting.C_enters, setting.C_enters}, dt);
    for (std::size_t c = 0; c < range.size(); ++c) {
      worst = std::max({worst, range[c].first - C_new[c], C_new[c] - range[c].second});
      moved = std::max(moved, std::abs(C_new[c] - C_low[c]));
    }
  }
  expect_balance(run);
  EXPECT_GT(moved, 0.05);  // the limiter had something to do
  return worst;
}

// A random patchwork of five conductivities over four decades and of concentrations 0.2 and 1,
// flushed with 0.6 from the west and pumped.
Setting patchwork(double alpha_L) {
  constexpr int n = 24;
  constexpr double side = 24;
  std::mt19937 random(7);  // the standard fixes its numbers
  std::vector<int> soil_of(n * n), dirty(n * n);
  for (int& soil : soil_of) soil = static_cast<int>(random() % 5);
  for (int& one : dirty) one = static_cast<int>(random() % 2);
  auto const at = [](std::vector<int> const& field, Vec3 x) {
    auto const i = static_cast<std::size_t>(x.x * n / side);
    auto const j = static_cast<std::size_t>(x.y * n / side);
    return field[j * n + i];
  };
  Setting setting;
  setting.site.species = {tracer("A")};
  setting.site.species[0].D_m = alpha_L > 0 ? 1e-9 : 0;
  BoxSpec box{edges(0, side, n), edges(0, side, n), edges(0, 1, 1), "", {}, {}, {}};
  for (int soil = 0; soil < 5; ++soil) {
    Material m = saturated(0.2 + 0.05 * soil);
    double const K = std::pow(10.0, -3 - soil);
    m.K = {K, K, K};
    m.dispersivity = {alpha_L, alpha_L / 10, alpha_L / 10};
    setting.site.materials.push_back(m);
    std::string const zone = "soil" + std::to_string(soil);
    setting.site.material_of_zone.emplace_back(zone, soil);
    box.zones.push_back({zone, {}, -1e300, 1e300, [=](Vec3 x) { return at(soil_of, x) == soil; }});
  }
  box.default_zone = box.zones.front().zone;
  setting.mesh = [=] { return build_box(box, MPI_COMM_WORLD); };
  setting.C = [=](Vec3 x) { return at(dirty, x) == 1 ? 1.0 : 0.2; };
  setting.psi = [](Vec3 x) { return 11 - x.z; };
  setting.C_enters = 0.6;
  setting.site.boundaries = {
      {"in", "west", FixedHead{Series::constant(12)}, {Series::constant(0.6)}, {}, {}},
      {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
  setting.site.wells = {{"pumped", 12.5, 12.5, 0, 1, 0.05, 0, Series::constant(1e-6), {}, -1, {}}};
  return setting;
}

// Groundwater along thin layers that slope and grow thicker downwards, fine over coarse, with
// blobs of tracer in water of 0.1: cross terms as large as those along the axes.
Setting sloping_layers() {
  auto const ground = [](Vec2 p) { return 0.3 * p.x + 2 * std::sin(p.x / 15); };
  TerrainSpec terrain;
  terrain.x = edges(0, 200, 40);
  terrain.y = edges(0, 5, 1);
  terrain.base = [=](Vec2 p) { return ground(p) - 10; };
  terrain.layers = {{"gravel", 6, 0.3, [=](Vec2 p) { return ground(p) - 3; }},
                    {"silt", 8, 0.3, ground}};
  Setting setting;
  setting.mesh = [=] { return build_terrain(terrain, MPI_COMM_WORLD); };
  setting.site.species = {tracer("A")};
  for (double K : {1e-3, 1e-5}) {
    Material m = saturated(0.3);
    m.K = {K, K, 0.1 * K};
    m.dispersivity = {10, 1, 1};
    setting.site.materials.push_back(m);
  }
  setting.site.material_of_zone = {{"gravel", 0}, {"silt", 1}};
  setting.site.boundaries = {
      {"in", "west", FixedHead{Series::constant(104)}, {Series::constant(0.1)}, {}, {}},
      {"out", "east", FixedHead{Series::constant(100)}, {Series::constant(0.1)}, {}, {}}};
  setting.psi = [](Vec3 x) { return 102 - x.z; };
  setting.C = [=](Vec3 x) {
    double const depth = ground({x.x, x.y}) - x.z;
    return 0.1 + (std::abs(x.x - 60) < 10 && depth < 4 ? 1 : 0) +
           (std::abs(x.x - 130) < 15 && depth > 5 ? 0.5 : 0);
  };
  setting.C_enters = 0.1;
  return setting;
}

// Into silt in which nothing flows or spreads, nothing spreads from the gravel below it, however
// much there moves along the slope.
TEST(CrossDispersion, StopsAtGroundWithoutDispersion) {
  Setting setting = sloping_layers();
  Material& silt = setting.site.materials[1];
  silt.K = {1e-30, 1e-30, 1e-30};
  silt.dispersivity = {};
  TestRun run = run_of(setting, Advection::tvd);
  auto& simulation = *run.simulation;
  ASSERT_TRUE(simulation.start(run.psi(setting.psi)));
  State state = simulation.state();
  for (Index c = 0; c < run.mesh.n_cells(); ++c) state.C[0][c] = setting.C(run.mesh.centre()[c]);
  simulation.start_from(state);
  for (int k = 0; k < 20; ++k) ASSERT_TRUE(simulation.step(day));
  double in_silt = 0, in_gravel = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    double const moved = std::abs(simulation.state().C[0][c] - setting.C(run.mesh.centre()[c]));
    double& largest = run.mesh.zone_names()[run.mesh.zone()[c]] == "silt" ? in_silt : in_gravel;
    largest = std::max(largest, moved);
  }
  EXPECT_LT(run.largest(in_silt), 1e-12);
  EXPECT_GT(run.largest(in_gravel), 0.1);
}

TEST(NoNewExtrema, InARandomVelocityField) {
  for (double alpha_L : {0.0, 2.0})
    for (double dt : {0.2 * day, 2 * day}) {
      double const beyond = beyond_the_surroundings(patchwork(alpha_L), dt);
      std::printf("alpha_L %g, steps of %g days: %.1e beyond\n", alpha_L, dt / day, beyond);
      EXPECT_LT(beyond, 1e-10);
    }
}

TEST(NoNewExtrema, AlongSlopingLayersInLongSteps) {
  for (double dt : {1 * day, 10 * day}) {
    double const beyond = beyond_the_surroundings(sloping_layers(), dt);
    std::printf("steps of %g days: %.1e beyond\n", dt / day, beyond);
    EXPECT_LT(beyond, 1e-10);
  }
}

}  // namespace
}  // namespace sanggan
