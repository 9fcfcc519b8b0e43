#pragma once
#include <mpi.h>

#include <string>

#include "physics/chemistry/database.hpp"

namespace sanggan {

/// The text of the project's own database, data/mine-waters.dat.
extern char const* const own_database_text;

/// A thermodynamic database, or why it cannot be had.
struct DatabaseFile {
  chemistry::Database database;
  std::string problem;  ///< empty if all went well
};

/// Reads a thermodynamic database in PHREEQC's format, on every rank; an empty path stands for the
/// project's own. Such files hold names in encodings of all kinds, in comments. Collective.
DatabaseFile read_database_file(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
