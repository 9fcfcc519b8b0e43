#pragma once
#include <string>
#include <vector>

namespace sanggan {

/// The time series of a run: monitors.csv as columns.
struct MonitorTable {
  std::vector<std::string> names;           ///< "village SO4", without the unit
  std::vector<std::string> units;           ///< "mg/L"
  std::vector<double> t;                    ///< (s)
  std::vector<std::vector<double>> values;  ///< [column][time]

  /// The column of that name. @throws IoError if there is none
  std::size_t column(std::string const& name) const;
  /// A column at time t (s), linear between its rows, and as at the end beyond them.
  double at(std::size_t column, double t) const;
};

/// Reads monitors.csv, also of a run that goes on. @throws IoError
MonitorTable read_monitors(std::string const& path);

}  // namespace sanggan
