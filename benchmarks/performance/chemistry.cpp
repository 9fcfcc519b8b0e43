// Times the chemistry alone, problem PC1: columns of 50 cells of calcareous soil with ferric oxide
// and an exchanger, into which mixtures of acid leachate and soil water move by one cell a step:
//   bench_chemistry [columns (40)] [steps (20)] [kinetic]
// In the kinetic variant calcite dissolves at its rate, and a little pyrite and K-feldspar weather,
// a day each step. Runs with OMP_NUM_THREADS threads. Needs wateq4f.dat in the folder
// SANGGAN_PHREEQC_DATABASES.
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
#include "physics/chemistry/reactor.hpp"
#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"

namespace {

using namespace sanggan::chemistry;
using Components = std::vector<double>;

constexpr int cells_per_column = 50;
constexpr double temperature = 288.15;  // (K)
constexpr double step_length = 86400;   // (s)

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

/// The minerals that take their time, with the constants of [PalandriKharaka2004]; none where all
/// is in equilibrium.
std::vector<KineticReaction> minerals_with_rates(bool kinetic) {
  if (!kinetic) return {};
  TransitionStateRate const calcite{.area = 0.1,
                                    .constants = {0.501, 1.55e-6},
                                    .energies = {14.4e3, 23.5e3},
                                    .factors = {"H+", ""}};
  TransitionStateRate const feldspar{.area = 10,
                                     .constants = {8.71e-11, 3.89e-13},
                                     .energies = {51.7e3, 38e3},
                                     .factors = {"H+^0.5", ""},
                                     .dissolves_only = true};
  return {{.name = "calcite", .rate = calcite, .moles = 0.05, .phase = "Calcite"},
          {.name = "pyrite", .rate = PyriteRate{.area = 2}, .moles = 0.01, .phase = "Pyrite"},
          {.name = "feldspar", .rate = feldspar, .moles = 0.1, .releases = {{1, "KOH"}}}};
}

SystemRequest soil_request(bool kinetic) {
  SystemRequest request{
      .phases = {{"Gypsum"}, {"Fe(OH)3(a)"}}, .exchangers = {"X"}, .surfaces = {"Hfo"}};
  if (kinetic)
    request.indicators = {"Calcite", "Pyrite"};
  else
    request.phases.push_back({"Calcite"});
  for (char const* element : {"Ca", "Mg", "Na", "K", "Cl", "S", "C", "Fe", "Cd", "Zn", "Pb", "As"})
    request.elements.push_back({element});
  return request;
}

/// A water by itself, in components of the soil; with `sites`, also what sites hold beside it.
Components speciated(Database const& database, WaterAnalysis const& analysis,
                     SystemRequest const& request, System const& system, Components* sites) {
  SolvedWater const water = solve_water(database, analysis);
  if (sites != nullptr)
    *sites =
        sites_in_equilibrium(database, request, system, water,
                             {{"X", 0.05}, {"Hfo_w", 4e-3}, {"Hfo_s", 1e-4}, {"Hfo", 600 * 1.78}});
  return dissolved_components(system, water.solved->equations(), 1);
}

/// The cells of all columns.
struct Columns {
  std::vector<CellState> states;
  std::vector<Components> totals, waters;  ///< all in equilibrium in a cell, and its water (mol)
  std::vector<Components> reactants;       ///< (mol)
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
  long iterations = 0, solves = 0, failures = 0;
};

/// Lets every cell react for a step.
Work react(System const& system, std::vector<KineticReaction> const& reactions,
           CellInput const& soil, Columns& columns) {
  int const n = static_cast<int>(columns.states.size());
  long iterations = 0, solves = 0, failures = 0;
#pragma omp parallel reduction(+ : iterations, solves, failures)
  {
    Reactor reactor(system, reactions);
    CellInput input = soil;
#pragma omp for schedule(dynamic, 10)
    for (int c = 0; c < n; ++c) {
      for (int j = 0; j < system.n_components; ++j)
        if (system.closure[j] == Closure::total) input.component[j] = columns.totals[c][j];
      CellOutcome const outcome =
          reactor.advance(input, columns.reactants[c], columns.states[c], step_length);
      iterations += outcome.iterations;
      failures += !outcome.converged;
      columns.totals[c] = input.component;
      columns.waters[c] = dissolved_components(system, reactor.equilibrium().equations(),
                                               reactor.equilibrium().water_mass());
    }
    solves = reactor.equilibrium_solves();
  }
  return {iterations, solves, failures};
}

}  // namespace

int main(int argc, char** argv) {
  int const n_columns = argc > 1 ? std::atoi(argv[1]) : 40;
  int const n_steps = argc > 2 ? std::atoi(argv[2]) : 20;
  auto const reactions = minerals_with_rates(argc > 3 && std::string(argv[3]) == "kinetic");
  SystemRequest const request = soil_request(!reactions.empty());
  char const* const folder = std::getenv("SANGGAN_PHREEQC_DATABASES");
  std::ifstream file(std::string(folder != nullptr ? folder : ".") + "/wateq4f.dat");
  if (!file) {
    fmt::print(stderr, "wateq4f.dat is not in the folder SANGGAN_PHREEQC_DATABASES\n");
    return 4;
  }
  Database const database = read_database(file, "wateq4f.dat");
  System const system = compile(database, request);
  Components sites;
  CellInput soil{temperature, speciated(database, soil_water(), request, system, &sites)};
  Components const from_soil = soil.component,
                   from_heap = speciated(database, leachate(), request, system, nullptr);
  for (std::size_t j = 0; j < sites.size(); ++j) soil.component[j] += sites[j];
  if (reactions.empty()) add_phase(system, system.phase("Calcite"), 0.05, soil);
  add_phase(system, system.phase("Fe(OH)3(a)"), 0.02, soil);

  auto const n_cells = static_cast<std::size_t>(n_columns) * cells_per_column;
  Columns columns{std::vector<CellState>(n_cells),
                  std::vector<Components>(n_cells, soil.component),
                  std::vector<Components>(n_cells, from_soil),
                  {}};
  Components moles;
  for (KineticReaction const& reaction : reactions) moles.push_back(reaction.moles);
  columns.reactants.assign(n_cells, moles);
  Work work = react(system, reactions, soil, columns);
  work = {};
  double seconds = 0;
  for (int step = 0; step < n_steps; ++step) {
    flow(columns, from_heap, from_soil);
    auto const begin = std::chrono::steady_clock::now();
    Work const done = react(system, reactions, soil, columns);
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    work.iterations += done.iterations;
    work.solves += done.solves;
    work.failures += done.failures;
  }
  double const cell_steps = static_cast<double>(n_cells) * n_steps;
  fmt::print("PC1: {} cells, {} steps, {} components, {} species, {} rates, {} threads\n", n_cells,
             n_steps, system.n_components, system.n_species(), reactions.size(),
             omp_get_max_threads());
  fmt::print(
      "  {:.0f} cell-steps per second, {:.2f} equilibria and {:.2f} iterations each, "
      "{} failures\n",
      cell_steps / seconds, static_cast<double>(work.solves) / cell_steps,
      static_cast<double>(work.iterations) / cell_steps, work.failures);
  return work.failures > 0;
}
