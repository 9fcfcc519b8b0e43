#include "app/scenario_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "io/case_mesh.hpp"
#include "io/checkpoint.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/measure_check.hpp"
#include "io/run_record.hpp"
#include "io/section.hpp"
#include "study/read_study.hpp"

namespace sanggan {
namespace {

namespace fs = std::filesystem;

/// The record of a run of this very case, on rank 0; none elsewhere.
std::optional<RunRecord> own_record(ScenarioRun const& run) {
  std::string const path = run.folder + "/run.json";
  if (!fs::exists(path)) return {};
  try {
    RunRecord record = read_run_record(path);
    return record.case_hash == hash_of(run.site) ? std::optional(record) : std::nullopt;
  } catch (IoError const&) {
    return {};  // what a kill left of it; the run begins anew
  }
}

/// Whether a run is done, or may be gone on with; decided by rank 0.
struct Progressed {
  bool done = false, resumable = false;
};
Progressed progress_of(ScenarioRun const& run, MPI_Comm comm) {
  std::array<int, 2> found{0, 0};
  if (rank_in(comm) == 0)
    if (auto const record = own_record(run)) {
      bool const broken = record->status == "running" || record->status == "stopped";
      found = {record->status == "done", broken && fs::exists(run.folder + "/checkpoint") &&
                                             fs::exists(run.folder + "/results.h5")};
    }
  MPI_Bcast(found.data(), 2, MPI_INT, 0, comm);
  return {found[0] != 0, found[1] != 0};
}

bool has_long_start(TimeControl const& time) { return time.spin_up > 0 || time.steady_start; }

/// Hands out numbers from 0 on to whoever asks; rank 0 of the world keeps the counter.
class Tickets {
 public:
  explicit Tickets(MPI_Comm world) {
    MPI_Win_allocate(rank_in(world) == 0 ? sizeof(int) : 0, sizeof(int), MPI_INFO_NULL, world,
                     &next_, &window_);
    if (rank_in(world) == 0) *next_ = 0;
    MPI_Barrier(world);
    MPI_Win_lock_all(0, window_);
  }
  Tickets(Tickets const&) = delete;
  Tickets& operator=(Tickets const&) = delete;
  ~Tickets() {
    MPI_Win_unlock_all(window_);
    MPI_Win_free(&window_);
  }
  /// The next one, the same on all ranks of the group.
  std::size_t take(MPI_Comm group) {
    int const one = 1;
    int mine = 0;
    if (rank_in(group) == 0) {
      MPI_Fetch_and_op(&one, &mine, MPI_INT, 0, 0, MPI_SUM, window_);
      MPI_Win_flush(0, window_);
    }
    MPI_Bcast(&mine, 1, MPI_INT, 0, group);
    return static_cast<std::size_t>(mine);
  }

