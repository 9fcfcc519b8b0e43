#include <fmt/format.h>

#include <array>
#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double v = 0.2 / day, half = 10, end = 365 * day;

struct Ground {
  double R, lambda;
  /// At the depth d below the plane: an integral over the time since the release.
  double exact(Vec3 at) const {
    double const w = v / R, D = 10 * w, D_T = 1 * w, d = -at.z;
    auto const strip = [](double x, double spread) {
      return std::erf((x + half) / spread) - std::erf((x - half) / spread);
    };
    constexpr int n = 1500;  // of the midpoint rule in ln s
    double const low = std::log(1e-6 * end), step = (std::log(end) - low) / n;
    double sum = 0;
    for (int k = 0; k < n; ++k) {
      double const s = std::exp(low + (k + 0.5) * step), spread = 2 * std::sqrt(D_T * s);
      sum += step / std::sqrt(s) * std::exp(-std::pow(d - w * s, 2) / (4 * D * s) - lambda * s) *
             strip(at.x, spread) * strip(at.y, spread);
    }
    return d / (8 * std::sqrt(std::numbers::pi * D)) * sum;
  }
};

Answer solve(Run& run, Ground const& ground, std::string const& name) {
  run.complete();
  auto const exact = [&](Vec3 x) { return ground.exact(x); };
  auto const inside = [](Vec3 x) { return -x.z > 8 && -x.z < 60 && x.x < 15 && x.y < 15; };
  Norms const e = norms(run, C_of(run), exact, inside);
  Answer answer;
  answer.errors = {e.L1, e.Linf, beyond(run, C_of(run), 0, 1)};
  answer.computed = {profile(run, name, 2, {}, C_of(run), -1)};
  Vec3 const corner = run.mesh.centre()[Probe(run).line(2, {}).front()];
  answer.reference = {sampled("exact", 1, 160, [&](double d) {
    return ground.exact({corner.x, corner.y, -d});
  })};
  return answer;
}

Study study(std::string name, Ground const& ground) {
  std::vector<Grid> grids;
  for (int const finer : {1, 2, 3}) {
    Grid grid{
        fmt::format("{:.3g} m", 2.5 / finer),
        2.5 / finer,
        {fmt::format("mesh.refinement={}", finer), set("time.first_step", 10.0 / finer, "day"),
         set("time.largest_step", 10.0 / finer, "day")}};
    if (ground.R > 1)
      grid.overrides.push_back(fmt::format(
          "materials.sand.sorption={{A: {{law: linear, distribution_coefficient: {} cm3/g}}}}",
          0.3 * (ground.R - 1)));
    if (ground.lambda > 0)
      grid.overrides.push_back(
          fmt::format("species.A.decay={{rate: {} 1/day}}", ground.lambda * day));
    grids.push_back(std::move(grid));
  }
  // 0.03 is acceptable with cells of 1.25 m; the edge of the patch is a jump, beside which the
  // error falls in proportion to the cells.
  return {name,
          std::move(grids),
          {{"L1 of the concentration, 8 to 60 m", "1", 0.02, 1, ""},
           {"Linf of the concentration, 8 to 60 m", "1", 0.06, 1, "0.03 acceptable"},
           {"beyond 0 to 1", "1", 1e-9, 0, ""}},
          [=](Run& run) { return solve(run, ground, name); }};
}

// ---- a point

/// Concentration (mol/m3) that a point of 0.1 mol/day in full space gives at time t (s).
double point(Vec3 at, double t) {
  constexpr double n = 0.25, speed = 0.1 / day, D_x = 0.6 * speed, D_y = 0.03 * speed,
                   D_z = 0.006 * speed, load = 0.1 / day;
  double const g = std::sqrt(at.x * at.x + D_x / D_y * at.y * at.y + D_x / D_z * at.z * at.z);
  double const half_peclet = speed / (2 * D_x), spread = 2 * std::sqrt(D_x * t);
  auto const part = [&](double sign) {
    return std::exp(half_peclet * (at.x - sign * g)) * std::erfc((g - sign * speed * t) / spread);
  };
  return load / (8 * std::numbers::pi * n * g * std::sqrt(D_y * D_z)) * (part(1) + part(-1));
}

/// From a box: Gauss's rule with three points along each side.
double small_box(Vec3 at, double t) {
  constexpr Vec3 half{0.75, 0.4, 0.16};  // (m)
  double const place[] = {-std::sqrt(0.6), 0, std::sqrt(0.6)},
               weight[] = {5. / 18, 8. / 18, 5. / 18};
  double sum = 0;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k)
        sum += weight[i] * weight[j] * weight[k] *
               point(at - Vec3{place[i] * half.x, place[j] * half.y, place[k] * half.z}, t);
  return sum;
}

Answer solve_point(Run& run) {
  run.complete();
  Probe const probe(run);
  double sum = 0, worst = 0;
  constexpr std::array places{12.0, 24.0, 36.0, 45.0};
  for (double const x : places) {
    Vec3 const at{x, 1, 0.5};
    double const error = probe(at, C_of(run)) / small_box(at, run.t()) - 1;
    sum += error * error;
    worst = std::max(worst, std::abs(error));
  }
  auto const [least, most] = range(run, C_of(run));
  Answer answer;
  answer.errors = {std::sqrt(sum / places.size()), worst, std::max(0.0, -least / most)};
  return answer;
}

Study point_study() {
  std::vector<Grid> grids;
  for (int const finer : {1, 2, 3})
    grids.push_back(
        {fmt::format("{:.3g} m", 1.5 / finer),
         1.5 / finer,
         {fmt::format("mesh.refinement={}", finer), set("time.first_step", 10.0 / finer, "day"),
          set("time.largest_step", 10.0 / finer, "day")}});
  return {"point",
          std::move(grids),
          {{"root mean square of the relative errors", "1", 0.03, 1.5, "0.03 acceptable"},
           {"largest relative error", "1", 0.05, 1.5, ""},
           {"below zero, over the largest", "1", 1e-9, 0, ""}},
          solve_point,
          {},
          "point.yaml"};
}

}  // namespace

Problem patch_source() {
  return {
      "T05",
      "t05-patch-source",
      {"Concentration under the middle of the patch", "depth (m)", "concentration (-)"},
      {study("without sorption", {1, 0}), study("R 2 and decay", {2, 0.001 / day}), point_study()}};
}

}  // namespace sanggan::verification
