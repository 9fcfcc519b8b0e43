#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double K_1 = 1e-4, K_2 = 1e-6, b_1 = 0.4, b_2 = 0.6;  // (m/s), (m)

Answer layers(Run& run, double q, PlaceValue const& head) {
  run.complete();
  Answer answer;
  answer.errors = {std::abs(run.inflow("high") / (q * run.c.time.end) - 1),
                   norms(run, head_of(run), head).Linf};
  return answer;
}
Answer series(Run& run) {
  double const q = 1 / (b_1 / K_1 + b_2 / K_2);
  return layers(run, q,
                [q](Vec3 x) { return x.x < b_1 ? 3 - q * x.x / K_1 : 2 + q * (1 - x.x) / K_2; });
}
Answer parallel(Run& run) {
  return layers(run, b_1 * K_1 + b_2 * K_2, [](Vec3 x) { return 3 - x.y; });
}

double barrier_head(Vec3 x) {
  double const phi = x.y - 0.2 * (x.x - 0.5) - 0.475;
  return 20 + (phi < 0 ? -phi : phi < 0.05 ? -100 * phi : 0.05 - phi - 5);
}
Answer barrier(Run& run) {
  run.complete();
  Answer answer;
  answer.errors = {norms(run, head_of(run), barrier_head).L2,
                   std::abs(run.outflow("north") - run.inflow("north")) / run.c.time.end * day - 1};
  answer.errors[1] = std::abs(answer.errors[1]);
  answer.computed = {profile(run, "across the barrier", 1, {0.5, 0.5, 0.5}, head_of(run))};
  double const x = run.mesh.centre()[Probe(run).line(1, {0.5, 0.5, 0.5}).front()].x;
  answer.reference = {sampled("exact", 0, 1, [x](double y) { return barrier_head({x, y, 0.5}); })};
  return answer;
}

}  // namespace

Problem two_conductivities() {
  auto const exact = [](std::string name, auto solve, std::vector<std::string> const& overrides) {
    return Study{std::move(name),
                 refined("m", 0.25, [=](int) { return overrides; }),
                 {{"error of the flow over the flow", "1", 1e-9, 0, "exact with harmonic means"},
                  {"Linf of the head", "m", 1e-9, 0, "exact with harmonic means"}},
                 0,
                 solve};
  };
  return {"F03",
          "f03-two-conductivities",
          {"Head along a line across the oblique barrier", "y (m)", "head (m)"},
          {exact("in series", series, {}),
           exact("in parallel", parallel,
                 {"boundaries.high.patch=south", "boundaries.low.patch=north"}),
           // The stairs of a grid that cuts the barrier leave it thicker or thinner by up to half
           // a cell: first order, from 20 % of the drop of 5 m where a cell is as thick as it.
           {"oblique barrier, cut by the grid",
            refined("m", 0.05),
            {{"L2 of the head", "m", 1, 0.8, ""},
             {"error of the flow over the flow", "1", 0.2, 0.8,
              "0.1 to 0.2 on meshes that cut the layer"}},
            0,
            barrier,
            {},
            "barrier.yaml"}}};
}

}  // namespace sanggan::verification
