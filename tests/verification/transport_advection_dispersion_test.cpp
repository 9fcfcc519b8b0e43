#include <array>

#include "tests/support/transport_column.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;
using Advection = TransportControl::Advection;

// MT3DMS problem 1: saturated column of 1010 m, v = 0.24 m/d, 2000 d, third-type inlet. [Zheng1999]
constexpr double v = 0.24 / day, end = 2000 * day, porosity = 0.25;

struct Problem {
  double alpha_L, R, lambda;
};
constexpr Problem step{0, 1, 0}, tracer_front{10, 1, 0}, sorbed{10, 5, 0},
    decaying{10, 5, 0.002 / day};

SteadyColumn column(Problem const& p, int cells, Advection advection) {
  SteadyColumn column;
  column.length = 1010;
  column.cells = cells;
  column.q = v * porosity;
  column.soil = saturated(porosity);
  column.soil.dispersivity = {p.alpha_L, 0, 0};
  column.soil.rho_b = 1000;
  if (p.R > 1) column.soil.sorption[0] = Sorption{LinearIsotherm{(p.R - 1) * porosity / 1000}};
  column.species = {tracer("A")};
  column.species[0].lambda = p.lambda;
  column.C_inflow = {Series::constant(1)};
  column.end = end;
  column.dt = 1010 * day / cells;  // Courant number 0.24
  column.advection = advection;
  return column;
}

// Third-type inlet, half line.  [vanGenuchten1982]
double exact(Problem const& p, double x) {
  double const t = end, D = p.alpha_L * v, R = p.R, s = 2 * std::sqrt(D * R * t);
  if (p.lambda == 0)
    return 0.5 * std::erfc((R * x - v * t) / s) +
           std::sqrt(v * v * t / (M_PI * D * R)) *
               std::exp(-std::pow(R * x - v * t, 2) / (4 * D * R * t)) -
           0.5 * (1 + v * x / D + v * v * t / (D * R)) * std::exp(v * x / D) *
               std::erfc((R * x + v * t) / s);
  double const mu = p.lambda * R, u = v * std::sqrt(1 + 4 * mu * D / (v * v));
  return v / (v + u) * std::exp((v - u) * x / (2 * D)) * std::erfc((R * x - u * t) / s) +
         v / (v - u) * std::exp((v + u) * x / (2 * D)) * std::erfc((R * x + u * t) / s) +
         v * v / (2 * mu * D) * std::exp(v * x / D - mu * t / R) * std::erfc((R * x + v * t) / s);
}

// Linf error on grids of 10, 5 and 2.5 m. Beyond 900 m exp(vx/D) overflows and nothing arrives.
std::array<double, 3> convergence(Problem const& p, Advection advection) {
  std::array<double, 3> error{};
  for (std::size_t k = 0; k < 3; ++k) {
    TestRun run = column(p, 101 << k, advection).build();
    complete(run);
    error[k] = errors(
                   run, 0, [&](Vec3 x) { return exact(p, x.x); }, 600)
                   .Linf;
    EXPECT_GE(range(run).first, -1e-12);
  }
  std::printf("alpha_L %g R %g lambda %g/d %s: Linf %.5f %.5f %.5f, order %.2f %.2f\n", p.alpha_L,
              p.R, p.lambda * day, advection == Advection::tvd ? "tvd" : "upwind", error[0],
              error[1], error[2], order(error[0], error[1]), order(error[1], error[2]));
  return error;
}

TEST(AdvectionDispersion, PrintedValuesOfTheExactSolution) {
  EXPECT_NEAR(exact(tracer_front, 400), 0.79494852, 1e-8);
  EXPECT_NEAR(exact(tracer_front, 600), 0.10821285, 1e-8);
  EXPECT_NEAR(exact(sorbed, 100), 0.45513087, 1e-8);
  EXPECT_NEAR(exact(decaying, 100), 0.02885278, 1e-8);
}

TEST(AdvectionDispersion, TvdIsOfSecondOrder) {
  for (Problem const& p : {tracer_front, sorbed}) {
    auto const e = convergence(p, Advection::tvd);
    EXPECT_LT(e[0], 0.005);
    EXPECT_GT(order(e[0], e[2]) / 2, 1.8);  // over two refinements
  }
}

TEST(AdvectionDispersion, TvdWithDecay) {
  auto const e = convergence(decaying, Advection::tvd);
  EXPECT_LT(e[0], 0.005);
  EXPECT_GT(order(e[0], e[2]) / 2, 1.8);  // near its steady state, which knows no error in time
}

TEST(AdvectionDispersion, UpwindIsOfFirstOrder) {
  for (Problem const& p : {tracer_front, sorbed, decaying}) {
    auto const e = convergence(p, Advection::upwind);
    EXPECT_LT(e[0], 0.068);  // what an implicit upwind scheme reaches at dt = 20 d
    EXPECT_GT(order(e[1], e[2]), 0.75);
  }
}

// Without dispersion the front is a step: how many metres smear it, and does it stay in [0, 1]?
TEST(AdvectionDispersion, StepStaysSharpAndBounded) {
  std::array<double, 3> L1{};
  for (std::size_t k = 0; k < 3; ++k) {
    TestRun run = column(step, 101 << k, Advection::tvd).build();
    complete(run);
    double x_5 = 0, x_95 = 0;
    for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
      double const x = run.mesh.centre()[c].x, C = run.simulation->state().C[0][c];
      if (C > 0.95) x_95 = std::max(x_95, x);
      if (C > 0.05) x_5 = std::max(x_5, x);
    }
    L1[k] = 1010 * errors(run, 0, [](Vec3 x) { return x.x < 480 ? 1.0 : 0.0; }).L1;
    std::printf("step, %d cells: width %.0f m, L1 %.1f m\n", 101 << k, x_5 - x_95, L1[k]);
    EXPECT_LT(x_5 - x_95, 100);
    EXPECT_GE(range(run).first, -1e-10);
    EXPECT_LE(range(run).second, 1 + 1e-10);
  }
  // Second-order limited schemes reach about 0.7 at a step: van Leer's 17.5, 10.7, 6.6 m.
  EXPECT_GT(order(L1[1], L1[2]), 0.6);
}

}  // namespace
}  // namespace sanggan
