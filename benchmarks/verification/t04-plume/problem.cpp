#include <fmt/format.h>

#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double n = 0.35, v = 1.8634e-6 / n, D_x = 21.3 * v, D_y = 4.3 * v, side = 15,
                 load = 8.1483e-8 / 0.1;  // (mol/s per m of depth)

/// Concentration (mol/m3) along and across the flow from a source line.
double line(double along, double across, double t) {
  constexpr int steps = 1500;  // of the midpoint rule in ln s
  double const low = std::log(1e-6 * t), step = (std::log(t) - low) / steps;
  double sum = 0;
  for (int k = 0; k < steps; ++k) {
    double const s = std::exp(low + (k + 0.5) * step), x = along - v * s;
    sum += step * std::exp(-x * x / (4 * D_x * s) - across * across / (4 * D_y * s));
  }
  return load / (4 * std::numbers::pi * n * std::sqrt(D_x * D_y)) * sum;
}
/// From the source square: Gauss's rule with three points along each side.
double exact(double along, double across, double t, double angle) {
  double const at[] = {-std::sqrt(0.6), 0, std::sqrt(0.6)}, weight[] = {5. / 18, 8. / 18, 5. / 18};
  double const c = std::cos(angle), s = std::sin(angle);
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) {
      double const x = at[i] * side / 2, y = at[k] * side / 2;
      sum += weight[i] * weight[k] * line(along - (x * c + y * s), across - (y * c - x * s), t);
    }
  return sum;
}

Answer solve(Run& run, double angle, std::string const& name) {
  run.complete();
  Probe const probe(run);
  double const c = std::cos(angle), s = std::sin(angle);
  auto const found = [&](double along, double across) {
    return probe({along * c - across * s, along * s + across * c, 0.5}, C_of(run));
  };
  double sum = 0, worst = 0;
  for (auto const& [along, across] :
       {std::pair{210.0, 0.0}, {450, 0}, {690, 0}, {420, 60}, {420, 120}}) {
    double const error = found(along, across) / exact(along, across, run.t(), angle) - 1;
    sum += error * error;
    worst = std::max(worst, std::abs(error));
  }
  auto const [least, most] = range(run, C_of(run));
  Answer answer;
  answer.errors = {std::sqrt(sum / 5), worst, std::max(0.0, -least / most)};
  Curve across{name, {}, {}};
  for (double y = -120; y <= 120; y += 7.5) {
    across.x.push_back(y);
    across.y.push_back(1e5 * found(420, y) * 0.1);
  }
  answer.computed = {std::move(across)};
  answer.reference = {sampled(
      "exact", -120, 120, [&](double y) { return 1e5 * 0.1 * exact(420, y, run.t(), angle); }, 1,
      60)};
  return answer;
}

std::vector<Grid> grids(std::vector<std::string> const& more) {
  std::vector<Grid> all;
  for (int const finer : {1, 2, 3}) {
    Grid grid{fmt::format("{:g} m", 15.0 / finer), 15.0 / finer, more};
    grid.overrides.push_back(fmt::format("mesh.refinement={}", finer));
    double const dt = 14.0 / finer;
    grid.overrides.push_back(set("time.first_step", dt, "day"));
    grid.overrides.push_back(set("time.largest_step", dt, "day"));
    all.push_back(std::move(grid));
  }
  return all;
}

}  // namespace

// The levels of a van Leer scheme with central full-tensor dispersion at the same points.
Problem plume() {
  auto const study = [](std::string name, double angle, std::string const& file, double rms,
                        double worst, std::string literature) {
    return Study{name,
                 grids({}),
                 {{"root mean square of the relative errors", "1", rms, 1.5, literature},
                  {"largest relative error", "1", worst, 1.5, ""},
                  {"below zero, over the largest", "1", 1e-9, 0, "1e-6 acceptable"}},
                 [=](Run& run) { return solve(run, angle, name); },
                 {},
                 file};
  };
  return {"T04",
          "t04-plume",
          {"Plume 420 m downstream, across the flow", "distance across (m)",
           "concentration (1e-5 kg/m3)"},
          {study("along the grid", 0, "case.yaml", 0.0179, 0.03,
                 "-2, -1, -1, -1, +3 % at 15 m (van Leer)"),
           study("at 45 degrees", std::numbers::pi / 4, "oblique.yaml", 0.0789, 0.12,
                 "-11, -6, -3, +1, +12 % at 15 m, -3, -1, -1, 0, +3 % at 7.5 m (van Leer)")}};
}

}  // namespace sanggan::verification
