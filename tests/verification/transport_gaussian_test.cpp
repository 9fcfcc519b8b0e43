#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

// A bell of solute drifts and spreads obliquely to the grid: smooth, with an exact solution, and
// with every term of the dispersion tensor. Started from its exact shape.
constexpr double theta = 0.3, v = 1e-5, angle = 0.5, t_0 = 1e6, duration = 1e6;
constexpr double alpha_L = 0.8, alpha_T = 0.2, side = 60;

struct Bell {
  double c = std::cos(angle), s = std::sin(angle);
  double operator()(Vec3 x, double t) const {
    double const along = (x.x - 15) * c + (x.y - 15) * s - v * (t - t_0);
    double const across = -(x.x - 15) * s + (x.y - 15) * c;
    double const D_L = alpha_L * v, D_T = alpha_T * v;
    return t_0 / t * std::exp(-along * along / (4 * D_L * t) - across * across / (4 * D_T * t));
  }
};

struct Outcome {
  Errors error;
  std::vector<double> C;
};
Outcome bell(int n, int steps) {
  BoxSpec const box{edges(0, side, n), edges(0, side, n), edges(0, 1, 1), "sand", {}, {}, {}};
  Bell const exact;
  Site site;
  Material sand = saturated(theta);
  sand.dispersivity = {alpha_L, alpha_T, alpha_T};
  sand.S_s = 1e-8;  // fixes the heads, that only fluxes bound, and stores next to nothing
  site.materials = {sand};
  site.material_of_zone = {{"sand", 0}};
  site.species = {tracer("A")};
  double const q_x = theta * v * exact.c, q_y = theta * v * exact.s;
  auto const side_flux = [](char const* patch, double flux) {
    return Boundary{patch, patch, FixedFlux{Series::constant(flux)}, {}, {}, {}};
  };
  site.boundaries = {side_flux("west", q_x), side_flux("east", -q_x), side_flux("south", q_y),
                     side_flux("north", -q_y)};
  TimeControl time;
  time.end = duration;
  time.first_step = time.largest_step = duration / steps;
  TransportControl transport;
  transport.courant = 1e300;
  transport.linear_tolerance = 1e-10;
  TestRun run{box, site, time, {}, transport};
  EXPECT_TRUE(run.simulation->start(
      run.psi([&](Vec3 x) { return 10 - (q_x * x.x + q_y * x.y) / 1e-4 - x.z; })));
  State state = run.simulation->state();
  for (Index c = 0; c < run.mesh.n_cells(); ++c) state.C[0][c] = exact(run.mesh.centre()[c], t_0);
  run.simulation->start_from(std::move(state));
  EXPECT_EQ(run.simulation->run({}), RunEnd::done);
  expect_balance(run);
  EXPECT_GE(range(run).first, -1e-9);
  Errors const e = errors(run, 0, [&](Vec3 x) { return exact(x, t_0 + duration); });
  std::printf("%d x %d cells, %d steps: L1 %.3e L2 %.3e Linf %.3e\n", n, n, steps, e.L1, e.L2,
              e.Linf);
  return {e, run.simulation->state().C[0]};
}

TEST(DriftingBell, SpaceAndTimeRefinedTogether) {
  Errors const coarse = bell(40, 25).error, fine = bell(80, 50).error,
               finest = bell(160, 100).error;
  std::printf("order L1 %.2f %.2f, L2 %.2f %.2f, Linf %.2f %.2f\n", order(coarse.L1, fine.L1),
              order(fine.L1, finest.L1), order(coarse.L2, fine.L2), order(fine.L2, finest.L2),
              order(coarse.Linf, fine.Linf), order(fine.Linf, finest.Linf));
  EXPECT_GT(order(fine.L1, finest.L1), 1.8);
  EXPECT_GT(order(fine.L2, finest.L2), 1.8);
  EXPECT_GT(order(fine.Linf, finest.Linf), 1.8);
}

// On one grid, what halving the step changes falls with the square of the step.
TEST(DriftingBell, StepHalvedAlone) {
  auto const change = [](Outcome const& one, Outcome const& two) {
    double sum = 0;
    for (std::size_t c = 0; c < one.C.size(); ++c) sum += std::abs(one.C[c] - two.C[c]);
    return sum / static_cast<double>(one.C.size());
  };
  Outcome const long_steps = bell(60, 30), half = bell(60, 60), quarter = bell(60, 120);
  double const first = change(long_steps, half), second = change(half, quarter);
  std::printf("in time: changes %.2e %.2e, order %.2f\n", first, second, order(first, second));
  EXPECT_GT(order(first, second), 1.8);
}

}  // namespace
}  // namespace sanggan
