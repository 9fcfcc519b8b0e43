#include <fmt/format.h>

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

}  // namespace

Problem patch_source() {
  return {"T05",
          "t05-patch-source",
          {"Concentration under the middle of the patch", "depth (m)", "concentration (-)"},
          {study("without sorption", {1, 0}), study("R 2 and decay", {2, 0.001 / day})}};
}

}  // namespace sanggan::verification
