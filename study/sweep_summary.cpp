#include "study/sweep_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>

#include "io/atomic_file.hpp"
#include "io/csv_text.hpp"
#include "io/hdf5_file.hpp"
#include "io/monitor_table.hpp"
#include "study/dataset_name.hpp"
#include "study/run_figures.hpp"

namespace sanggan {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Columns in the order in which they were met; a row need not have them all.
struct Columns {
  std::vector<std::string> names, units;
  std::map<std::string, std::size_t> index;

  std::size_t at(std::string const& name, std::string const& unit) {
    auto const [found, is_new] = index.emplace(name, names.size());
    if (is_new) {
      names.push_back(name);
      units.push_back(unit);
    }
    return found->second;
  }
};

struct Gathered {
  Columns monitors, figures;
  std::vector<std::vector<double>> values;  ///< [row][figure], as far as the row has them
  std::optional<std::vector<double>> t;     ///< that all rows have in common (s)
};

std::string monitors_of(SummaryRow const& row) { return row.folder + "/monitors.csv"; }

void gather(SummaryRow const& row, Gathered& all) {
  auto& values = all.values.emplace_back();
  if (row.state != "done") return;
  MonitorTable const table = read_monitors(monitors_of(row));
  for (std::size_t k = 0; k < table.names.size(); ++k)
    all.monitors.at(table.names[k], table.units[k]);
  for (RunFigure const& figure : run_figures(row.folder, table)) {
    std::size_t const column = all.figures.at(figure.name, figure.unit);
    values.resize(std::max(values.size(), column + 1), none);
    values[column] = figure.value;
  }
  if (!all.t) all.t = table.t;
  std::vector<double> both;
  std::set_intersection(all.t->begin(), all.t->end(), table.t.begin(), table.t.end(),
                        std::back_inserter(both));
  all.t = std::move(both);
}

double value_of(Gathered const& all, std::size_t row, std::size_t column) {
  return column < all.values[row].size() ? all.values[row][column] : none;
}

std::string csv_of(std::vector<std::string> const& keys, std::vector<SummaryRow> const& rows,
                   Gathered const& all) {
  CsvText text;
  text << std::string("name");
  for (std::string const& key : keys) text << key;
  for (char const* const name : {"state", "exit code", "seconds", "message"})
    text << std::string(name);
  for (std::size_t k = 0; k < all.figures.names.size(); ++k)
    text << fmt::format("{} ({})", all.figures.names[k], all.figures.units[k]);
  text.end_row();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text << rows[i].name;
    for (std::string const& value : rows[i].values) text << value;
    text << rows[i].state << static_cast<double>(rows[i].exit_code) << rows[i].seconds
         << rows[i].message;
    for (std::size_t k = 0; k < all.figures.names.size(); ++k) text << value_of(all, i, k);
    text.end_row();
  }
  return text.text();
}

/// The values of a monitor at the times t, which all are in the table.
std::vector<double> at_times(MonitorTable const& table, std::size_t column,
                             std::vector<double> const& t) {
  std::vector<double> values;
  for (std::size_t k = 0; k < table.t.size() && values.size() < t.size(); ++k)
    if (table.t[k] == t[values.size()]) values.push_back(table.values[column][k]);
  return values;
}

void write_monitors(Hdf5File& file, std::vector<SummaryRow> const& rows, Gathered const& all) {
  std::vector<double> const t = all.t.value_or(std::vector<double>{});
  if (t.empty()) return;
  auto const n_times = static_cast<GlobalIndex>(t.size());
  file.write("time", std::span<double const>(t), {0, n_times, n_times});
  file.set_attribute("time", "units", "s");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    MonitorTable const table =
        rows[i].state == "done" ? read_monitors(monitors_of(rows[i])) : MonitorTable{};
    std::map<std::string, std::size_t> own;
    for (std::size_t k = 0; k < table.names.size(); ++k) own[table.names[k]] = k;
    for (std::string const& name : all.monitors.names) {
      auto const found = own.find(name);
      auto const values = found == own.end() ? std::vector<double>(t.size(), none)
                                             : at_times(table, found->second, t);
      file.write(dataset_name("monitors", name), std::span<double const>(values),
                 {static_cast<GlobalIndex>(i), 1, static_cast<GlobalIndex>(rows.size())},
                 static_cast<int>(t.size()));
    }
  }
  for (std::size_t k = 0; k < all.monitors.names.size(); ++k)
    file.set_attribute(dataset_name("monitors", all.monitors.names[k]), "units",
                       all.monitors.units[k]);
}

void write_hdf5(std::string const& path, std::vector<SummaryRow> const& rows, Gathered const& all) {
  Hdf5File file(path, Hdf5File::Mode::create, MPI_COMM_SELF);
  auto const n = static_cast<GlobalIndex>(rows.size());
  std::string names;
  std::vector<GlobalIndex> codes;
  for (SummaryRow const& row : rows) {
    names += (names.empty() ? "" : "\n") + row.name;
    codes.push_back(row.state == "not run" ? -1 : row.exit_code);
  }
  std::vector<std::uint8_t> const bytes(names.begin(), names.end());
  auto const n_bytes = static_cast<GlobalIndex>(bytes.size());
  file.write("rows", std::span<std::uint8_t const>(bytes), {0, n_bytes, n_bytes});
  file.set_attribute("rows", "about", "names of the rows in UTF-8, one a line");
  file.write("exit_code", std::span<GlobalIndex const>(codes), {0, n, n});
  for (char const* const group : {"figures", "monitors"}) file.make_group(group);
  for (std::size_t k = 0; k < all.figures.names.size(); ++k) {
    std::vector<double> values;
    for (std::size_t i = 0; i < rows.size(); ++i) values.push_back(value_of(all, i, k));
    std::string const name = dataset_name("figures", all.figures.names[k]);
    file.write(name, std::span<double const>(values), {0, n, n});
    file.set_attribute(name, "units", all.figures.units[k]);
  }
  write_monitors(file, rows, all);
}

}  // namespace

void write_sweep_summary(std::string const& folder, std::vector<std::string> const& keys,
                         std::vector<SummaryRow> const& rows) {
  Gathered all;
  for (SummaryRow const& row : rows) gather(row, all);
  write_atomically(folder + "/summary.csv", csv_of(keys, rows, all));
  std::string const path = folder + "/summary.h5";
  write_hdf5(path + ".tmp", rows, all);
  publish(path + ".tmp", path);
}

}  // namespace sanggan
