#pragma once
#include <string>
#include <vector>

#include "io/monitor_table.hpp"

namespace sanggan {

/// A figure of a whole run.
struct RunFigure {
  std::string name, unit;
  double value = 0;
};

/// Of each column of monitors.csv its value at the end, its largest and when that was reached
/// first (s); of each account of run.json what was there, came, went and is there.
/// @param folder of the run @throws IoError
std::vector<RunFigure> run_figures(std::string const& folder, MonitorTable const& monitors);

}  // namespace sanggan
