#include "app/ensemble_monitors.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>
#include <optional>

#include "io/atomic_file.hpp"
#include "io/csv_writer.hpp"
#include "io/hdf5_file.hpp"
#include "study/dataset_name.hpp"
#include "study/uncertainty/ensemble_limits.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

/// Times at which the monitors of members are compared: equal steps, and the outputs.
std::vector<double> times_of(Ensemble const& ensemble, Case const& base) {
  std::vector<double> times = base.time.outputs;
  for (int k = 0; k <= ensemble.monitor_steps; ++k)
    times.push_back(base.time.end * k / ensemble.monitor_steps);
  std::sort(times.begin(), times.end());
  times.erase(
      std::unique(times.begin(), times.end(), [](double a, double b) { return b - a <= 1e-9 * b; }),
      times.end());
  return times;
}

/// What the members say of one monitor.
struct MonitorStatistics {
  Column column;
  std::optional<double> limit;
  std::vector<Statistics> at;  ///< [time]
};

std::vector<MonitorStatistics> statistics_of_all(Ensemble const& ensemble,
                                                 std::vector<MonitorTable> const& tables,
                                                 Case const& base,
                                                 std::vector<double> const& times) {
  std::vector<MonitorStatistics> all;
  MonitorTable const& first = tables.front();
  for (std::size_t j = 0; j < first.names.size(); ++j) {
    auto& monitor = all.emplace_back();
    monitor.column = {first.names[j], first.units[j]};
    monitor.limit = limit_of(ensemble, base, first.names[j], first.units[j]);
    for (double const t : times) {
      std::vector<double> values;
      for (auto const& table : tables) values.push_back(table.at(j, t));
      monitor.at.push_back(statistics_of(std::move(values), ensemble.quantiles, monitor.limit));
    }
  }
  return all;
}

void write_csv(std::string const& path, std::vector<double> const& times,
               std::vector<MonitorStatistics> const& all, std::vector<double> const& shares) {
  std::vector<Column> columns;
  for (auto const& [column, limit, at] : all) {
    columns.push_back({column.name + " mean", column.unit});
    for (double const p : shares)
      columns.push_back({fmt::format("{} {:g}%", column.name, 100 * p), column.unit});
    if (limit) columns.push_back({column.name + " above limit", "1"});
  }
  CsvWriter csv(path, columns);
  for (std::size_t k = 0; k < times.size(); ++k) {
    std::vector<double> row;
    for (MonitorStatistics const& monitor : all) {
      Statistics const& s = monitor.at[k];
      row.push_back(s.mean);
      row.insert(row.end(), s.quantiles.begin(), s.quantiles.end());
      if (s.exceedance) row.push_back(*s.exceedance);
    }
    csv.append(times[k], row);
  }
}

/// Writes a dataset [row, column] of one process.
void write_rows(Hdf5File& file, std::string const& name, std::vector<double> const& values,
                std::size_t width, std::string const& unit) {
  auto const rows = static_cast<GlobalIndex>(values.size() / width);
  file.write(name, std::span<double const>(values), {0, rows, rows}, static_cast<int>(width));
  file.set_attribute(name, "units", unit);
}

void write_hdf5_of(Hdf5File& file, MonitorStatistics const& monitor, std::size_t n_shares) {
  auto const& [column, limit, at] = monitor;
  std::vector<double> mean, quantiles, above;
  for (Statistics const& s : at) mean.push_back(s.mean);
  for (std::size_t q = 0; q < n_shares; ++q)
    for (Statistics const& s : at) quantiles.push_back(s.quantiles[q]);
  write_rows(file, dataset_name("mean", column.name), mean, 1, column.unit);
  write_rows(file, dataset_name("quantiles", column.name), quantiles, at.size(), column.unit);
  if (!limit) return;
  for (Statistics const& s : at) above.push_back(*s.exceedance);
  std::string const name = dataset_name("above_limit", column.name);
  write_rows(file, name, above, 1, "1");
  file.set_attribute(name, "limit", *limit);
}

void write_monitors_hdf5(std::string const& path, std::vector<double> const& times,
                         std::vector<MonitorStatistics> const& all,
                         std::vector<double> const& shares) {
  Hdf5File file(path, Hdf5File::Mode::create, MPI_COMM_SELF);
  write_rows(file, "time", times, 1, "s");
  write_rows(file, "shares", shares, 1, "1");
  for (char const* const group : {"mean", "quantiles", "above_limit"}) file.make_group(group);
  for (MonitorStatistics const& monitor : all) write_hdf5_of(file, monitor, shares.size());
}

}  // namespace

void write_monitor_statistics(Ensemble const& ensemble, std::vector<MonitorTable> const& tables,
                              Case const& base, std::string const& folder) {
  auto const times = times_of(ensemble, base);
  auto const all = statistics_of_all(ensemble, tables, base, times);
  write_csv(folder + "/monitors.csv", times, all, ensemble.quantiles);
  std::string const path = folder + "/monitors.h5";
  write_monitors_hdf5(path + ".tmp", times, all, ensemble.quantiles);
  publish(path + ".tmp", path);
}

}  // namespace sanggan
