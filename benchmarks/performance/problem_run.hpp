#pragma once
#include <algorithm>
#include <numeric>
#include <vector>

#include "benchmarks/performance/problems.hpp"
#include "mesh/builders.hpp"
#include "solver/machine.hpp"

namespace sanggan::benchmark {

/// n + 1 equally spaced edges from 0 to `length` (m).
inline std::vector<double> edges(double length, int n) {
  std::vector<double> x;
  for (int i = 0; i <= n; ++i) x.push_back(length * i / n);
  return x;
}

/// Value of a cell field in the cell that holds a point, on every rank.
template <class F>
double at(Mesh const& mesh, Vec3 point, F const& value) {
  double found = 0;
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 const d = point - mesh.centre()[c], half = 0.5 * mesh.extent()[c];
    if (std::abs(d.x) < half.x && std::abs(d.y) < half.y && std::abs(d.z) < half.z)
      found = value(c);
  }
  MPI_Allreduce(MPI_IN_PLACE, &found, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return found;
}

/// Peak resident memory of all ranks together (bytes).
inline double memory_of_all_ranks() {
  auto const by_rank = peak_memory(MPI_COMM_WORLD);
  return std::accumulate(by_rank.begin(), by_rank.end(), 0.0);
}

/// What each phase took between two moments (s).
inline PhaseSeconds between(PhaseSeconds const& before, PhaseSeconds const& after) {
  return {after.assembly - before.assembly,
          after.preconditioner - before.preconditioner,
          after.linear_solve - before.linear_solve,
          after.transport - before.transport,
          after.reactions - before.reactions,
          after.output - before.output,
          after.total - before.total};
}

/// Starts a simulation, runs it to its end and says what that cost, with all since `begin` (MPI's
/// clock, s) and beyond `memory_before` (bytes).
inline Measurement complete(Simulation& simulation, ConstField psi, double begin,
                            double memory_before) {
  Measurement result;
  if (!simulation.start(psi)) throw std::runtime_error(simulation.failure().reason);
  result.start_seconds = MPI_Wtime() - begin;
  PhaseSeconds const at_start = simulation.seconds();
  if (simulation.run({}) != RunEnd::done) throw std::runtime_error(simulation.failure().reason);
  result.cells = simulation.mesh().n_cells_global();
  result.work = simulation.report();
  result.seconds = between(at_start, simulation.seconds());
  result.bytes_per_cell =
      (memory_of_all_ranks() - memory_before) / static_cast<double>(result.cells);
  for (auto const& account : simulation.balance().accounts())
    result.balance_error = std::max(result.balance_error, account.relative_error());
  return result;
}

/// Builds, starts and runs a problem; `check` adds the numbers of the answer.
template <class Initial, class Checks>
Measurement measure(std::string name, BoxSpec const& box, Site const& site, TimeControl const& time,
                    NewtonControl const& newton, TransportControl const& transport,
                    Initial const& psi_at, Checks const& check) {
  double const memory_before = memory_of_all_ranks(), begin = MPI_Wtime();
  Mesh const mesh = build_box(box, MPI_COMM_WORLD);
  Halo const halo(mesh, MPI_COMM_WORLD);
  std::vector<double> const K_factor(static_cast<std::size_t>(mesh.n_cells()), 1.0);
  Simulation simulation(mesh, halo, site, K_factor, time, newton, transport);
  std::vector<double> psi;
  for (Vec3 x : mesh.centre()) psi.push_back(psi_at(x));
  Measurement result = complete(simulation, psi, begin, memory_before);
  result.problem = std::move(name);
  check(simulation, result.checks);
  return result;
}

}  // namespace sanggan::benchmark
