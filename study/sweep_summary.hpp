#pragma once
#include <string>
#include <vector>

namespace sanggan {

/// A row of the summary of a sweep.
struct SummaryRow {
  std::string name, folder;
  std::vector<std::string> values;  ///< of the keys that the sweep sets
  std::string state;                ///< done, failed, stopped, not run
  int exit_code = 0;
  double seconds = 0;   ///< of its last attempt
  std::string message;  ///< why it failed
};

/// Writes what came out of the rows of a sweep into its folder, for one process: summary.csv, a
/// line for each row with its figures, and summary.h5, which has them as /figures/NAME [row] and
/// the monitors as /monitors/NAME [row, time] at /time, the times that all rows which are done have
/// in common. Rows that are not done have no figures: NaN. The runs are read one after the other.
/// @throws IoError
void write_sweep_summary(std::string const& folder, std::vector<std::string> const& keys,
                         std::vector<SummaryRow> const& rows);

}  // namespace sanggan
