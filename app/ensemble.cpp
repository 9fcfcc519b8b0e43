#include "app/ensemble.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/ensemble_cells.hpp"
#include "app/ensemble_tables.hpp"
#include "app/run_batch.hpp"
#include "io/atomic_file.hpp"
#include "io/case_reader.hpp"
#include "io/first_rank.hpp"
#include "study/uncertainty/read_ensemble.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

/// A member as a run. What makes its case wrong is what it fails for, unless it is the first: then
/// the ensemble itself is wrong.
BatchRun run_of(Ensemble const& ensemble, std::vector<double> const& member, std::size_t number,
                std::string const& folder, MPI_Comm comm) {
  BatchRun run;
  run.name = fmt::format("member-{:05d}", number);
  run.order = {folder + "/" + run.name, overrides_of(ensemble, member), {true, false, false}};
  run.case_of = [path = ensemble.case_path, overrides = run.order.overrides](MPI_Comm group) {
    return read_case(path, overrides, group);
  };
  try {
    run.case_hash = hash_of(run.case_of(comm));
  } catch (CaseError const&) {
    if (number == 1) throw;
  }
  return run;
}

/// A folder that is new, empty, or that of an ensemble; it keeps a copy of its file.
void prepare_folder(Ensemble const& ensemble, std::string const& folder, MPI_Comm comm) {
  std::string const copy = folder + "/ensemble.yaml";
  int foreign = 0;
  if (rank_in(comm) == 0)
    foreign = fs::exists(folder) &&
              (!fs::is_directory(folder) || (!fs::is_empty(folder) && !fs::exists(copy)));
  MPI_Bcast(&foreign, 1, MPI_INT, 0, comm);
  if (foreign)
    throw CaseError({fmt::format(
        "{}: holds something else than an ensemble; name another folder with -o", folder)});
  on_first_rank(comm, folder, [&] {
    fs::create_directories(folder);
    write_atomically(copy, read_text(ensemble.path));
  });
}

}  // namespace

ExitCode run_ensemble(EnsembleOptions const& options, MPI_Comm comm) {
  Ensemble const ensemble = read_ensemble(options.ensemble, comm);
  std::string const folder = options.folder.empty()
                                 ? "results/" + fs::path(options.ensemble).stem().string()
                                 : options.folder;
  auto const members = members_of(ensemble);
  std::vector<BatchRun> runs;
  for (std::size_t m = 0; m < members.size(); ++m)
    runs.push_back(run_of(ensemble, members[m], m + 1, folder, comm));
  prepare_folder(ensemble, folder, comm);
  find_standing(runs, comm);
  run_batch(runs, {options.groups, options.verbosity, {}, {}}, comm);
  ExitCode const code = code_of(runs);
  if (code == ExitCode::stopped) return code;
  std::vector<std::string> done(runs.size());  // by member; empty where it failed
  for (std::size_t m = 0; m < runs.size(); ++m)
    if (runs[m].status == RunStatus::done) done[m] = runs[m].order.folder;
  Case const base = read_case(ensemble.case_path, runs.front().order.overrides, comm);
  on_first_rank(comm, folder,
                [&] { write_ensemble_tables(ensemble, members, done, base, folder); });
  write_cell_statistics(ensemble, done, base, folder, comm);
  auto const failed = std::count(done.begin(), done.end(), "");
  if (failed > 0 && rank_in(comm) == 0)
    fmt::print(stderr, "{} of {} members failed and are left out; members.csv names them\n", failed,
               runs.size());
  return code;
}

}  // namespace sanggan
