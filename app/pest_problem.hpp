#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// A number of a case that PEST may change.
struct PestParameter {
  std::string name;
  std::vector<std::string> keys;  ///< as after --set, which all get the same number
  std::string unit;               ///< of the numbers below; empty: none
  std::string transform;          ///< in PEST's words: none, log, fixed
  double start = 0, least = 0, most = 0;
};

/// What PEST is to calibrate.
struct PestProblem {
  std::string case_path;
  std::vector<std::string> source;  ///< words of the command line that say where it came from
  std::vector<PestParameter> parameters;
  std::vector<Observation> observations;
};

/// The uncertain numbers and the observations of an ensemble. A number starts at its median and
/// stays where 999 of 1000 draws lie; lognormal ones are estimated by their logarithm, those with
/// the law `seed` stay fixed. Collective. @throws CaseError
PestProblem problem_of_ensemble(std::string const& path, MPI_Comm comm);

/// Numbers of a case, and what was observed. A number starts as the case says, in its unit;
/// positive ones are estimated by their logarithm. Collective.
/// @param parameters KEY, which stays within a tenth and ten times its value, or KEY:least:most
/// @param observed CSV file @throws CaseError
PestProblem problem_of_case(std::string const& path, std::vector<std::string> const& parameters,
                            std::string const& observed, MPI_Comm comm);

}  // namespace sanggan
