// Times the chemistry alone, problem PC1: columns of 50 cells of calcareous soil with ferric oxide
// and an exchanger, into which mixtures of acid leachate and soil water move by one cell a step:
//   bench_chemistry [columns (40)] [steps (20)]
// with OMP_NUM_THREADS threads. Needs wateq4f.dat in the folder SANGGAN_PHREEQC_DATABASES.
#include <fmt/format.h>
#include <omp.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/database_reader.hpp"
#include "physics/chemistry/equilibrium.hpp"
#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"

namespace {

using namespace sanggan::chemistry;
using Components = std::vector<double>;

constexpr int cells_per_column = 50;
constexpr double temperature = 288.15;  // (K)

WaterAnalysis leachate() {
  WaterAnalysis water{.temperature = temperature, .pH = 3.2, .pe = 11, .unit = "mg/L"};
  water.measurements = {
      {"Ca", 420},  {"Mg", 120}, {"Na", 60},
      {"K", 12},    {"Cl", 30},  {.element = "S(6)", .amount = 2500, .closure = Closure::charge},
      {"C(4)", 12}, {"Fe", 150}, {"Cd", 1.5},
      {"Zn", 60},   {"Pb", 1.0}, {"As", 1.2},
      {"O(0)", 4}};
  return water;
}

WaterAnalysis soil_water() {
  WaterAnalysis water{.temperature = temperature, .pH = 7.6, .pe = 10, .unit = "mg/L"};
  water.measurements = {
      {"Ca", 70},
      {"Mg", 18},
      {"Na", 25},
      {"K", 3},
      {"Cl", 30},
      {"S(6)", 45},
      {.element = "C(4)", .amount = 180, .as = "HCO3", .closure = Closure::charge},
      {"Fe", 0.02},
      {"Cd", 1e-4},
      {"Zn", 5e-3},
      {"Pb", 5e-4},
      {"As", 1e-3},
      {"O(0)", 5}};
  return water;
}

SystemRequest soil_request() {
  SystemRequest request{.phases = {{"Calcite"}, {"Gypsum"}, {"Fe(OH)3(a)"}},
                        .exchangers = {"X"},
                        .surfaces = {"Hfo"}};
  for (char const* element : {"Ca", "Mg", "Na", "K", "Cl", "S", "C", "Fe", "Cd", "Zn", "Pb", "As"})
    request.elements.push_back({element});
  return request;
}

/// A water by itself, in components of the soil; with `sites`, also what sites hold beside it.
Components speciated(Database const& database, WaterAnalysis const& analysis, System const& system,
                     Components* sites) {
  Speciation const problem = prepare_speciation(database, analysis);
  System const alone = compile(database, problem.request);
  Equilibrium solver(alone);
  CellState state;
  if (!solver.solve(problem.input, state).converged) throw std::runtime_error("no speciation");
  if (sites != nullptr)
    *sites = sites_in_equilibrium(
        database, soil_request(), system, solver.equations(), state, analysis.pe,
        {{"X", 0.05}, {"Hfo_w", 4e-3}, {"Hfo_s", 1e-4}, {"Hfo", 600 * 1.78}});
  return dissolved_components(system, solver.equations(), 1);
}

/// The cells of all columns.
struct Columns {
  std::vector<CellState> states;
  std::vector<Components> totals, waters;  ///< all that a cell holds, and its water alone (mol)
};

/// One step of plug flow: each cell passes its water on.
void flow(Columns& columns, Components const& from_heap, Components const& from_soil) {
  int const n = static_cast<int>(columns.states.size()), n_columns = n / cells_per_column;
  for (int c = n - 1; c >= 0; --c) {
    int const column = c / cells_per_column;
    double const share = 0.05 + 0.95 * (column + 1) / n_columns;
    for (std::size_t j = 0; j < from_heap.size(); ++j) {
      double const upstream = c % cells_per_column != 0
                                  ? columns.waters[c - 1][j]
                                  : share * from_heap[j] + (1 - share) * from_soil[j];
      columns.totals[c][j] += upstream - columns.waters[c][j];
    }
  }
}

/// Work of the steps so far.
struct Work {
  long iterations = 0, failures = 0;
};

/// Brings every cell into equilibrium.
Work react(System const& system, CellInput const& soil, Columns& columns) {
  int const n = static_cast<int>(columns.states.size());
  long iterations = 0, failures = 0;
#pragma omp parallel reduction(+ : iterations, failures)
  {
    Equilibrium solver(system);
    CellInput input = soil;
#pragma omp for schedule(dynamic, 10)
    for (int c = 0; c < n; ++c) {
      for (int j = 0; j < system.n_components; ++j)
        if (system.closure[j] == Closure::total) input.component[j] = columns.totals[c][j];
      CellOutcome const outcome = solver.solve(input, columns.states[c]);
      iterations += outcome.iterations;
      failures += !outcome.converged;
      columns.waters[c] = dissolved_components(
          system, solver.equations(), std::exp(columns.states[c].ln_activity[System::water]));
    }
  }
  return {iterations, failures};
}

}  // namespace

int main(int argc, char** argv) {
  int const n_columns = argc > 1 ? std::atoi(argv[1]) : 40;
  int const n_steps = argc > 2 ? std::atoi(argv[2]) : 20;
  char const* const folder = std::getenv("SANGGAN_PHREEQC_DATABASES");
  std::ifstream file(std::string(folder != nullptr ? folder : ".") + "/wateq4f.dat");
  if (!file) {
    fmt::print(stderr, "wateq4f.dat is not in the folder SANGGAN_PHREEQC_DATABASES\n");
    return 4;
  }
  Database const database = read_database(file, "wateq4f.dat");
  System const system = compile(database, soil_request());
  Components sites;
  CellInput soil{temperature, speciated(database, soil_water(), system, &sites)};
  Components const from_soil = soil.component,
                   from_heap = speciated(database, leachate(), system, nullptr);
  for (std::size_t j = 0; j < sites.size(); ++j) soil.component[j] += sites[j];
  add_phase(system, system.phase("Calcite"), 0.05, soil);
  add_phase(system, system.phase("Fe(OH)3(a)"), 0.02, soil);

  auto const n_cells = static_cast<std::size_t>(n_columns) * cells_per_column;
  Columns columns{std::vector<CellState>(n_cells), std::vector<Components>(n_cells, soil.component),
                  std::vector<Components>(n_cells, from_soil)};
  Work work = react(system, soil, columns);
  work = {};
  double seconds = 0;
  for (int step = 0; step < n_steps; ++step) {
    flow(columns, from_heap, from_soil);
    auto const begin = std::chrono::steady_clock::now();
    Work const done = react(system, soil, columns);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    work.iterations += done.iterations;
    work.failures += done.failures;
  }
  double const cell_steps = static_cast<double>(n_cells) * n_steps;
  fmt::print("PC1: {} cells, {} steps, {} components, {} species, {} threads\n", n_cells, n_steps,
             system.n_components, system.n_species(), omp_get_max_threads());
  fmt::print("  {:.0f} cell-steps per second, {:.2f} iterations per cell-step, {} failures\n",
             cell_steps / seconds, static_cast<double>(work.iterations) / cell_steps,
             work.failures);
  return work.failures > 0;
}
