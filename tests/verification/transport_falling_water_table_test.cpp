#include <numeric>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

constexpr int cells = 40;
constexpr double height = 2, dz = height / cells, band_bottom = 1.2, band_top = 1.6;

// A sand column is saturated up to 1.9 m; its base drains it to 0.7 m, through 24 layers, within
// two days. A band of solute lies between 1.2 and 1.6 m, where the layers fall dry.
TestRun column(double longest_step, double tolerance, TransportControl::Advection advection) {
  BoxSpec const box{edges(0, 1, 1),
                    edges(0, 1, 1),
                    edges(0, height, cells),
                    "sand",
                    {{"band", {}, band_bottom, band_top, {}}},
                    {},
                    {}};
  Site site;
  site.materials = {material(VanGenuchten{0.05, 0.40, 8, 3, 0.5, 0}, 1e-5, 1)};
  site.material_of_zone = {{"sand", 0}, {"band", 0}};
  site.species = {tracer("A")};
  site.species[0].C_initial_in_zone = {{"band", 1}};
  Series const head{{0, 2 * day}, {1.9, 0.7}, Series::Kind::linear, 0};
  site.boundaries = {{"base", "bottom", FixedHead{head}, {}, {}, {}}};
  TimeControl time;
  time.end = 4 * day;
  time.first_step = std::min(60.0, longest_step);
  time.largest_step = longest_step;
  time.water_content_tolerance = tolerance;
  TransportControl transport;
  transport.advection = advection;
  return {box, site, time, {}, transport};
}

// `mass` counts what the smeared edge of the band lost through the base.
// Without mixing the band keeps its place in the order of the water: between which volumes of
// water, counted from the base, it lies after `out` has drained.
struct Drained {
  double mass, band_share, centre, centre_exact, plateau, above;
};
Drained drained(TestRun& run) {
  auto const& state = run.simulation->state();
  auto const n = static_cast<std::size_t>(cells);
  double below = 0, band = 0, initial = 0;
  EXPECT_TRUE(run.simulation->start(run.psi([](Vec3 x) { return 1.9 - x.z; })));
  for (std::size_t c = 0; c < n; ++c) {
    double const z = run.mesh.centre()[static_cast<Index>(c)].z;
    double const water = dz * state.water[c];
    if (z < band_bottom) below += water;
    if (z > band_bottom && z < band_top) band += water;
    initial += water;
  }
  EXPECT_EQ(run.simulation->run({}), RunEnd::done) << run.simulation->failure().reason;
  expect_balance(run);
  double const out = initial - dz * std::accumulate(state.water.begin(), state.water.end(), 0.0);
  double W = 0, mass = 0, moment = 0, plateau = 0, above = 0;
  for (std::size_t c = 0; c < n; ++c) {
    double const water = dz * state.water[c], C = state.C[0][c], label = W + 0.5 * water + out;
    mass += C * water;
    moment += C * water * label;
    if (label > below && label < below + band) plateau = std::max(plateau, C);
    if (run.mesh.centre()[static_cast<Index>(c)].z > band_top + 2 * dz) above = std::max(above, C);
    W += water;
  }
  double const gone = run.simulation->balance().accounts()[1].total_out();
  return {(mass + gone) / band, out / below, moment / mass, below + 0.5 * band, plateau, above};
}

TEST(FallingWaterTable, SoluteKeepsItsMassPlaceAndConcentration) {
  for (auto advection : {TransportControl::Advection::tvd, TransportControl::Advection::upwind}) {
    TestRun run = column(0.1 * day, 2e-3, advection);
    Drained const d = drained(run);
    auto const [least, most] = range(run);
    std::printf(
        "steps %ld: mass %.12f, centre %.4f m of water (exact %.4f), plateau %.4f, "
        "range %.1e 1%+.1e, above %.1e, %.2f of the water below drained\n",
        run.simulation->report().step, d.mass, d.centre, d.centre_exact, d.plateau, least, most - 1,
        d.above, d.band_share);
    EXPECT_NEAR(d.mass, 1, 1e-10);
    EXPECT_NEAR(d.centre, d.centre_exact, 0.5 * dz * 0.4);  // half a layer of water
    EXPECT_GE(least, -1e-15);
    EXPECT_LE(most, 1 + 1e-10);
    EXPECT_LT(d.above, 1e-6);  // nothing moves against the water
    if (advection == TransportControl::Advection::tvd) {
      EXPECT_GT(d.plateau, 0.98);
    }
  }
}

// The table may fall through many layers within one step.
TEST(FallingWaterTable, LongStepsNeitherLoseNorConcentrate) {
  TestRun run = column(1 * day, 1, TransportControl::Advection::tvd);
  Drained const d = drained(run);
  std::printf("steps %ld: mass %.12f, centre %.4f m (exact %.4f), plateau %.4f\n",
              run.simulation->report().step, d.mass, d.centre, d.centre_exact, d.plateau);
  EXPECT_LT(run.simulation->report().step, 25);
  EXPECT_NEAR(d.mass, 1, 1e-10);
  EXPECT_GE(range(run).first, -1e-15);
  EXPECT_LE(range(run).second, 1 + 1e-10);
}

}  // namespace
}  // namespace sanggan
