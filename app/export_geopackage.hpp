#pragma once
#include "io/case.hpp"
#include "io/geopackage.hpp"

namespace sanggan {

/// The monitored points and wells of a case with what the text of monitors.csv says of them.
/// @throws IoError if it lacks one of them
std::vector<MonitoredPlace> monitored_places(Case const& c, std::string const& monitors_csv);

/// The case of a run, read again. Collective. @throws CaseError if it has changed since
Case case_of_run(std::string const& folder, MPI_Comm comm);

/// The species with a limit at one time, in plan. Collective.
std::vector<Plume> plumes(ResultsReader const& results, PlanGrid const& grid, Case const& c,
                          std::size_t time);

}  // namespace sanggan
