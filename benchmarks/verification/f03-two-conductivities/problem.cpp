#include "benchmarks/verification/own_mesh.hpp"
#include "benchmarks/verification/problems.hpp"
#include "tests/support/tensor_problems.hpp"

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

double barrier_head(Vec3 x) { return 20 + test::barrier_head(x); }
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

/// The thin layer with a mesh that follows it: both answers are linear on either side.
Study oblique_layer(std::string name, std::vector<SymmetricTensor> const& K,
                    test::HeldAround::Scalar const& head, Vec3 outflow) {
  Study study{
      .name = std::move(name),
      .grids = {},
      .criteria = {{"largest error of the flows out of the sides over the largest", "1", 1e-9, 0,
                    "exact for linearly exact schemes (FVCA5)"},
                   {"Linf of the head", "m", 1e-9, 0, "exact for linearly exact schemes"}},
      .solve_apart = [=](Grid const& grid, Work& work) {
        auto const finer = static_cast<Index>(std::lround(0.125 / grid.h));
        test::HeldAround const held(test::oblique_layer(finer), K, head);
        work = work_of(held);
        double const error = std::max({std::abs(held.outflow_towards({1, 0, 0}) - outflow.x),
                                       std::abs(held.outflow_towards({-1, 0, 0}) + outflow.x),
                                       std::abs(held.outflow_towards({0, 1, 0}) - outflow.y),
                                       std::abs(held.outflow_towards({0, -1, 0}) + outflow.y)});
        return Answer{
            {error / std::max(std::abs(outflow.x), std::abs(outflow.y)), held.largest_head_error()},
            {},
            {}};
      }};
  for (int const finer : {1, 2, 4})
    study.grids.push_back({fmt::format("1/{} m", 8 * finer), 0.125 / finer, {}});
  return study;
}

}  // namespace

Problem two_conductivities() {
  auto const exact = [](std::string name, auto solve, std::vector<std::string> const& overrides) {
    return Study{std::move(name),
                 refined("m", 0.25, [=](int) { return overrides; }),
                 {{"error of the flow over the flow", "1", 1e-9, 0, "exact with harmonic means"},
                  {"Linf of the head", "m", 1e-9, 0, "exact with harmonic means"}},
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
            barrier,
            {},
            "barrier.yaml"},
           oblique_layer("oblique barrier, meshed", {{1, 1, 1}, {0.01, 0.01, 0.01}, {1, 1, 1}},
                         test::barrier_head, {-0.2, 1, 0}),
           oblique_layer("oblique drain, meshed", test::drain_tensors(), test::drain_head,
                         {5.95, 0.2, 0})}};
}

}  // namespace sanggan::verification
