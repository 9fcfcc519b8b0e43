#include "benchmarks/verification/own_mesh.hpp"
#include "benchmarks/verification/problems.hpp"
#include "tests/support/tensor_problems.hpp"

namespace sanggan::verification {
namespace {

Answer rest(Run& run) {
  run.complete();
  auto const at_rest = [](Vec3 x) { return 8 - x.z; };
  double fastest = 0, K = 0;
  auto const Q = run.simulation.flow().equations().face_flow();
  for (Index f = 0; f < run.mesh.n_faces(); ++f)
    fastest = std::max(fastest, std::abs(Q[f]) / norm(run.mesh.area_vector()[f]));
  for (double const factor : run.K_factor) K = std::max(K, 1e-4 * factor);
  auto const& water = run.account(0);
  Answer answer;
  answer.errors = {norms(run, psi_of(run), at_rest).Linf, fastest / K,
                   std::abs(water.stored.total() / water.initial - 1)};
  Curve heads{"20 x 16 x 24 cells, all of them", {}, {}};
  for (Index c = 0; c < run.mesh.n_owned_cells(); c += 29) {
    heads.x.push_back(run.mesh.centre()[c].z);
    heads.y.push_back(run.psi()[c]);
  }
  answer.computed = {std::move(heads)};
  answer.reference = {{"at rest", {0, 24}, {8, -16}}};
  return answer;
}

Answer linear(Run& run) {
  run.complete();
  Vec3 const q = (1 / day) * Vec3{-5 * 0.3, 4 * 0.2, -0.5};
  double worst = 0;
  auto const Q = run.simulation.flow().equations().face_flow();
  for (Index f = 0; f < run.mesh.n_faces(); ++f) {
    Vec3 const A = run.mesh.area_vector()[f];
    worst = std::max(worst, std::abs(Q[f] - dot(q, A)) / (norm(q) * norm(A)));
  }
  Answer answer;
  answer.errors = {
      norms(run, head_of(run), [](Vec3 x) { return 11 + 0.3 * x.x - 0.2 * x.y + 0.5 * x.z; }).Linf,
      worst};
  return answer;
}

Study full_tensor(std::string name, std::function<test::TwistedBox(Index)> mesh) {
  return {
      .name = std::move(name),
      .grids = cubes(3),
      .criteria = {{"Linf of the head", "m", 1e-9, 0, "1e-9 for linearly exact schemes"},
                   {"L2 of the flux density", "m/s", 1e-9, 0, "errors of order 1 with two points"}},
      .solve_apart = [mesh = std::move(mesh)](Grid const& grid, Work& work) {
        test::HeldAround const held(mesh(cells_along(grid)), {test::full}, test::linear_head);
        work = work_of(held);
        Vec3 const q = -1.0 * times(test::full, test::linear_gradient);
        return Answer{
            {held.largest_head_error(), held.flux_error([q](Vec3) { return q; })}, {}, {}};
      }};
}

}  // namespace

// Round-off: of 20 m in the heads, through contrasts of 10^4.
Problem rest_and_patch() {
  return {"F01",
          "f01-rest-and-patch",
          {"Pressure head after 100 d, a water table at 8 m", "elevation (m)", "pressure head (m)"},
          {{"rest under hills",
            refined("m", 8),
            {{"Linf of the pressure head", "m", 1e-11, 0,
              "fails by 0.001 to 0.1 K where gravity is taken at cell centres"},
             {"largest flux over the largest conductivity", "1", 1e-12, 0, ""},
             {"change of the stored water", "1", 1e-12, 0, ""}},
            rest},
           {"linear head",
            refined("m", 0.5),
            {{"Linf of the head", "m", 1e-9, 0, "1e-9 for linearly exact schemes"},
             {"largest error of the flux over the flux", "1", 1e-9, 0,
              "1e-9 for linearly exact schemes"}},
            linear,
            {},
            "linear.yaml"},
           full_tensor("full tensor, cubes", [](Index n) { return test::cube(n); }),
           full_tensor("full tensor, sheared",
                       [](Index n) { return test::sheared(test::Cut::none, n); }),
           full_tensor("full tensor, shaken",
                       [](Index n) { return test::shaken(test::Cut::none, n, 0.3); })}};
}

}  // namespace sanggan::verification
