#include <fmt/format.h>

#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double way = 8, hump = 6, widest_hump = 15;  // (m)

double exact_hump(double x) { return std::exp(-0.5 * std::pow(x - way - hump, 2)); }

Answer solve(Run& run, std::string const& name) {
  run.complete();
  auto const exact = [](Vec3 x) { return exact_hump(x.x); };
  auto const inside = [](Vec3 x) { return x.x > hump && x.x < hump + widest_hump; };
  Norms const e = norms(run, C_of(run), exact, inside);
  double block = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
    if (double const x = run.mesh.centre()[c].x; x > hump + widest_hump)
      block += std::abs(run.C()[c] - (x > 24 && x < 30 ? 1 : 0)) * run.mesh.volume()[c];
  Answer answer;
  answer.errors = {e.L2, block, beyond(run, C_of(run), 0, 1)};
  answer.computed = {profile(run, name, 0, {0, 0.5, 0.5}, C_of(run))};
  return answer;
}

/// The hump may err by what steps of second order leave of a wave, (v dt)^2/12 C''' per way, and a
/// little for the cells: 0.65 of the square of the step over the width of the hump. That is of
/// second order once a step is a third of the width or less, hence the finer cells at 10 and 20.
/// The block may be smeared as by the low order, whose dispersion is v h (1 + Courant number)/2.
/// The linear solver leaves 1e-13 of each of some thousand steps.
Study study(double courant) {
  std::vector<Grid> grids;
  int const coarsest = courant > 10 ? 4 : courant > 5 ? 2 : 1;
  double const step = courant / 16 / coarsest;
  for (int const finer : {coarsest, 2 * coarsest, 4 * coarsest}) {
    double const h = 1.0 / 16 / finer, dt = courant * h;
    grids.push_back({fmt::format("{:.3g} m", h),
                     h,
                     {fmt::format("mesh.refinement={}", finer),
                      fmt::format("numerics.transport.courant={}", 1.001 * courant),
                      set("time.first_step", dt, "day"), set("time.largest_step", dt, "day")}});
  }
  auto const name = fmt::format("Courant number {:g}", courant);
  return {name,
          std::move(grids),
          {{"L2 of the hump", "1", 1e-3 + 0.65 * step * step, 1.8, ""},
           {"L1 of the block", "m", 4 * std::sqrt(way * (1 + courant) / 32 / coarsest / pi), 0, ""},
           {"beyond 0 to 1", "1", 1e-10, 0, ""}},
          [=](Run& run) { return solve(run, name); }};
}

}  // namespace

Problem courant_numbers() {
  Problem problem{"T14", "t14-courant", {"After 8 m", "distance (m)", "concentration (-)"}, {}};
  for (double const courant : {0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0})
    problem.studies.push_back(study(courant));
  return problem;
}

}  // namespace sanggan::verification
