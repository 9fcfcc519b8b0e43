#include "app/replay_cell.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "app/water_report.hpp"
#include "io/database_file.hpp"
#include "io/failed_cell.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

Database load_database(CellFile const& cell, std::string const& path, MPI_Comm comm) {
  DatabaseFile file = read_database_file(cell.database, comm);
  if (!file.problem.empty())
    throw CaseError(
        {fmt::format("{}: database \"{}\" cannot be read: {}", path, cell.database, file.problem)});
  if (database_hash(cell.database) != cell.database_hash)
    throw CaseError(
        {fmt::format("{}: the database {} has changed since the run", path, file.database.file)});
  return std::move(file.database);
}

/// @throws std::invalid_argument if the cell is not one of the system
void check_names(CellFile const& cell, System const& system) {
  std::vector<std::string> const phases(system.phase_names.begin(),
                                        system.phase_names.begin() + system.n_reactive_phases);
  if (cell.components != system.component_names)
    throw std::invalid_argument("the components of the cell are not those of its system");
  if (cell.phases != phases)
    throw std::invalid_argument("the minerals of the cell are not those of its system");
}

/// What the cell was given, and what each balance lacks where the search ended.
void add_imbalances(CellFile const& cell, Equilibrium const& solved, CellOutcome const& outcome,
                    std::vector<WaterLine>& lines) {
  System const& system = solved.equations().system();
  for (int j = 0; j < system.n_components; ++j) {
    char const* const unit = j == System::water                        ? "kg"
                             : system.closure[j] == Closure::potential ? "m2"
                                                                       : "mol";
    lines.push_back({"given", system.component_names[j], unit, cell.problem.input.component[j]});
  }
  if (outcome.iterations == 0) return;  // it was refused before any search
  for (int j = 0; j < system.n_components; ++j)
    lines.push_back({"imbalance", system.balance_name(j), "mol", solved.equations().difference(j)});
}

}  // namespace

ExitCode replay_cell(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                     std::FILE* out) {
  CellFile cell = read_failed_cell(path, comm);
  Database const database = load_database(cell, path, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return ExitCode::done;
  try {
    System const system = compile(database, cell.request);
    check_names(cell, system);
    Reactor reactor(system, cell.reactions);
    CellOutcome const outcome = advance(cell.problem, reactor);
    std::vector<WaterLine> lines;
    lines.push_back({"replay", "converged", "-", outcome.converged ? 1.0 : 0.0});
    lines.push_back({"replay", "iterations", "-", static_cast<double>(outcome.iterations)});
    if (outcome.converged) {
      add_water(reactor.equilibrium(), lines);
      add_solids(system, cell.problem.state, reactor.kinetics(), cell.problem.reactants, lines);
      add_sites_and_gases(reactor.equilibrium(), cell.problem.state, cell.problem.input.temperature,
                          lines);
    } else {
      add_imbalances(cell, reactor.equilibrium(), outcome, lines);
    }
    print(lines, options.format, out);
    if (outcome.converged) return ExitCode::done;
    fmt::print(stderr, "{}: no chemical equilibrium; {} is out of balance by {:.6g}\n", path,
               system.balance_name(outcome.worst_component), outcome.residual);
    return ExitCode::no_convergence;
  } catch (std::invalid_argument const& error) {
    throw CaseError({path + ": " + error.what()});
  }
}

}  // namespace sanggan
