#include "app/speciate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "io/database_file.hpp"
#include "io/section.hpp"
#include "io/water_reader.hpp"
#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/equilibrium.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

/// A line of the answer: which kind of quantity, of what, its value.
struct Line {
  std::string kind, name, unit;
  double value;
};

/// @throws CaseError if it cannot be read
Database load_database(WaterFile const& water, std::string const& path, MPI_Comm comm) {
  DatabaseFile file = read_database_file(water.database, comm);
  if (!file.problem.empty())
    throw CaseError({fmt::format("{}: database \"{}\" cannot be read: {}", path, water.database,
                                 file.problem)});
  return std::move(file.database);
}

std::vector<std::string> all_phases(Database const& database) {
  std::vector<std::string> names;
  for (PhaseEntry const& phase : database.phases) names.push_back(phase.name);
  return names;
}

/// @throws CaseError for each name that is no phase of the database
void check_phases(std::string const& path, std::vector<std::string> const& asked,
                  Database const& database) {
  std::vector<std::string> messages;
  for (std::string const& name : asked) {
    if (database.phase(name)) continue;
    std::string const near = nearest(name, all_phases(database));
    messages.push_back(fmt::format("{}: phases names \"{}\", which is no phase of {}{}", path, name,
                                   database.file,
                                   near.empty() ? "" : fmt::format(" (nearest: {})", near)));
  }
  if (!messages.empty()) throw CaseError(std::move(messages));
}

/// Of the ions, in percent: how far the analysis is from neutral.
double charge_error(Equations const& solved) {
  System const& system = solved.system();
  double gross = 0;
  for (int i = 0; i < system.n_dissolved; ++i)
    gross += std::abs(system.charge[i]) * solved.moles()[i];
  return 100 * dissolved_charge(solved) / gross;
}

void add_water(Equilibrium const& solver, CellState const& state, std::vector<Line>& lines) {
  Equations const& solved = solver.equations();
  System const& system = solved.system();
  lines.push_back({"water", "pH", "-", -state.ln_activity[System::hydrogen] / ln_10});
  if (system.electron >= 0)
    lines.push_back({"water", "pe", "-", -state.ln_activity[system.electron] / ln_10});
  lines.push_back({"water", "ionic strength", "mol/kgw", state.ionic_strength});
  lines.push_back({"water", "activity of water", "-", std::exp(state.ln_water_activity)});
  lines.push_back({"water", "charge", "eq/kgw", dissolved_charge(solved)});
  lines.push_back({"water", "charge of the ions", "%", charge_error(solved)});
  for (std::string const& element : system.element_names)
    if (!element.empty())
      lines.push_back({"total", element, "mol/kgw", dissolved_total(solved, element)});
}

void add_species(Equations const& solved, std::vector<Line>& lines) {
  System const& system = solved.system();
  constexpr double least = 1e-20;  // (mol/kgw) less says nothing
  std::vector<int> order(static_cast<std::size_t>(system.n_dissolved));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return solved.moles()[a] > solved.moles()[b]; });
  for (int const i : order)
    if (solved.moles()[i] > least)
      lines.push_back({"species", system.species_names[i], "mol/kgw", solved.moles()[i]});
}

/// What is left out of the database, on the error stream: in full, or how much it is.
void tell_notes(Database const& database, System const& system, bool in_full) {
  for (std::string const& note : system.notes) fmt::print(stderr, "{}: {}\n", database.file, note);
  auto const messages = database.messages();
  if (in_full)
    for (std::string const& message : messages) fmt::print(stderr, "{}\n", message);
  else if (!messages.empty())
    fmt::print(stderr, "{}: {} notes on what is not used; --notes lists them\n", database.file,
               messages.size());
}

void print(std::vector<Line> const& lines, bool csv, std::FILE* out) {
  if (csv) fmt::print(out, "kind,name,unit,value\n");
  std::string kind;
  for (Line const& line : lines) {
    if (csv) {
      fmt::print(out, "{},\"{}\",{},{:.10g}\n", line.kind, line.name, line.unit, line.value);
      continue;
    }
    if (line.kind != kind) fmt::print(out, "{}{}\n", kind.empty() ? "" : "\n", line.kind);
    kind = line.kind;
    fmt::print(out, "  {:<24} {:>13.5g} {}\n", line.name, line.value, line.unit);
  }
}

}  // namespace

ExitCode speciate_water(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                        std::FILE* out) {
  WaterFile const water = read_water(path, comm);
  Database const database = load_database(water, path, comm);
  check_phases(path, water.phases, database);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return ExitCode::done;
  Speciation problem;
  System system;
  try {
    problem = prepare_speciation(database, water.analysis,
                                 water.phases.empty() ? all_phases(database) : water.phases);
    system = compile(database, problem.request);
  } catch (std::invalid_argument const& error) {
    throw CaseError({path + ": " + error.what()});
  }
  tell_notes(database, system, options.notes);
  for (std::string const& name : water.phases)
    if (system.phase(name) < 0)
      fmt::print(stderr, "{}: nothing is told of {}, which holds what the water does not\n", path,
                 name);
  Equilibrium solver(system);
  CellState state;
  CellOutcome const outcome = solver.solve(problem.input, state);
  if (!outcome.converged) {
    fmt::print(stderr, "{}: no equilibrium found; {} is out of balance by {:.2g}\n", path,
               system.balance_name(outcome.worst_component), outcome.residual);
    return ExitCode::no_convergence;
  }
  std::vector<Line> lines;
  add_water(solver, state, lines);
  add_species(solver.equations(), lines);
  for (int p = 0; p < system.n_phases(); ++p)
    lines.push_back({"saturation", system.phase_names[p], "log10", solver.saturation(p)});
  print(lines, options.csv, out);
  return ExitCode::done;
}

}  // namespace sanggan
