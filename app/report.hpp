#pragma once
#include <mpi.h>

#include <string>

namespace sanggan {

/// Writes report.html into the folder of a compared study, from its study.json. Collective.
/// @param language "zh" or "en", which the page shows first
/// @return path of the page
/// @throws CaseError if study.json is not there or not what `sanggan compare` writes, IoError
std::string write_report(std::string const& folder, std::string const& language, MPI_Comm comm);

}  // namespace sanggan
