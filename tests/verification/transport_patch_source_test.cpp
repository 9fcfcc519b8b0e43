#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// Concentration 1 is held on a patch |x|, |y| < a of the plane z = 0 and 0 on the rest of it; water
// flows downwards, dispersion is in 3-D.  [Wexler1992]
constexpr double v = 0.2 / day, theta = 0.3, alpha_L = 10, a = 10;

// With depth d below the plane; D and v divided by R where the solute is retarded.
double exact(double x, double y, double d, double t, double a_x, double a_y, double alpha_x,
             double alpha_y, double R, double lambda) {
  double const w = v / R, D = alpha_L * w;
  auto const strip = [](double x, double half, double spread) {
    return std::erf((x + half) / spread) - std::erf((x - half) / spread);
  };
  // Midpoint rule in ln s, smooth at both ends.
  constexpr int n = 4000;
  double const low = std::log(1e-6 * t), high = std::log(t), step = (high - low) / n;
  double sum = 0;
  for (int k = 0; k < n; ++k) {
    double const s = std::exp(low + (k + 0.5) * step);
    sum += step * s * std::pow(s, -1.5) *
           std::exp(-std::pow(d - w * s, 2) / (4 * D * s) - lambda * s) *
           strip(x, a_x, 2 * std::sqrt(alpha_x * w * s)) *
           strip(y, a_y, 2 * std::sqrt(alpha_y * w * s));
  }
  return d / (8 * std::sqrt(M_PI * D)) * sum;
}

TEST(PatchSource, QuadratureReproducesPrintedValues) {
  auto const published = [](double d, double t, double R, double lambda) {
    return exact(0, 0, d, t * day, 10, 2, 1, 0.1, R, lambda / day);
  };
  EXPECT_NEAR(published(25, 365, 1, 0), 0.615878, 2e-6);
  EXPECT_NEAR(published(50, 1095, 1, 0), 0.387799, 2e-6);
  EXPECT_NEAR(published(25, 365, 2, 0.001), 0.490198, 2e-6);
}

// A quarter of the domain: both planes of symmetry are closed sides.
double worst_error(int refinement, double R, double lambda) {
  double const alpha_T = 1, t = 365 * day;
  std::vector<double> depth;  // graded from 2.5 m at the plane
  int const layers = 14 * refinement;
  for (int k = 0; k <= layers; ++k) {
    double const s = 1 - double(k) / layers;
    depth.push_back(-(28 * s + 132 * s * s));
  }
  int const cells = 16 * refinement;
  BoxSpec box{edges(0, 40, cells), edges(0, 40, cells), depth, "sand", {}, {}, {}};
  box.surface = {{"patch", {{{0, 0}, {a, 0}, {a, a}, {0, a}}}}};
  Site site;
  Material sand = saturated(theta);
  sand.dispersivity = {alpha_L, alpha_T, alpha_T};
  sand.rho_b = 1000;
  sand.sorption[0] = Sorption{LinearIsotherm{(R - 1) * theta / sand.rho_b}};
  site.materials = {sand};
  site.material_of_zone = {{"sand", 0}};
  site.species = {tracer("A")};
  site.species[0].lambda = lambda;
  FixedFlux const down{Series::constant(theta * v)};
  site.boundaries = {{"source", "patch", down, {}, {Series::constant(1)}, {}},
                     {"clean", "top", down, {}, {Series::constant(0)}, {}},
                     {"out", "bottom", FixedHead{Series::constant(10)}, {}, {}, {}}};
  TimeControl time;
  time.end = t;
  time.first_step = time.largest_step = 10 * day / refinement;
  time.steady_flow = true;
  TransportControl transport;
  transport.linear_tolerance = 1e-11;  // what is left of it shows in the concentrations
  TestRun run{box, site, time, {}, transport};
  complete(run);
  double worst = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const x = run.mesh.centre()[c];
    double const C = run.simulation->state().C[0][c];
    if (-x.z < 8 || -x.z > 60 || x.x > 15 || x.y > 15) continue;
    double const reference = exact(x.x, x.y, -x.z, t, a, a, alpha_T, alpha_T, R, lambda);
    worst = std::max(worst, std::abs(C - reference));
  }
  EXPECT_GE(range(run).first, -1e-9);
  EXPECT_LE(range(run).second, 1 + 1e-9);
  std::printf("patch, R %g, refinement %d: largest error %.4f\n", R, refinement, worst);
  return worst;
}

TEST(PatchSource, InThreeDimensions) {
  double const coarse = worst_error(1, 1, 0), fine = worst_error(2, 1, 0);
  EXPECT_LT(fine, 0.03);
  EXPECT_GT(order(coarse, fine), 1);  // the edge of the patch is a jump
}
TEST(PatchSource, WithSorptionAndDecay) { EXPECT_LT(worst_error(2, 2, 0.001 / day), 0.03); }

}  // namespace
}  // namespace sanggan
