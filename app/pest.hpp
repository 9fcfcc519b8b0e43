#pragma once
#include <mpi.h>

#include <string>

#include "app/exit_code.hpp"

namespace sanggan {

/// What `sanggan pest` is asked for.
struct PestOptions {
  std::string ensemble, folder = "pest";
  std::string run = {};  ///< write its values in place of the observations, and nothing else
};

/// Writes the files of PEST [Doherty2015] for the uncertain numbers and the observations of an
/// ensemble: case.pst, parameters.tpl, observations.ins, and model.sh, which runs the case. Numbers
/// with the law `seed` stay fixed. Collective. @throws CaseError, IoError
ExitCode write_pest(PestOptions const& options, MPI_Comm comm);

}  // namespace sanggan
