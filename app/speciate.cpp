#include "app/speciate.hpp"

#include <fmt/format.h>

#include <vector>

#include "app/react_water.hpp"
#include "app/replay_cell.hpp"
#include "app/speciate_blocks.hpp"
#include "app/water_report.hpp"
#include "io/blocks_reader.hpp"
#include "io/database_file.hpp"
#include "io/section.hpp"
#include "io/water_reader.hpp"
#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/equilibrium.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

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

}  // namespace

ExitCode speciate_water(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                        std::FILE* out) {
  if (options.replay) return replay_cell(path, options, comm, out);
  if (holds_blocks(path, comm)) return speciate_blocks(path, options, comm, out);
  WaterFile water = read_water(path, comm);
  if (!options.database.empty()) water.database = options.database;
  Database const database = load_database(water, path, comm);
  check_phases(path, water.phases, database);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return ExitCode::done;
  if (water.reaction) return react_water(path, water, database, options, out);
  Speciation problem;
  System system;
  try {
    problem = prepare_speciation(database, water.analysis,
                                 water.phases.empty() ? all_phases(database) : water.phases);
    system = compile(database, problem.request);
  } catch (std::invalid_argument const& error) {
    throw CaseError({path + ": " + error.what()});
  }
  tell_notes(database, {system.notes.begin(), system.notes.end()}, options.notes);
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
  std::vector<WaterLine> lines;
  add_water(solver, lines);
  print(lines, options.format, out);
  return ExitCode::done;
}

}  // namespace sanggan
