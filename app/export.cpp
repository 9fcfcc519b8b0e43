#include "app/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <numeric>

#include "app/export_geopackage.hpp"
#include "app/progress.hpp"
#include "app/run.hpp"
#include "io/cell_table.hpp"
#include "io/first_rank.hpp"
#include "io/geotiff.hpp"
#include "io/io_error.hpp"
#include "io/plan_maps.hpp"
#include "io/results_reader.hpp"
#include "io/section.hpp"
#include "io/units.hpp"
#include "io/vtu_export.hpp"

namespace sanggan {
namespace {

constexpr double same_time = 1e-6;                                             // relative
constexpr char const* layers[] = {"maximum", "top", "water_table", "bottom"};  // as in Layer
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
  on_first_rank(comm, path, [&] { std::filesystem::create_directories(path); });
  return path;
}

void export_csv(ResultsReader const& results, ExportOptions const& options) {
  auto const folder = make_folder(options.folder + "/cells", results.comm());
  for (std::size_t const k : chosen_times(options, results.index(), "last"))
    write_cell_table(fmt::format("{}/cells_{:05d}.csv", folder, k), results, k);
}

void export_geotiff(ResultsReader const& results, ExportOptions const& options) {
  auto const layer = std::find(std::begin(layers), std::end(layers), options.layer);
  auto const chosen = options.layer.empty() ? 0 : layer - std::begin(layers);
  auto const folder = make_folder(options.folder + "/maps", results.comm());
  auto const grid = plan_grid(results);
  pixel_grid(grid);  // refuses plans that make no map
  auto const crs = results.about("crs");
  for (std::size_t const k : chosen_times(options, results.index()))
    for (PlanMap const& map : plan_maps(results, grid, static_cast<Layer>(chosen), k)) {
      bool const plain = chosen == 0 || map.name == "water_table";
      auto const path =
          fmt::format("{}/{}{}_{:05d}.tif", folder, map.name, plain ? "" : "_" + options.layer, k);
      on_first_rank(results.comm(), path,
                    [&] { write_geotiff(path, grid, map, crs, results.index().times[k]); });
    }
}

void export_geopackage(ResultsReader const& results, ExportOptions const& options) {
  MPI_Comm const comm = results.comm();
  Case const c = case_of_run(options.folder, comm);
  auto const grid = plan_grid(results);
  pixel_grid(grid);  // refuses plans that make no map
  std::vector<Plume> all;
  for (std::size_t const k : chosen_times(options, results.index(), "last"))
    for (auto& plume : plumes(results, grid, c, k)) all.push_back(std::move(plume));
  auto const crs = results.about("crs");
  auto const path = options.folder + "/monitors.gpkg";
  on_first_rank(comm, path, [&] {
    auto const places = monitored_places(c, read_monitors(options.folder + "/monitors.csv"));
    write_geopackage(path, places, grid, all, crs);
  });
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
  else if (options.format == "csv")
    export_csv(results, options);
  else if (options.format == "geotiff")
    export_geotiff(results, options);
  else
    export_geopackage(results, options);
  return ExitCode::done;
}

}  // namespace sanggan
