// Times the performance problems and checks their answers:
//   bench_performance [PA1] [PA1best] [PA2] [PB1] [PB1x8] [PB2] [PB1best] [PC2]     (all of them
//   without arguments)
#include <fmt/format.h>
#include <mpi.h>

#include <cmath>
#include <functional>
#include <map>

#include "benchmarks/performance/problems.hpp"
#include "solver/machine.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan::benchmark;

int print(Measurement const& m) {
  double const steps = static_cast<double>(m.work.step),
               newton = static_cast<double>(m.work.newton_iterations);
  double const cells = static_cast<double>(m.cells), s = m.seconds.total;
  bool const moves = m.seconds.transport + m.seconds.reactions > 0.5 * s;
  fmt::print("{}: {} cells, {} steps, {} cuts, {} Newton, {} linear, {:.2f} s (start {:.2f} s)\n",
             m.problem, m.cells, m.work.step, m.work.cuts, m.work.newton_iterations,
             m.work.linear_iterations, s, m.start_seconds);
  fmt::print("  {:.3f} us per cell and {}, {:.0f} bytes per cell, balance error {:.1e}\n",
             1e6 * s / (cells * (moves ? steps : newton)), moves ? "step" : "Newton iteration",
             m.bytes_per_cell, m.balance_error);
  fmt::print(
      "  assembly {:.0f} %, preconditioner {:.0f} %, linear solve {:.0f} %, transport {:.0f} %, "
      "reactions {:.0f} %\n",
      100 * m.seconds.assembly / s, 100 * m.seconds.preconditioner / s,
      100 * m.seconds.linear_solve / s, 100 * m.seconds.transport / s,
      100 * m.seconds.reactions / s);
  if (m.work.chemical_solves > 0)
    fmt::print("  {:.0f} % of the cells skipped, the others with {:.2f} iterations\n",
               100 - 100 * static_cast<double>(m.work.chemical_solves) / (cells * steps),
               static_cast<double>(m.work.chemical_iterations) /
                   static_cast<double>(m.work.chemical_solves));
  int wrong = 0;
  for (Check const& check : m.checks) {
    bool const holds = std::abs(check.found - check.expected) <= check.tolerance;
    wrong += !holds;
    fmt::print("  {} {}: {:.6g}, expected {:.6g}\n", holds ? "right" : "WRONG", check.what,
               check.found, check.expected);
  }
  std::fflush(stdout);
  return wrong;
}

}  // namespace

int main(int argc, char** argv) {
  sanggan::PetscRuntime const runtime(argc, argv);
  int rank = 0, wrong = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  std::map<std::string, std::function<Measurement()>> const problems{
      {"PA1", [] { return infiltration(false, false); }},
      {"PA1best", [] { return infiltration(false, true); }},
      {"PA2", [] { return infiltration(true, false); }},
      {"PB1", [] { return plume(1, 100, false); }},
      {"PB1x8", [] { return plume(8, 100, false); }},
      {"PB2", [] { return plume(1, 20, false); }},
      {"PB1best", [] { return plume(1, 100, true); }},
      {"PC2", acid_leachate}};
  std::vector<std::string> wanted(argv + 1, argv + argc);
  if (wanted.empty())
    for (auto const& [name, run] : problems) wanted.push_back(name);
  for (std::string const& name : wanted)
    if (!problems.contains(name)) {
      if (rank == 0) fmt::print(stderr, "there is no problem {}\n", name);
      return 64;
    }
  for (std::string const& name : wanted) {
    Measurement const m = problems.at(name)();
    if (rank == 0) wrong += print(m);
  }
  // After the problems: its arrays would hide the memory that they take.
  double const bandwidth = sanggan::stream_triad(MPI_COMM_WORLD);
  if (rank == 0) fmt::print("STREAM triad {:.1f} GB/s\n", 1e-9 * bandwidth);
  MPI_Bcast(&wrong, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return wrong > 0;
}
