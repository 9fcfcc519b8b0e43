#include "io/monitor_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

std::vector<std::string> split(std::string const& line) {
  std::istringstream in(line);
  std::vector<std::string> fields;
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

}  // namespace

std::size_t MonitorTable::column(std::string const& name) const {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw IoError("monitors.csv", "has no column " + name);
  return static_cast<std::size_t>(found - names.begin());
}

double MonitorTable::at(std::size_t column, double time) const {
  constexpr double same_time = 1e-9;  // relative: tables hold ten digits
  auto const& series = values[column];
  auto const above = std::lower_bound(t.begin(), t.end(), time * (1 - same_time));
  if (above == t.end()) return series.back();
  auto const k = static_cast<std::size_t>(above - t.begin());
  if (k == 0) return series.front();
  return std::lerp(series[k - 1], series[k], std::min((time - t[k - 1]) / (t[k] - t[k - 1]), 1.0));
}

MonitorTable read_monitors(std::string const& path) {
  std::istringstream lines(read_text(path));
  std::string line;
  std::getline(lines, line);
  auto const header = split(line);
  MonitorTable table;
  for (std::size_t k = 1; k < header.size(); ++k) {
    auto const unit = header[k].rfind(" (");
    if (unit == std::string::npos || !header[k].ends_with(')'))
      throw IoError(path, "has a column without a unit: " + header[k]);
    table.names.push_back(header[k].substr(0, unit));
    table.units.push_back(header[k].substr(unit + 2, header[k].size() - unit - 3));
  }
  table.values.resize(table.names.size());
  while (std::getline(lines, line) && !lines.eof()) {  // a row without its end is still written
    auto const row = split(line);
    if (row.size() != header.size()) continue;
    table.t.push_back(std::strtod(row[0].c_str(), nullptr));
    for (std::size_t k = 1; k < row.size(); ++k)
      table.values[k - 1].push_back(std::strtod(row[k].c_str(), nullptr));
  }
  return table;
}

}  // namespace sanggan
