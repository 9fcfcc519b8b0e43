#pragma once
#include <mpi.h>

#include <optional>
#include <string>
#include <vector>

#include "io/section.hpp"
#include "physics/chemistry/analysis.hpp"
#include "physics/chemistry/batch.hpp"

namespace sanggan {

/// What a kilogram of the water reacts with, and for how long.
struct WaterReaction {
  std::vector<double> times;          ///< at which it is told (s), increasing
  chemistry::BatchDescription batch;  ///< without the water
};

/// A file that describes a water: its analysis, and the database that knows its elements.
struct WaterFile {
  std::string database;  ///< path; empty: the project's own
  chemistry::WaterAnalysis analysis;
  std::vector<std::string> phases;  ///< of which the saturation is asked; empty: of all
  std::optional<WaterReaction> reaction = {};
};

/// The keys of a map that describe one water.
chemistry::WaterAnalysis read_analysis(Section const& water);

/// Reads a water; every rank gets the same. Collective.
/// @throws CaseError with all that is wrong with the file
WaterFile read_water(std::string const& path, MPI_Comm comm);

}  // namespace sanggan