 private:
  int* next_ = nullptr;
  MPI_Win window_ = MPI_WIN_NULL;
};

void run_one(Study const& study, ScenarioRun& run, KnownStart const* start, Verbosity verbosity,
             MPI_Comm comm) {
  bool const speaks = rank_in(comm) == 0 && !verbosity.quiet;
  RunOrder const order{
      run.folder, study.overrides, {true, false, false}, {}, fs::absolute(study.path).string(),
      run.name};
  double const begin = MPI_Wtime();
  try {
    bool const goes_on = progress_of(run, comm).resumable;
    if (speaks) fmt::print("{}: {}\n", run.name, goes_on ? "goes on" : "begins");
    std::fflush(stdout);
    ExitCode const end = goes_on ? run_from_checkpoint(run.site, order, comm)
                                 : run_from_start(run.site, order, comm, start);
    run.status = end == ExitCode::done      ? RunStatus::done
                 : end == ExitCode::stopped ? RunStatus::stopped
                                            : RunStatus::failed;
    if (run.status == RunStatus::failed) run.message = "the run cannot go on; see failure.json";
  } catch (CaseError const& error) {
    run.status = RunStatus::failed;
    run.message = error.what();
  } catch (MeshError const& error) {
    run.status = RunStatus::failed;
    run.message = error.what();
  } catch (IoError const& error) {
    run.status = RunStatus::failed;
    run.message = error.what();
  }
  if (!speaks) return;
  std::string const how = run.status == RunStatus::done      ? "done"
                          : run.status == RunStatus::stopped ? "stopped"
                                                             : "failed: " + run.message;
  fmt::print("{}: {} after {}\n", run.name, how, in_words(MPI_Wtime() - begin));
  std::fflush(stdout);
}

/// Tells all ranks what the first rank of each group knows of its runs.
void share(std::vector<ScenarioRun>& runs, std::vector<char> const& mine, MPI_Comm comm) {
  for (std::size_t k = 0; k < runs.size(); ++k) {
    int owner = mine[k] ? rank_in(comm) : -1;
    MPI_Allreduce(MPI_IN_PLACE, &owner, 1, MPI_INT, MPI_MAX, comm);
    if (owner < 0) continue;
    std::array<int, 2> said{static_cast<int>(runs[k].status),
                            static_cast<int>(runs[k].message.size())};
    MPI_Bcast(said.data(), 2, MPI_INT, owner, comm);
    runs[k].status = static_cast<RunStatus>(said[0]);
    runs[k].message.resize(static_cast<std::size_t>(said[1]));
    MPI_Bcast(runs[k].message.data(), said[1], MPI_CHAR, owner, comm);
  }
}

}  // namespace

std::vector<ScenarioRun> scenario_runs(Study const& study, std::string const& folder,
                                       MPI_Comm comm) {
  std::vector<ScenarioRun> runs;
  std::vector<std::string> faults;
  for (Scenario const& scenario : study.scenarios) try {
      runs.push_back(
          {scenario.name, folder + "/" + scenario.name, scenario_case(study, scenario, comm)});
    } catch (CaseError const& error) {
      for (std::string const& one : error.messages)
        if (std::find(faults.begin(), faults.end(), one) == faults.end()) faults.push_back(one);
    }
  if (!faults.empty()) throw CaseError(faults);
  Mesh const mesh = build_mesh(runs.front().site, comm);
  for (ScenarioRun const& run : runs) try {
      check_measures(run.site, mesh, comm);
    } catch (CaseError const& error) {
      for (std::string const& one : error.messages)
        faults.push_back(fmt::format("{}: {}", run.name, one));
    }
  if (!faults.empty()) throw CaseError(faults);
  for (ScenarioRun& run : runs)
    if (progress_of(run, comm).done) run.status = RunStatus::done;
  return runs;
}

void run_scenarios(Study const& study, std::vector<ScenarioRun>& runs, std::string const& folder,
                   int groups, Verbosity verbosity, MPI_Comm comm) {
  std::vector<std::size_t> wanted;
  std::size_t from_start = 0;
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (runs[k].status == RunStatus::done) continue;
    wanted.push_back(k);
    from_start += !progress_of(runs[k], comm).resumable;
  }
  if (wanted.empty()) return;
  std::optional<KnownStart> start;
  if (from_start > 1 && has_long_start(runs.front().site.time)) {
    Case const base = base_case(study, comm);
    start = KnownStart{folder + "/start", origin_of(base)};
    auto const found = checkpoint_origin(start->folder, comm);
    bool const known = found && differences(*found, start->origin).empty();
    if (!known && rank_in(comm) == 0 && !verbosity.quiet)
      fmt::print("{}: the start that all scenarios have in common\n", base.name);
    std::fflush(stdout);
    if (!known && !save_start(base, start->folder, comm)) start.reset();  // each run says why
  }
  int size = 1;
  MPI_Comm_size(comm, &size);
  int const most = std::min<int>(size, static_cast<int>(wanted.size()));
  int const n_groups = groups > 0 ? std::min(groups, most) : most;
  MPI_Comm group;
  MPI_Comm_split(comm, rank_in(comm) * n_groups / size, rank_in(comm), &group);
  std::vector<char> mine(runs.size(), 0);
  {
    Tickets tickets(comm);
    bool stopped = false;
    for (std::size_t k = tickets.take(group); k < wanted.size() && !stopped;
         k = tickets.take(group)) {
      ScenarioRun& run = runs[wanted[k]];
      run_one(study, run, start ? &*start : nullptr, verbosity, group);
      stopped = run.status == RunStatus::stopped;
      mine[wanted[k]] = rank_in(group) == 0;
    }
  }
  MPI_Comm_free(&group);
  share(runs, mine, comm);
}

}  // namespace sanggan
