#pragma once
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "solver/state.hpp"

namespace sanggan {

/// A table that grows by a row at a time and is flushed after each: monitors.csv, budget.csv. The
/// first column is the time. Rank 0 alone makes and calls it.
class CsvWriter {
 public:
  /// A new table. @throws IoError
  CsvWriter(std::string path, std::vector<Column> const& columns);
  /// What is done with a row that stays: its time (s) and its values.
  using Visit = std::function<void(double, std::vector<double> const&)>;
  /// Goes on with a table after a restart at time t (s): later rows are cut off, and `visit` sees
  /// the others. @throws IoError
  CsvWriter(std::string path, double t, Visit const& visit = {});
  /// Adds a row. @throws IoError
  void append(double t, std::vector<double> const& values);

 private:
  std::string path_;
  std::ofstream file_;
};

}  // namespace sanggan
