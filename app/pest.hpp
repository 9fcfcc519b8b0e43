#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "app/exit_code.hpp"

namespace sanggan {

/// What `sanggan pest` is asked for.
struct PestOptions {
  std::string file;  ///< an ensemble with observations; a case if `observed` is given
  std::string folder = "pest";
  std::vector<std::string> parameters = {};  ///< of a case: KEY or KEY:least:most
  std::string observed = {};                 ///< CSV file of what was observed, of a case
  std::string run = {};  ///< write its values in place of the observations, and nothing else
};

/// Writes the files of PEST [Doherty2015] for numbers of a case and what was observed: case.pst,
/// parameters.tpl, observations.ins, and model.sh, which runs the case. Collective.
/// @throws CaseError, IoError
ExitCode write_pest(PestOptions const& options, MPI_Comm comm);

}  // namespace sanggan
