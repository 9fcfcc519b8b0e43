#include <array>
#include <cmath>

#include "benchmarks/performance/problem_run.hpp"
#include "io/case_mesh.hpp"
#include "io/case_reader.hpp"

namespace sanggan::benchmark {
namespace {

struct Reacted {
  Measurement cost;
  std::vector<std::vector<double>> dissolved;  // [substances][n_owned] (mol/m3)
};

Reacted react(std::vector<std::string> const& overrides) {
  double const memory_before = memory_of_all_ranks(), begin = MPI_Wtime();
  Case const c = read_case(PERFORMANCE_CASES "/pc2.yaml", overrides, MPI_COMM_WORLD);
  Mesh const mesh = build_mesh(c, MPI_COMM_WORLD);
  Halo const halo(mesh, MPI_COMM_WORLD);
  std::vector<double> const K_factor(static_cast<std::size_t>(mesh.n_cells()), 1.0);
  Simulation simulation(mesh, halo, c.site, K_factor, c.time, c.newton, c.transport);
  std::vector<double> psi;
  for (Vec3 x : mesh.centre()) psi.push_back(c.initial_psi(x));
  Reacted result;
  result.cost = complete(simulation, psi, begin, memory_before);
  for (std::size_t s = c.site.first_mobile; s < c.site.species.size(); ++s) {
    if (!simulation.reactions()->is_substance(s - c.site.first_mobile)) continue;
    auto& C = result.dissolved.emplace_back();
    for (Index k = 0; k < mesh.n_owned_cells(); ++k) C.push_back(simulation.concentration(s, k));
  }
  return result;
}

}  // namespace

// What splitting does to a metal is told by steps a quarter as long: of its error, which falls with
// the step, they show three quarters.
Measurement acid_leachate() {
  Reacted const here = react({});
  Reacted const finer = react({"time.first_step=0.75 h", "time.largest_step=0.75 h"});
  Measurement result = here.cost;
  result.problem = "PC2";
  double worst = 0;
  for (std::size_t s = 0; s < here.dissolved.size(); ++s) {
    std::array<double, 2> sums{0, 0};
    for (std::size_t k = 0; k < here.dissolved[s].size(); ++k) {
      sums[0] += std::abs(here.dissolved[s][k] - finer.dissolved[s][k]);
      sums[1] += std::abs(finer.dissolved[s][k]);
    }
    MPI_Allreduce(MPI_IN_PLACE, sums.data(), 2, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    worst = std::max(worst, 4.0 / 3 * sums[0] / sums[1]);
  }
  result.checks.push_back({"largest splitting error of a substance", worst, 0, 0.01});
  return result;
}

}  // namespace sanggan::benchmark
