#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"
#include "tests/support/tracy.hpp"

namespace sanggan::verification {
namespace {

using test::TracySquare;

constexpr double L = TracySquare::L;  // (m)
constexpr double steady = -1;         // (s)

Answer solve(Run& run, TracySquare const& square, double t, std::string const& name) {
  run.complete();
  auto const exact = [&](Vec3 x) { return square.psi(x, t); };
  auto const inner = [](Vec3 x) {
    return x.x > L / 4 && x.x < 0.75 * L && x.z > L / 4 && x.z < 0.75 * L;
  };
  Norms const all = norms(run, psi_of(run), exact);
  Answer answer;
  answer.errors = {all.L2, all.L1, norms(run, psi_of(run), exact, inner).Linf};
  answer.computed = {profile(run, name, 2, {L / 2, 0, 0}, psi_of(run))};
  double const x = run.mesh.centre()[Probe(run).line(2, {L / 2, 0, 0}).front()].x;
  answer.reference = {sampled("exact", 0, L, [&](double z) { return exact({x, 0, z}); })};
  return answer;
}

Study study(std::string name, TracySquare const& square, std::vector<Criterion> criteria,
            double t = steady) {
  auto const more = [=](int finer) {
    std::vector<std::string> all{
        set("materials.soil.retention.alpha", square.alpha, "1/m"),
        fmt::format("boundaries.surface.flow.pressure_head.expression=log(exp(-{0}*15.24) + (1 - "
                    "exp(-{0}*15.24))*{1})/{0}",
                    square.alpha,
                    square.held_sides ? "sin(_pi*x/15.24)" : "(1 - cos(2*_pi*x/15.24))/2")};
    if (t > 0) {  // steps as the square of the cells, so that both errors fall alike
      double const dt = 5000.0 / (finer * finer);
      for (auto const& one :
           {set("time.end", t, "s"), set("time.first_step", dt, "s"),
            set("time.largest_step", dt, "s"), std::string("time.water_content_tolerance=0.5"),
            std::string("time.steady_start=false")})
        all.push_back(one);
    }
    return all;
  };
  return {name,
          refined("m", L / 16, more),
          std::move(criteria),
          [=](Run& run) { return solve(run, square, t, name); },
          {},
          square.held_sides ? "held-sides.yaml" : "case.yaml"};
}

}  // namespace

// The levels of two-point fluxes with arithmetic means on 16 x 16 cells; the exponential fitting is
// exact for this soil in one dimension and of second order where the solution is smooth.
Problem tracy() {
  auto const criteria = [](double L2, double L1, double inner, double order, double inner_order) {
    return std::vector<Criterion>{
        {"L2 of the pressure head", "m", L2, order,
         "0.309, 0.141, 0.058 on 16, 32, 64 cells (arithmetic means, dry sides)"},
        {"L1 of the pressure head", "m", L1, order, ""},
        {"Linf in the middle quarter", "m", inner, inner_order,
         "0.181, 0.075, 0.028 on 16, 32, 64 cells (dry sides)"}};
  };
  return {"F10",
          "f10-tracy",
          {"Pressure head along the middle", "height (m)", "pressure head (m)"},
          {study("closed sides, steady", {}, criteria(0.309, 0.309, 0.181, 1.5, 1.9)),
           study("closed sides, 1e5 s", {}, criteria(0.309, 0.309, 0.5, 1.5, 1.5), 1e5),
           study("closed sides, steady, alpha 0.492 1/m", {false, 0.492},
                 criteria(0.5, 0.309, 0.25, 1.5, 1.9)),
           study("dry sides, steady", {true}, criteria(0.309, 0.309, 0.181, 1, 1.9))}};
}

}  // namespace sanggan::verification
