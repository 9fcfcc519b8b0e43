#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "physics/chemistry/cell_problem.hpp"
#include "physics/chemistry/compile.hpp"
#include "solver/simulation.hpp"

namespace sanggan {

/// A cell by itself, with all that its reactions are computed from.
struct CellFile {
  std::string database;       ///< path; empty: the project's own
  std::string database_hash;  ///< of its bytes, as it was
  chemistry::SystemRequest request;
  std::vector<chemistry::KineticReaction> reactions;
  /// In the order of the system's components, phases and reactions.
  std::vector<std::string> components, phases;
  chemistry::CellProblem problem;
};

/// Hash of the bytes of a database; an empty path stands for the project's own. @throws IoError
std::string database_hash(std::string const& path);

/// Writes a cell whose reactions failed, at once or not at all, from this rank alone. Numbers are
/// written in full, so that reading them gives the same bits. @throws IoError
void write_failed_cell(std::string const& path, chemistry::SiteChemistry const& site,
                       FailedCell const& cell);

/// Reads such a file; every rank gets the same. Collective.
/// @throws CaseError with all that is wrong with it
CellFile read_failed_cell(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
