#pragma once
#include <mpi.h>

#include <string>

#include "app/exit_code.hpp"

namespace sanggan {

/// What `sanggan export` is asked for.
struct ExportOptions {
  std::string folder;  ///< of a run, finished or not
  std::string format;  ///< vtu, csv, geotiff or gpkg
  std::string time;    ///< a quantity or "last"; empty: the format's own choice
  std::string layer;   ///< of maps: maximum (also if empty), top, water_table or bottom
};

/// Writes results of a run for other programs, below its folder. Collective, on any number of
/// ranks. @throws CaseError where the request cannot be met, IoError
ExitCode export_results(ExportOptions const& options, MPI_Comm comm);

}  // namespace sanggan
