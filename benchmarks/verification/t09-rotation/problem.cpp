#include <numbers>
#include <numeric>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

/// Stream function of a rotation by 2 pi in a second within r_0, falling smoothly to 0 at 0.5 m.
double stream(double x, double y) {
  constexpr double r_0 = 0.48, r_1 = 0.5, pi = std::numbers::pi;
  double const r = std::hypot(x - 0.5, y - 0.5), slope = 2 * pi * r_0, width = r_1 - r_0;
  double const rim = -0.5 * slope * width;  // the speed falls linearly from r_0 to r_1
  if (r >= r_1) return 0;
  if (r > r_0) return -0.5 * slope / width * (r_1 - r) * (r_1 - r);
  return rim - pi * (r_0 * r_0 - r * r);
}

/// Flow through the interior faces of a mesh of n x n square cells (m3/s).
std::vector<double> rotating(Mesh const& mesh, int n) {
  std::vector<double> Q(static_cast<std::size_t>(mesh.n_interior_faces()));
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    Vec3 const A = mesh.area_vector()[f], x = mesh.face_centre()[f];
    double const h = 0.5 / n;
    // u = -d psi/dy, v = d psi/dx
    if (std::abs(A.x) > 0)
      Q[f] = (A.x > 0 ? 1 : -1) * (stream(x.x, x.y - h) - stream(x.x, x.y + h));
    else if (std::abs(A.y) > 0)
      Q[f] = (A.y > 0 ? 1 : -1) * (stream(x.x + h, x.y) - stream(x.x - h, x.y));
  }
  return Q;
}

Answer solve(Run& run) {
  run.start();
  State state = run.simulation.state();
  std::vector<double> const before = state.C[0];
  int const n = static_cast<int>(std::get<BoxSpec>(run.c.mesh).x.size()) - 1;
  CellProperties const cells = spread_materials(run.mesh, run.c.site, run.K_factor);
  Richards flow(run.mesh, run.halo, run.c.site, cells, run.c.newton);
  flow.prescribe(rotating(run.mesh, n));
  Transport transport(run.mesh, run.halo, run.c.site, cells, flow, run.c.transport);
  std::vector<double> const water(before.size(), 1.0);
  int const steps = 8 * n;  // Courant number 0.4
  double const dt = 1.0 / steps;
  transport.set_flow(water, water, dt);
  for (int k = 0; k < steps; ++k) {
    std::vector<SpeciesFlows> flows(1);
    auto const outcome = transport.advance(state, k * dt, flows);
    if (!outcome.converged) throw RunFailure(outcome.reason);
  }
  auto const now = [&](Index c) { return state.C[0][c]; };
  double error = 0, mass = 0, mass_before = 0;
  for (std::size_t c = 0; c < before.size(); ++c) {
    error += std::abs(state.C[0][c] - before[c]) / static_cast<double>(before.size());
    mass += state.C[0][c];
    mass_before += before[c];
  }
  Answer answer;
  answer.errors = {error, beyond(run, now, 0, 1), std::abs(mass / mass_before - 1)};
  Curve after = profile(run, "through cylinder and cone", 1, {0.5 + 0.04, 0.5, 0.5}, now);
  Curve start =
      profile(run, "at the start", 1, {0.5 + 0.04, 0.5, 0.5}, [&](Index c) { return before[c]; });
  Curve hump = profile(run, "through the hump", 0, {0.5, 0.5, 0.5}, now);
  Curve hump_start =
      profile(run, "at the start", 0, {0.5, 0.5, 0.5}, [&](Index c) { return before[c]; });
  answer.computed = {std::move(after), std::move(hump)};
  answer.reference = {std::move(start), std::move(hump_start)};
  return answer;
}

}  // namespace

// The level of van Leer's scheme at 64 cells is 0.0430, at 128 cells 0.0265: 0.0697 at 32 cells.
Problem rotation() {
  return {"T09",
          "t09-rotation",
          {"Sections before and after one turn", "place (m)", "concentration (-)"},
          {{"one turn",
            refined("m", 1.0 / 32),
            {{"L1 of the concentration", "1", 0.0697, 0.6,
              "0.0430, 0.0265 at 64, 128 cells (van Leer); 0.103, 0.091 (upwind)"},
             {"beyond 0 to 1", "1", 1e-12, 0, "1e-12 acceptable"},
             {"change of the mass over it", "1", 1e-12, 0, ""}},
            solve}}};
}

}  // namespace sanggan::verification
