#include "app/ensemble_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ensemble_monitors.hpp"
#include "io/atomic_file.hpp"
#include "io/monitor_table.hpp"
#include "study/uncertainty/sensitivity.hpp"
#include "study/uncertainty/statistics.hpp"

namespace sanggan {
namespace {

double taken(Taken how, std::vector<double> const& series) {
  return how == Taken::last      ? series.back()
         : how == Taken::maximum ? *std::max_element(series.begin(), series.end())
                                 : *std::min_element(series.begin(), series.end());
}

/// [result][member], NaN where a member is not done.
using Results = std::vector<std::vector<double>>;

void write_members(Ensemble const& ensemble, std::vector<std::vector<double>> const& members,
                   std::vector<BatchRun> const& runs, Results const& results,
                   std::string const& path) {
  std::string text = "member,status";
  for (auto const& input : ensemble.inputs)
    text += fmt::format(",{} ({})", input.name, input.unit.empty() ? "1" : input.unit);
  for (auto const& result : ensemble.results) text += "," + result.name;
  for (std::size_t m = 0; m < members.size(); ++m) {
    text += fmt::format("\n{},{}", m + 1, word_of(runs[m].status));
    for (double const x : members[m]) text += fmt::format(",{:.10g}", x);
    for (auto const& values : results)
      text += std::isnan(values[m]) ? "," : fmt::format(",{:.10g}", values[m]);
  }
  write_atomically(path, text + "\n");
}

void write_convergence(Ensemble const& ensemble, Results const& results, std::size_t independent,
                       std::string const& path) {
  std::string text = "result,members,mean,mean low,mean high";
  for (double const p : ensemble.quantiles) text += fmt::format(",{:g}%", 100 * p);
  for (std::size_t r = 0; r < results.size(); ++r) {
    std::vector<double> whole;
    for (std::size_t m = 0; m < independent; ++m)
      if (std::isfinite(results[r][m])) whole.push_back(results[r][m]);
    for (std::size_t n = std::min<std::size_t>(8, whole.size()); n > 0;
         n = n == whole.size() ? 0 : std::min(2 * n, whole.size())) {
      auto const s = statistics_of({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)},
                                   ensemble.quantiles, {});
      double const half = 1.96 * s.deviation / std::sqrt(static_cast<double>(n));
      text += fmt::format("\n{},{},{:.10g},{:.10g},{:.10g}", ensemble.results[r].name, n, s.mean,
                          s.mean - half, s.mean + half);
      for (double const q : s.quantiles) text += fmt::format(",{:.10g}", q);
    }
  }
  write_atomically(path, text + "\n");
}

void write_indices(Ensemble const& ensemble, Results const& results, std::string const& path) {
  std::string text = "result,input,first order,low,high,total,low,high";
  for (std::size_t r = 0; r < results.size(); ++r) {
    auto const indices = sobol_indices(results[r], ensemble.inputs.size(),
                                       static_cast<std::uint64_t>(ensemble.seed));
    for (std::size_t i = 0; i < indices.size(); ++i) {
      text += fmt::format("\n{},{}", ensemble.results[r].name, ensemble.inputs[i].name);
      for (Interval const& share : {indices[i].first_order, indices[i].total})
        text += fmt::format(",{:.6g},{:.6g},{:.6g}", share.value, share.low, share.high);
    }
  }
  write_atomically(path, text + "\n");
}

}  // namespace

void write_ensemble_tables(Ensemble const& ensemble,
                           std::vector<std::vector<double>> const& members,
                           std::vector<BatchRun> const& runs, Case const& base,
                           std::string const& folder) {
  std::size_t const independent = independent_members(ensemble, members.size());
  Results results(ensemble.results.size(), std::vector<double>(members.size(), std::nan("")));
  std::vector<MonitorTable> tables;  // of those that are a sample
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (runs[m].status != RunStatus::done) continue;
    auto table = read_monitors(runs[m].order.folder + "/monitors.csv");
    for (std::size_t r = 0; r < results.size(); ++r) {
      auto const& [name, monitor, how] = ensemble.results[r];
      results[r][m] = taken(how, table.values[table.column(monitor)]);
    }
    if (m < independent) tables.push_back(std::move(table));
  }
  write_members(ensemble, members, runs, results, folder + "/members.csv");
  write_convergence(ensemble, results, independent, folder + "/convergence.csv");
  if (ensemble.method == SamplingMethod::saltelli)
    write_indices(ensemble, results, folder + "/indices.csv");
  if (!tables.empty()) write_monitor_statistics(ensemble, tables, base, folder);
}

}  // namespace sanggan
