#pragma once
#include <string>
#include <vector>

#include "io/case.hpp"
#include "io/monitor_table.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Writes the statistics of each monitor through time, of the members whose tables are given:
/// monitors.csv, and monitors.h5 with /time, /shares (of the members at or below a quantile),
/// /mean/NAME [time], /quantiles/NAME [quantile, time] and, where there is a limit,
/// /above_limit/NAME [time], the share of the members above it. For one rank.
/// @pre tables are not empty @throws IoError
void write_monitor_statistics(Ensemble const& ensemble, std::vector<MonitorTable> const& tables,
                              Case const& base, std::string const& folder);

}  // namespace sanggan
