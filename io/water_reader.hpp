#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "physics/chemistry/analysis.hpp"

namespace sanggan {

/// A file that describes a water: its analysis, and the database that knows its elements.
struct WaterFile {
  std::string database;  ///< path
  chemistry::WaterAnalysis analysis;
  std::vector<std::string> phases;  ///< of which the saturation is asked; empty: of all
};

/// Reads a water; every rank gets the same. Collective.
/// @throws CaseError with all that is wrong with the file
WaterFile read_water(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
