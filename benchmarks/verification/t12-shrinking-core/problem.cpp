#include <map>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double kappa = 100, unit = 1e7;                  // of the time (s)
constexpr double rho_b = 1600, demand = 250, content = 1;  // (kg/m3), (mol/mol), (mol/kg)
constexpr double D_bulk = 3 * rho_b * demand * content / unit / kappa;

/// Core radius at the surface while tau < 1/6: X^2/2 - X^3/3 = 1/6 - tau.
double surface_core(double tau) {
  double low = 0, high = 1;
  for (int k = 0; k < 100; ++k) {
    double const X = 0.5 * (low + high);
    (X * X / 2 - X * X * X / 3 < 1.0 / 6 - tau ? low : high) = X;
  }
  return low;
}
/// Uptake per area since the start.
double uptake(double tau) {
  if (tau >= 1.0 / 6) return std::sqrt(2 * kappa * (2.0 / 15 + tau - 1.0 / 6) / 3);
  double const e = 1 - surface_core(tau), e3 = e * e * e;
  return std::sqrt(2 * kappa * e3 * (1 - 1.5 * e + 0.8 * e * e - e3 / 6) / 3);
}
/// Depth where no core is left (m).
double front(double tau) {
  if (tau < 1.0 / 6) return 0;
  return std::sqrt(6 / kappa) * (std::sqrt(2.0 / 15 + tau - 1.0 / 6) - std::sqrt(2.0 / 15));
}

Answer solve(Run& run) {
  double worst = 0, worst_front = 0, worst_books = 0;
  Curve found{"computed", {}, {}};
  auto const& processes = Balance::processes();
  auto const consumed =
      1 + static_cast<std::size_t>(std::find(processes.begin(), processes.end(), "consumed") -
                                   processes.begin());
  run.start();
  RunCallbacks callbacks;
  auto const taken_up = [&] { return run.account(1).total_in() / (D_bulk * unit); };
  callbacks.output = [&](Snapshot const&) {
    double const tau = run.t() / unit;
    double deepest = 0, cell = 0;
    for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
      if (run.simulation.state().stock[0][c] <= 0) {
        double const dz = run.mesh.extent()[c].z;
        deepest = std::max(deepest, -run.mesh.centre()[c].z + 0.5 * dz);
        cell = std::max(cell, dz);
      }
    worst = std::max(worst, std::abs(taken_up() / uptake(tau) - 1));
    if (cell > 0) worst_front = std::max(worst_front, std::abs(deepest - front(tau)) / cell);
    double const released = content * rho_b * 1.5 - run.account(2).stored.mineral;
    worst_books =
        std::max(worst_books, std::abs(run.account(1).out[consumed] / (demand * released) - 1));
  };
  callbacks.step = [&](StepReport const& step) {
    found.x.push_back(step.t / unit);
    found.y.push_back(taken_up());
  };
  run.finish(callbacks);
  Answer answer;
  answer.errors = {worst, worst_front, worst_books};
  answer.computed = {std::move(found)};
  answer.reference = {sampled("exact", 0, 1, uptake)};
  return answer;
}

}  // namespace

Problem shrinking_core() {
  return {"T12",
          "t12-shrinking-core",
          {"Oxygen taken up", "time (1e7 s)", "uptake (dimensionless)"},
          {{"kappa 100",
            refined("mm at the surface", 6.3,
                    [](int finer) {
                      return std::vector{set("time.largest_step", 80000.0 / finer, "s")};
                    }),
            {{"largest error of the uptake over it", "1", 0.02, 0.9,
              "0.0005 to 0.002 (finite differences of first order); 0.01 acceptable"},
             {"largest error of the oxidised depth", "cells", 1, 0, "within a cell"},
             {"oxygen consumed less that of the sulfur oxidised, over it", "1", 1e-9, 0, ""}},
            solve}}};
}

}  // namespace sanggan::verification
