#pragma once
#include <mpi.h>

#include <cstdio>
#include <string>

#include "app/exit_code.hpp"
#include "app/water_report.hpp"

namespace sanggan {

/// How the species of a water are told.
struct SpeciateOptions {
  WaterFormat format = WaterFormat::table;
  std::string database = {};  ///< path, in place of what the file names; empty: that one
  bool replay = false;        ///< the file holds a cell that a run could not solve
  bool notes = false;  ///< list what the database holds that is not used, and what follows from it
};

/// Computes the species of the water that a file describes, or what PHREEQC's keyword blocks in it
/// ask for; rank 0 prints them. Collective.
/// @throws CaseError with all that is wrong with the file
ExitCode speciate_water(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                        std::FILE* out);

}  // namespace sanggan
