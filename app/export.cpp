#include "app/export.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <numeric>

#include "app/progress.hpp"
#include "io/cell_table.hpp"
#include "io/io_error.hpp"
#include "io/results_reader.hpp"
#include "io/section.hpp"
#include "io/units.hpp"
#include "io/vtu_export.hpp"

namespace sanggan {
namespace {

constexpr double same_time = 1e-6;  // relative
constexpr std::size_t most_named = 12;

/// Seconds of a time such as "5 yr". @throws CaseError
double seconds_of(std::string const& text) {
  auto const [digits, unit] = split_quantity(text);
  auto const value = parse_number(digits);
  auto const seconds = value && is_unit(unit) ? convert(*value, unit, "s") : std::nullopt;
  if (!seconds)
    throw CaseError(
        {fmt::format("--time \"{}\" is not a time; write one such as \"5 yr\", or last", text)});
  return *seconds;
}

/// Which of the times of the results are meant; all where none is named in the options or as the
/// format's own choice.
/// @throws CaseError if they hold no such time
std::vector<std::size_t> chosen_times(ExportOptions const& options, ResultsIndex const& index,
                                      std::string const& otherwise = "") {
  std::string const wanted = options.time.empty() ? otherwise : options.time;
  auto const& times = index.times;
  if (times.empty())
    throw CaseError({fmt::format("{}/results.h5 holds no output yet", options.folder)});
  if (wanted == "last") return {times.size() - 1};
  std::vector<std::size_t> all(times.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (wanted.empty()) return all;
  double const t = seconds_of(wanted);
  std::vector<std::string> known;
  for (std::size_t k = 0; k < times.size(); ++k) {
    if (std::abs(times[k] - t) <= same_time * std::abs(t)) return {k};
    if (k < most_named) known.push_back(in_words(times[k]));
  }
  if (times.size() > most_named) known.push_back("... " + in_words(times.back()));
  throw CaseError({fmt::format("--time \"{}\": there is no output at that time; there is at {}",
                               options.time, join_words(known))});
}

void export_vtu(ResultsReader const& results, ExportOptions const& options) {
  VtuWriter const writer(options.folder + "/vtu", results.comm());
  auto const block = results.cell_block();
  std::vector<VtuWriter::Step> steps;
  for (std::size_t const k : chosen_times(options, results.index())) {
    writer.write(block, results.snapshot(k), k);
    steps.push_back({results.index().times[k], k});
  }
  writer.write_list(steps);
}

/// A folder below that of the run.
std::string make_folder(std::string const& path, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::error_code error;
  if (rank == 0) std::filesystem::create_directories(path, error);
  int failed = static_cast<bool>(error);
  MPI_Bcast(&failed, 1, MPI_INT, 0, comm);
  if (failed) throw IoError(path, "cannot be made");
  return path;
}

void export_csv(ResultsReader const& results, ExportOptions const& options) {
  auto const folder = make_folder(options.folder + "/cells", results.comm());
  for (std::size_t const k : chosen_times(options, results.index(), "last"))
    write_cell_table(fmt::format("{}/cells_{:05d}.csv", folder, k), results, k);
}

}  // namespace

ExitCode export_results(ExportOptions const& options, MPI_Comm comm) {
  std::string const path = options.folder + "/results.h5";
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  int there = rank == 0 && std::filesystem::exists(path);
  MPI_Bcast(&there, 1, MPI_INT, 0, comm);
  if (!there)
    throw CaseError(
        {fmt::format("{}: there is no results.h5; name the folder of a run", options.folder)});
  ResultsReader const results(path, comm);
  if (options.format == "vtu")
    export_vtu(results, options);
  else
    export_csv(results, options);
  return ExitCode::done;
}

}  // namespace sanggan
