#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/test_run.hpp"

namespace sanggan {
namespace {

using namespace sanggan::test;

constexpr double day = 86400;

// MT3DMS problem 1: saturated column of 1010 m, v = 0.24 m/d, third-type inlet.  [Zheng1999]
struct Problem {
  double alpha_L = 0, R = 1, lambda = 0;
};
TestRun column(Problem const& p, int cells, double dt, TransportControl::Advection advection) {
  BoxSpec box{edges(0, 1010, cells), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
  Site site;
  Material soil = material(VanGenuchten{0.0, 0.25, 1, 2, 0.5, 0}, 1e-4, 1);
  soil.alpha_L = p.alpha_L;
  soil.rho_b = 1000;
  if (p.R > 1) soil.sorption[0] = Sorption{LinearIsotherm{(p.R - 1) * 0.25 / 1000}};
  site.materials = {soil};
  site.material_of_zone = {{"soil", 0}};
  site.species = {tracer("A")};
  site.species[0].lambda = p.lambda;
  double const q = 0.24 * 0.25 / day;
  site.boundaries = {{"in", "west", FixedFlux{Series::constant(q)}, {Series::constant(1)}, {}, {}},
                     {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
  TimeControl time;
  time.end = 2000 * day;
  time.first_step = time.largest_step = dt;
  time.steady_flow = true;
  TransportControl transport;
  transport.advection = advection;
  return {box, site, time, {}, transport};
}

double third_type(Problem const& p, double x, double t) {
  double const v = 0.24 / day, D = p.alpha_L * v, R = p.R, s = 2 * std::sqrt(D * R * t);
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

TEST(OgataBanks1961, Levels) {
  for (auto advection : {TransportControl::Advection::upwind, TransportControl::Advection::tvd})
    for (Problem p : {Problem{10}, Problem{10, 5}, Problem{10, 5, 0.002 / day}, Problem{0}})
      for (int cells : {101, 202})
        for (double dt : {2 * day, 10 * day, 40 * day, 200 * day}) {
          TestRun run = column(p, cells, dt, advection);
          ASSERT_TRUE(run.simulation->start(run.psi([](Vec3) { return 10.0; })));
          ASSERT_EQ(run.simulation->run({}), RunEnd::done);
          double worst = 0, least = 1, most = 0, l1 = 0, x5 = 0, x95 = 0;
          for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
            double const C = run.simulation->state().C[0][c], x = run.mesh.centre()[c].x;
            double const exact = p.alpha_L > 0 ? third_type(p, x, 2000 * day) : (x < 480 ? 1 : 0);
            if (x < 900) worst = std::max(worst, std::abs(C - exact));
            l1 += std::abs(C - exact) * 1010 / cells;
            least = std::min(least, C);
            most = std::max(most, C);
            if (C > 0.95) x95 = std::max(x95, x);
            if (C > 0.05) x5 = std::max(x5, x);
          }
          std::printf(
              "%s R %g lambda %g aL %g cells %d dt %3.0f d: Linf %.4f L1 %.2f width %.0f range "
              "%.1e %.1e  err %.1e\n",
              advection == TransportControl::Advection::tvd ? "tvd" : "upw", p.R, p.lambda * day,
              p.alpha_L, cells, dt / day, worst, l1, x5 - x95, least, most - 1,
              run.simulation->balance().accounts()[1].relative_error());
        }
}

}  // namespace
}  // namespace sanggan
