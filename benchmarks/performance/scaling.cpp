// Counts what a step asks of the network: messages, bytes, reductions and iterations, which do not
// depend on how busy the machine is. One line of a table, for the ranks it runs on:
//   mpirun -n RANKS scaling flow|transport fixed|growing
// fixed: 65 536 cells in all; growing: 4096 cells a rank, the ground growing with the ranks.
#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <array>
#include <string>

#include "benchmarks/performance/message_counts.hpp"
#include "benchmarks/performance/problem_run.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan;
using namespace sanggan::benchmark;

constexpr double day = 86400;

/// Cells along x and y; there are 16 layers.
std::array<int, 2> columns(bool growing, int ranks) {
  if (!growing) return {64, 64};
  std::array<int, 2> n{16, 16};
  for (int r = 1; r < ranks; r *= 2) n[n[0] > n[1] ? 1 : 0] *= 2;
  return n;
}

struct Problem {
  BoxSpec box;
  Site site;
  TimeControl time;
  TransportControl transport;
  double water_table;  // (m)
};

Material ground(double K, VanGenuchten curve) {
  Material material;
  material.name = "ground";
  material.K = {K, K, K};
  curve.prepare();
  material.retention = curve;
  return material;
}

/// Box of cells dx wide and dz thick; the middle two fifths of its top are a patch.
BoxSpec box_of(std::array<int, 2> n, double dx, double dz) {
  double const x = dx * n[0], y = dx * n[1];
  BoxSpec box{edges(x, n[0]), edges(y, n[1]), edges(16 * dz, 16), "ground", {}, {}, {}};
  box.surface = {
      {"heap",
       Polygon{{{0.3 * x, 0.3 * y}, {0.7 * x, 0.3 * y}, {0.7 * x, 0.7 * y}, {0.3 * x, 0.7 * y}}}}};
  return box;
}

/// Rain on a heap and on dry loam, as in PA.
Problem flow(std::array<int, 2> n) {
  Problem p{box_of(n, 4, 0.4), {}, {}, {}, 0};
  p.site.material_of_zone = {{"ground", 0}};
  p.site.materials = {ground(0.2496 / day, {0.078, 0.43, 3.6, 1.56, 0.5, 0})};
  p.site.boundaries = {
      {"water table", "bottom", FixedPressureHead{Series::constant(0)}, {}, {}, {}},
      {"rain", "top", Recharge{Series::constant(0.01 / day)}, {}, {}, {}},
      {"heap", "heap", Recharge{Series::constant(0.05 / day)}, {}, {}, {}}};
  p.time.first_step = 1e-2 * day;
  p.time.largest_step = day;
  p.time.end = 2 * day;
  return p;
}

/// A sorbing plume in steady flow, as in PB, by the scheme that cases have by default.
Problem transport(std::array<int, 2> n) {
  Problem p{box_of(n, 10, 1), {}, {}, {}, 25};
  p.site.material_of_zone = {{"ground", 0}};
  p.site.materials = {ground(10 / day, {0.0, 0.25, 1, 2, 0.5, 0})};
  Material& sand = p.site.materials[0];
  sand.dispersivity = {10, 1, 1};
  sand.rho_b = 1000;
  sand.tortuosity = 1;
  sand.sorption = {Sorption{LinearIsotherm{2e-4}}};
  Species solute;
  solute.name = "S";
  solute.molar_mass = 0.1;
  solute.D_m = 1e-9;
  p.site.species = {solute};
  double const fall = 0.005 * 10 * n[0];
  p.site.boundaries = {
      {"west", "west", FixedHead{Series::constant(25)}, {}, {}, {}},
      {"east", "east", FixedHead{Series::constant(25 - fall)}, {}, {}, {}},
      {"heap", "heap", Recharge{Series::constant(2e-3 / day)}, {Series::constant(1)}, {}, {}}};
  p.time.first_step = p.time.largest_step = 36.5 * day;
  p.time.end = 2 * 36.5 * day;
  p.time.steady_flow = true;
  return p;
}

/// `start`: what had been done when the steps began.
void print(std::string const& name, Simulation const& simulation, StepReport const& start,
           MessageCounts const& before, double memory_before, MPI_Comm comm) {
  int ranks = 1, rank = 0;
  MPI_Comm_size(comm, &ranks);
  MPI_Comm_rank(comm, &rank);
  MessageCounts const now = message_counts();
  double const memory = peak_memory(comm)[static_cast<std::size_t>(rank)] - memory_before;
  Mesh const& mesh = simulation.mesh();
  std::array<double, 7> most{static_cast<double>(mesh.n_owned_cells()),
                             static_cast<double>(mesh.n_cells() - mesh.n_owned_cells()),
                             now.messages - before.messages,
                             now.bytes - before.bytes,
                             now.reductions - before.reductions,
                             now.collectives - before.collectives,
                             memory};
  PMPI_Allreduce(MPI_IN_PLACE, most.data(), static_cast<int>(most.size()), MPI_DOUBLE, MPI_MAX,
                 comm);
  if (rank != 0) return;
  StepReport const& work = simulation.report();
  double const steps = static_cast<double>(work.step);
  fmt::print(
      "| {} | {} | {} | {:.0f} | {:.0f} | {} | {:.1f} | {:.1f} | {:.0f} | {:.0f} | {:.0f} "
      "| {:.1f} | {:.0f} |\n",
      name, ranks, mesh.n_cells_global(), most[0], most[1], work.step,
      static_cast<double>(work.newton_iterations - start.newton_iterations) / steps,
      static_cast<double>(work.linear_iterations - start.linear_iterations) / steps,
      most[2] / steps, most[3] / steps / 1e3, most[4] / steps, most[5] / steps, most[6] / 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  PetscRuntime const runtime(argc, argv);
  std::string const problem = argc == 3 ? argv[1] : "", size = argc == 3 ? argv[2] : "";
  if ((problem != "flow" && problem != "transport") || (size != "fixed" && size != "growing")) {
    fmt::print(stderr, "usage: scaling flow|transport fixed|growing\n");
    return 64;
  }
  MPI_Comm const comm = MPI_COMM_WORLD;
  int ranks = 1, rank = 0;
  MPI_Comm_size(comm, &ranks);
  MPI_Comm_rank(comm, &rank);
  auto const n = columns(size == "growing", ranks);
  Problem const p = problem == "flow" ? flow(n) : transport(n);
  double const memory_before = peak_memory(comm)[static_cast<std::size_t>(rank)];
  Mesh const mesh = build_box(p.box, comm);
  Halo const halo(mesh, comm);
  std::vector<double> const K_factor(static_cast<std::size_t>(mesh.n_cells()), 1.0);
  NewtonControl const newton;
  Simulation simulation(mesh, halo, p.site, K_factor, p.time, newton, p.transport);
  std::vector<double> psi;
  for (Vec3 x : mesh.centre()) psi.push_back(p.water_table - x.z);
  if (!simulation.start(psi)) throw std::runtime_error(simulation.failure().reason);
  StepReport const start = simulation.report();
  MessageCounts const before = message_counts();
  if (simulation.run({}) != RunEnd::done) throw std::runtime_error(simulation.failure().reason);
  print(problem + ", " + size, simulation, start, before, memory_before, comm);
}
