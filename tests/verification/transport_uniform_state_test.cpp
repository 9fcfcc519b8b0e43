#include <array>
#include <cstdint>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// A number in 0 .. n-1 that jumps from cell to cell without order, the same on every machine.
int scattered(Vec3 x, int n) {
  auto const mix = [](std::uint64_t k) { return (k ^ (k >> 31)) * 0x9E3779B97F4A7C15ULL; };
  std::uint64_t key = 17;
  for (double a : {x.x, x.y, x.z})
    key = mix(key + static_cast<std::uint64_t>(std::llround(1000 * a)));
  return static_cast<int>((key >> 33) % static_cast<std::uint64_t>(n));
}

// Every process that leaves a uniform concentration alone, on three soils whose conductivities
// span four decades, cell by cell.
Site site() {
  Site site;
  std::array<Retention, 3> const curves{VanGenuchten{0.045, 0.43, 15, 3, 0.5, 0},
                                        VanGenuchten{0.08, 0.43, 4, 1.6, 0.5, 0},
                                        VanGenuchten{0.10, 0.40, 1, 1.3, 0.5, 0}};
  std::array<double, 3> const K{1e-4, 6e-6, 1e-8};
  for (std::size_t m = 0; m < 3; ++m) {
    Material soil = material(curves[m], K[m], 5);
    soil.S_s = 1e-4;
    soil.rho_b = 1600;
    soil.dispersivity = {0.3, 0.03, 0.03};
    soil.sorption[1] = Sorption{FreundlichIsotherm{2e-4, 1, 0.7}};
    soil.sorption[2] = Sorption{LangmuirIsotherm{1e-3, 0.5}, 0.4, 1e-5};
    soil.sorption[4] = Sorption{LinearIsotherm{3e-4}};
    if (m == 1) soil.immobile = ImmobileDomain{0.05, 1e-6, 0.0};
    site.materials.push_back(soil);
    site.material_of_zone.emplace_back("soil" + std::to_string(m), static_cast<int>(m));
  }
  for (int s = 0; s < 5; ++s) {
    Species species = tracer("S" + std::to_string(s), 1);
    species.D_m = s % 2 == 0 ? 1e-9 : 0;
    site.species.push_back(species);
  }
  site.species[3].K_H = 0.5;
  site.species[3].D_g = 2e-5;
  std::vector<Series> const ones(5, Series::constant(1));
  std::vector<Series> gas(5);
  gas[3] = Series::constant(0.5);
  Series const rain{{0, 1 * day, 2 * day, 3 * day}, {2e-7, 3e-6, 0, 1e-6}, Series::Kind::step, 0};
  site.boundaries = {
      {"ground", "top", Atmosphere{rain, Series::constant(0), -100, 0.02}, ones, {}, gas},
      {"upstream", "west", FixedHead{Series::constant(1.2)}, ones, {}, {}},
      {"downstream", "east", FixedHead{Series::constant(0.7)}, ones, {}, {}}};
  Well pumped{"pumped", 3.5, 2.5, 0, 0.8, 0.05, 0, Series::constant(2e-6), {}, -1, {}};
  Well injecting{"injecting", 1.5, 1.5, 0, 0.8, 0.05, 0, Series::constant(-2e-6), {}, -1, ones};
  site.wells = {pumped, injecting};
  return site;
}

TEST(UniformConcentration, StaysUniformInTransientVariablySaturatedFlow) {
  BoxSpec box{edges(0, 6, 6), edges(0, 4, 4), edges(0, 3, 12), "soil0", {}, {}, {}};
  for (int m = 1; m < 3; ++m)
    box.zones.push_back({"soil" + std::to_string(m), {}, -1e300, 1e300, [m](Vec3 x) {
                           return scattered(x, 3) == m;
                         }});
  TimeControl time;
  time.end = 4 * day;
  time.water_content_tolerance = 5e-3;
  TestRun run{box, site(), time};
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return std::max(1 - x.z, -1.0); })));
  double worst = 0, largest_change = 0;
  std::vector<double> const water = run.simulation->state().water;
  RunCallbacks look;
  look.step = [&](StepReport const&) {
    for (std::size_t s = 0; s < 5; ++s) {
      auto const [least, most] = range(run, s);
      worst = std::max({worst, 1 - least, most - 1});
    }
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done) << run.simulation->failure().reason;
  for (std::size_t c = 0; c < water.size(); ++c)
    largest_change =
        std::max(largest_change, std::abs(run.simulation->state().water[c] - water[c]));
  std::printf("steps %ld, largest change of water content %.3f, of concentration %.1e\n",
              run.simulation->report().step, largest_change, worst);
  EXPECT_GT(largest_change, 0.05);
  EXPECT_LT(worst, 1e-10);
  expect_balance(run);
}

