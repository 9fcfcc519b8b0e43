#pragma once
#include "io/case.hpp"
#include "io/geopackage.hpp"
#include "io/monitor_table.hpp"

namespace sanggan {

/// The monitored points and wells of a case with what its time series say of them.
/// @throws IoError if it lacks one of them
std::vector<MonitoredPlace> monitored_places(Case const& c, MonitorTable const& monitors);

/// The species with a limit at one time, in plan. Collective.
std::vector<Plume> plumes(ResultsReader const& results, PlanGrid const& grid, Case const& c,
                          std::size_t time);

}  // namespace sanggan
