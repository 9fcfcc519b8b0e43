#include <map>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Parallel fractures, half an aperture and half the matrix between two of them; the solute diffuses
// into the matrix. Breakthrough in the fracture at 99.5 m.  [SudickyFrind1982]
constexpr double v = 6.845 / day, D_m = 2.65e-9, b = 8e-5, B = 0.8, length = 140;

TEST(Fracture, LosesItsSoluteToTheMatrix) {
  std::vector<double> y = {0, b};
  constexpr int layers = 12;  // of the matrix, from 2 mm, growing to its middle
  for (int k = 1; k <= layers; ++k) {
    double const s = double(k) / layers;
    y.push_back(b + (B - b) * (0.03 * s + 0.97 * s * s));
  }
  BoxSpec const box{edges(0, length, 280),
                    y,
                    edges(0, 1, 1),
                    "matrix",
                    {{"fracture", {}, -1e300, 1e300, [](Vec3 x) { return x.y < b; }}},
                    {},
                    {}};
  Site site;
  Material fracture = saturated(1), matrix = saturated(0.25);
  double const K = 1, drop = v * length / K;
  fracture.K = {K, K, K};
  matrix.K = {1e-20, 1e-20, 1e-20};
  fracture.dispersivity = {1, 0, 0};
  fracture.tortuosity = matrix.tortuosity = 1;
  site.materials = {matrix, fracture};
  site.material_of_zone = {{"matrix", 0}, {"fracture", 1}};
  site.species = {tracer("A")};
  site.species[0].D_m = D_m;
  site.boundaries = {
      {"in", "west", FixedHead{Series::constant(10 + drop)}, {}, {Series::constant(1)}, {}},
      {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
  std::map<double, double> const exact{{40, .0027514}, {60, .05179},   {80, .241969},
                                       {100, .538598}, {150, .959737}, {200, .99904}};
  TimeControl time;
  time.end = 200 * year;
  time.first_step = time.largest_step = 0.25 * year;
  time.steady_flow = true;
  for (auto const& [t, C] : exact) time.outputs.push_back(t * year);
  TransportControl transport;
  transport.courant = 1e300;  // the matrix delays the front by 2500
  TestRun run{box, site, time, {}, transport};
  ASSERT_TRUE(
      run.simulation->start(run.psi([&](Vec3 x) { return 10 + drop * (1 - x.x / length) - x.z; })));
  std::size_t compared = 0;
  RunCallbacks look;
  look.step = [&](StepReport const& step) {
    for (auto const& [t, C] : exact) {
      if (step.t != t * year) continue;
      ++compared;
      double found = 0;  // mean of the two cells beside the place
      for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
        if (run.mesh.centre()[c].y < b && std::abs(run.mesh.centre()[c].x - 99.5) < 0.3)
          found += 0.5 * run.simulation->state().C[0][c];
      std::printf("%3.0f years: %.5f (exact %.5f)\n", t, found, C);
      EXPECT_NEAR(found, C, 0.02);
    }
  };
  ASSERT_EQ(run.simulation->run(look), RunEnd::done) << run.simulation->failure().reason;
  EXPECT_EQ(compared, exact.size());
  expect_balance(run);
}

}  // namespace
}  // namespace sanggan