// Evaporating water leaves its solutes behind.
TEST(Evaporation, ConcentratesWithoutLoss) {
  BoxSpec const box{edges(0, 1, 1), edges(0, 1, 1), edges(0, 1, 50), "loam", {}, {}, {}};
  Site site;
  site.materials = {material(VanGenuchten{0.08, 0.43, 4, 1.6, 0.5, 0}, 0.5 / day, 1)};
  site.material_of_zone = {{"loam", 0}};
  site.species = {tracer("salt", 1)};
  site.boundaries = {{"ground",
                      "top",
                      Atmosphere{Series::constant(0), Series::constant(0.003 / day), -100, 0},
                      {},
                      {},
                      {}}};
  TimeControl time;
  time.end = 5 * day;
  TestRun run{box, site, time};
  complete(run, [](Vec3) { return -2.0; });
  auto const& accounts = run.simulation->balance().accounts();
  EXPECT_GT(accounts[0].total_out(), 0.002);
  EXPECT_EQ(accounts[1].total_out(), 0);
  EXPECT_NEAR(accounts[1].stored.total() / accounts[1].initial, 1, 1e-10);
  EXPECT_GT(range(run).second, 1.5);
  EXPECT_GE(range(run).first, 1 - 1e-12);
}

// Rain pushes old water ahead of itself: what infiltrated lies above the depth down to which the
// soil holds just as much water, here 0.5 m / 0.28240534, far behind the wetting front at 2.11 m.
// Sand of [Vanderborght2005].
TEST(InfiltratedWater, LiesWhereTheWaterContentSaysItDoes) {
  constexpr int cells = 200;
  BoxSpec const box{edges(0, 1, 1), edges(0, 1, 1), edges(0, 4, cells), "sand", {}, {}, {}};
  Site site;
  site.materials = {material(VanGenuchten{0.045, 0.43, 15, 3, 0.5, 0}, 10 / day, 1)};
  site.material_of_zone = {{"sand", 0}};
  site.species = {tracer("rain")};
  site.boundaries = {
      {"ground", "top", Recharge{Series::constant(1 / day)}, {Series::constant(1)}, {}, {}},
      {"base", "bottom", FixedPressureHead{Series::constant(-4)}, {}, {}, {}}};
  TimeControl time;
  time.end = 0.5 * day;
  time.first_step = 1;
  TestRun run{box, site, time};
  complete(run, [](Vec3) { return -4.0; });
  auto const& C = run.simulation->state().C[0];
  double wetted = 0, label = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    double const depth = 4 - run.mesh.centre()[c].z;
    if (run.simulation->state().water[c] > 0.16) wetted = std::max(wetted, depth);
    if (c > 0 && C[c - 1] < 0.5 && C[c] >= 0.5)  // cells run upwards
      label = depth + 4.0 / cells * (C[c] - 0.5) / (C[c] - C[c - 1]);
  }
  std::printf("label %.3f m (exact 1.7705), wetting front %.3f m\n", label, wetted);
  EXPECT_NEAR(label, 0.5 / 0.28240534, 4.0 / cells);
  EXPECT_GT(wetted, 2.05);
  EXPECT_GE(range(run).first, -1e-15);
  EXPECT_LE(range(run).second, 1 + 1e-10);
}

// The mean residence time is stored capacity over flow, whatever the layers.  [Danckwerts1953]
TEST(ResidenceTime, IsCapacityOverFlowThroughLayers) {
  BoxSpec const box{edges(0, 2, 100),
                    edges(0, 1, 1),
                    edges(0, 1, 1),
                    "second",
                    {{"first", {}, -1e300, 1e300, [](Vec3 x) { return x.x < 0.6; }}},
                    {},
                    {}};
  Site site;
  Material first = saturated(0.35), second = saturated(0.20);
  first.dispersivity = second.dispersivity = {0.1, 0, 0};
  first.rho_b = second.rho_b = 1000;
  first.sorption[0] = Sorption{LinearIsotherm{2 * 0.35 / 1000}};  // R = 3
  second.sorption[0] =
      Sorption{LinearIsotherm{0.5 * 0.20 / 1000}, 0.3, 1e-6};  // R = 1.5 in the end
  site.materials = {first, second};
  site.material_of_zone = {{"first", 0}, {"second", 1}};
  site.species = {tracer("A")};
  double const q = 0.01 / day;
  site.boundaries = {{"in", "west", FixedFlux{Series::constant(q)}, {Series::constant(1)}, {}, {}},
                     {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
  TimeControl time;
  time.end = 1000 * day;
  time.first_step = time.largest_step = 1 * day;
  time.steady_flow = true;
  TestRun run{box, site, time};
  ASSERT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 10 - x.z; })));
  double mean = 0;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    double const out = run.simulation->balance().accounts()[1].step[1];
    mean += step.dt - out / q;
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done);
  EXPECT_NEAR(mean / day, 105.0, 0.001 * 105.0);
  expect_balance(run);
}

}  // namespace
}  // namespace sanggan
