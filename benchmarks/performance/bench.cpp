// Times the performance problems, a line of a table for each, and checks their answers:
//   bench_performance [PA1] [PA1best] [PA2] [PB1] [PB1x8] [PB2] [PB1best] [PC2]     (all of them
//   without arguments)
#include <fmt/format.h>
#include <mpi.h>
#include <omp.h>

#include <cmath>
#include <functional>
#include <map>

#include "benchmarks/performance/problems.hpp"
#include "solver/machine.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan::benchmark;

/// What another program took for the same problem on one rank, on a server whose triad moves
/// 25 GB/s with one thread.
struct Peer {
  std::string_view problem, code;
  double seconds;
};
constexpr Peer peers[] = {
    {"PA1", "PFLOTRAN 2023-05", 116},         {"PA1", "ParFlow 3.15", 28.6},
    {"PA2", "PFLOTRAN 2023-05", 151},         {"PA2", "ParFlow 3.15", 38.0},
    {"PB1 1 species", "MODFLOW 6.6.2", 18.2}, {"PB2 1 species", "PFLOTRAN 2023-05", 26.2},
    {"PC2", "PFLOTRAN 2023-05", 48.9}};

/// Which share of the time of others a run on one core took.
std::string against_peers(std::string_view problem, double seconds, int cores) {
  std::string text;
  for (Peer const& peer : peers)
    if (cores == 1 && problem == peer.problem)
      text += fmt::format("{}{:.2f} of {}", text.empty() ? "" : ", ", seconds / peer.seconds,
                          peer.code);
  return text;
}

/// Says on the error stream whether the answer is right. @returns the number of wrong ones
int tell_checks(Measurement const& m) {
  int wrong = 0;
  for (Check const& check : m.checks) {
    bool const holds = std::abs(check.found - check.expected) <= check.tolerance;
    wrong += !holds;
    fmt::print(stderr, "{}: {} {}: {:.6g}, expected {:.6g}\n", m.problem, holds ? "right" : "WRONG",
               check.what, check.found, check.expected);
  }
  if (m.work.chemical_solves > 0)
    fmt::print(stderr, "{}: {:.0f} % of the cells skipped, the others with {:.2f} iterations\n",
               m.problem,
               100 - 100 * static_cast<double>(m.work.chemical_solves) /
                         static_cast<double>(m.cells * m.work.step),
               static_cast<double>(m.work.chemical_iterations) /
                   static_cast<double>(m.work.chemical_solves));
  return wrong;
}

/// A line of the table whose head `./dev bench` prints.
void print_row(Measurement const& m, int ranks, int threads, double bandwidth) {
  double const s = m.seconds.total, cells = static_cast<double>(m.cells);
  bool const moves = m.seconds.transport + m.seconds.reactions > 0.5 * s;
  auto const each =
      static_cast<double>(moves ? m.work.step : m.work.newton_iterations);  // step or iteration
  fmt::print("| {} | {} x {} | {} | {} | {} | {} | {} | {:.2f} | {:.2f} | {:.3f} | {:.0f} |",
             m.problem, ranks, threads, m.cells, m.work.step, m.work.cuts, m.work.newton_iterations,
             m.work.linear_iterations, m.start_seconds, s, 1e6 * s / (cells * each),
             m.bytes_per_cell);
  for (double const part : {m.seconds.assembly, m.seconds.preconditioner, m.seconds.linear_solve,
                            m.seconds.transport, m.seconds.reactions})
    fmt::print(" {:.0f} |", 100 * part / s);
  fmt::print(" {:.0e} | {} | {:.1f} |\n", m.balance_error,
             against_peers(m.problem, s, ranks * threads), 1e-9 * bandwidth);
  std::fflush(stdout);
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
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  std::vector<Measurement> measured;
  for (std::string const& name : wanted) measured.push_back(problems.at(name)());
  // After the problems: its arrays would hide the memory that they take.
  double const bandwidth = sanggan::stream_triad(MPI_COMM_WORLD);
  if (rank == 0)
    for (Measurement const& m : measured) {
      wrong += tell_checks(m);
      print_row(m, ranks, omp_get_max_threads(), bandwidth);
    }
  MPI_Bcast(&wrong, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return wrong > 0;
}
