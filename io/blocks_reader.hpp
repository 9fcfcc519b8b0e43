#pragma once
#include <mpi.h>

#include <memory>
#include <string>
#include <vector>

#include "physics/chemistry/input_blocks.hpp"

namespace sanggan {

/// A file of PHREEQC's keyword blocks.
struct BlocksFile {
  std::shared_ptr<chemistry::Database const> database;  ///< before the file adds to it
  std::vector<chemistry::InputSimulation> simulations;
  /// Blocks and options that change nothing of what is computed and are passed by, with their line.
  std::vector<std::string> unused;
};

/// True where a file is one of keyword blocks: its name ends in .pqi, or it begins with a keyword.
/// Collective.
bool holds_blocks(std::string const& path, MPI_Comm comm);

/// Reads a file of keyword blocks; every rank gets the same. Collective.
/// @param database  path of a database in place of the one that the file names; empty: that one,
/// and
///                  if it names none the project's own
/// @throws CaseError with all that is wrong with it or not supported, each with its line
BlocksFile read_blocks(std::string const& path, std::string const& database, MPI_Comm comm);

}  // namespace sanggan
