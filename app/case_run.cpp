#include "app/case_run.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "app/output_folder.hpp"
#include "app/stop_request.hpp"
#include "app/summary.hpp"
#include "io/case_mesh.hpp"
#include "io/cell_field.hpp"
#include "io/checkpoint.hpp"
#include "io/csv_writer.hpp"
#include "io/failed_cell.hpp"
#include "io/first_rank.hpp"
#include "io/io_error.hpp"
#include "io/measure_check.hpp"
#include "io/place_check.hpp"
#include "io/results.hpp"
#include "io/run_record.hpp"
#include "io/view.hpp"
#include "io/vtu_export.hpp"
#include "solver/machine.hpp"
#include "solver/petsc_runtime.hpp"
#include "solver/staged_run.hpp"

namespace sanggan {
namespace {

// Relative to the largest of inflow, outflow and stock; a hundred times that ends the run.
constexpr double suspect_balance = 1e-6;

// What a run does after a step; the ranks agree on all of it at once.
enum Agreed { stop = 1, checkpoint_due = 2, unwritten = 4 };

Mesh build_checked_mesh(Case const& c, MPI_Comm comm) {
  Mesh mesh = build_mesh(c, comm);
  check_places(c.site, mesh, comm);
  check_measures(c, mesh, comm);
  return mesh;
}

std::vector<Column> budget_columns(Balance const& balance) {
  std::vector<Column> columns{{"step", "s"}};
  for (auto const& account : balance.accounts()) {
    columns.push_back({account.name + " stored", account.unit});
    for (auto const& item : balance.items())
      columns.push_back({account.name + " out by " + item, account.unit});
    columns.push_back({account.name + " error", "1"});
  }
  return columns;
}

std::vector<double> budget_row(Simulation const& simulation) {
  std::vector<double> row{simulation.report().dt};
  for (auto const& account : simulation.balance().accounts()) {
    row.push_back(account.stored.total());
    row.insert(row.end(), account.step.begin(), account.step.end());
    row.push_back(account.relative_step_error());
  }
  return row;
}

std::vector<double> initial_heads(Case const& c, Mesh const& mesh) {
  std::vector<double> psi;
  psi.reserve(static_cast<std::size_t>(mesh.n_cells()));
  for (Vec3 const x : mesh.centre()) psi.push_back(c.initial_psi(x));
  return psi;
}

/// One run of a case with all that it writes.
class CaseRun {
 public:
  CaseRun(Case const& c, RunOrder const& order, MPI_Comm comm)
      : case_(c),
        folder_(order.folder),
        verbosity_(order.verbosity),
        comm_(comm),
        mesh_(build_checked_mesh(c, comm)),
        halo_(mesh_, comm),
        K_factor_(conductivity_factor(c.cell_fields, mesh_, halo_)),
        edits_(timed_edits(c.site, c.measures, c.time.end)),
        run_(mesh_, halo_, c.site, edits_, K_factor_, c.time, c.newton, c.transport),
        monitors_(simulation(), c.output.points, c.output.fences, c.output.zones),
        progress_(order.verbosity, c.time.end),
        stop_(time_up(order.wall_time, comm)) {
    run_.heed([this] { return stop_.asked(); });
    MPI_Comm_size(comm, &record_.ranks);
    record_.overrides = order.overrides;
    record_.study = order.study;
    record_.scenario = order.scenario;
    record_.case_name = c.name;
    record_.case_path = std::filesystem::absolute(c.path).string();
    record_.case_hash = hash_of(c);
    record_.version = SANGGAN_VERSION;
    record_.threads = omp_get_max_threads();
    record_.cells = mesh_.n_cells_global();
    record_.measures = c.measures;
  }

  /// @param before start of the site, computed before; null: computed here
  ExitCode from_start(KnownStart const* before) {
    prepare_output_folder(folder_, case_.name, comm_);
    record_.status = "running";
    write_record();  // from here on the folder is known as that of this run
    announce();
    return begin([&] {
      return before ? run_.start_from(read_checkpoint(before->folder, before->origin, mesh_, comm_))
                    : run_.start(initial_heads(case_, mesh_));
    });
  }

  ExitCode from_checkpoint() {
    State state = read_checkpoint(in_folder("checkpoint"), origin_of(case_), mesh_, comm_,
                                  [](std::string const& fault) {
                                    fmt::print(stderr, "{}; going on from the one before\n", fault);
                                  });
    if (state.t < 0) return begin([&] { return run_.start_within_spin_up(std::move(state)); });
    if (state.at_start != 0) return begin([&] { return run_.start_from(std::move(state)); });
    return go_on_from(std::move(state));
  }

 private:
  // All that comes before the first step; `start` brings the simulation there.
  template <class Start>
  ExitCode begin(Start const& start) {
    bool started = false;
    try {
      started = start();
    } catch (GivenUp const&) {
      return stopped_before_the_start();
    }
    if (!started) {
      record_.status = "no_convergence";
      write_record();
      write_failure(in_folder("failure.json"), simulation());
      return failed();
    }
    ResultsHeader const header{case_.name,       case_.title,     case_.crs,
                               case_.start_date, SANGGAN_VERSION, record_.case_hash};
    results_ = std::make_unique<ResultsWriter>(in_folder("results.h5"), mesh_, comm_, header);
    if (rank() == 0) {
      view_ = std::make_unique<ViewWriter>(in_folder("view"));
      monitors_csv_ = std::make_unique<CsvWriter>(in_folder("monitors.csv"), monitors_.columns());
      budget_csv_ = std::make_unique<CsvWriter>(in_folder("budget.csv"),
                                                budget_columns(simulation().balance()));
    }
    monitors_.watch(simulation());
    write_output(simulation().snapshot());
    follow_monitors();
    save_checkpoint();
    return go_on();
  }

  ExitCode go_on_from(State state) {
    double const t = state.t;
    run_.restore(std::move(state));
    monitors_.watch(simulation());
    results_ = std::make_unique<ResultsWriter>(in_folder("results.h5"), mesh_, comm_, t);
    if (rank() == 0) {
      for (char const* const name : {"failure.json", "failed_cell.yaml"})
        std::filesystem::remove(in_folder(name));
      view_ = std::make_unique<ViewWriter>(in_folder("view"));
      view_->rebuild(results_->index());
      monitors_csv_ = std::make_unique<CsvWriter>(
          in_folder("monitors.csv"), t, [this](double when, std::vector<double> const& row) {
            if (row.size() == monitors_.columns().size()) monitors_.follow(when, row);
          });
      budget_csv_ = std::make_unique<CsvWriter>(in_folder("budget.csv"), t);
    }
    return go_on();
  }

  // A spin-up goes on where it was, measures that begin at once begin once more; what else is done
  // before the first step is done again.
  ExitCode stopped_before_the_start() {
    State const& last = run_.last_whole_state();
    bool const in_spin_up = last.t < 0, at_start = last.at_start != 0;
    if (in_spin_up || at_start) save_checkpoint();
    record_.status = "stopped";
    write_record();
    tell_stop(in_spin_up ? "in the spin-up, which goes on from here"
              : at_start ? "before the first step, to which it goes on"
                         : "before the first step, for which it begins anew");
    return ExitCode::stopped;
  }

  void tell_stop(std::string const& where) const {
    if (rank() != 0 || verbosity_.quiet) return;
    fmt::print("stopped ({}) {}: sanggan resume {}\n", stop_.reason(), where, folder_);
    std::fflush(stdout);
  }

  int rank() const { return halo_.rank(); }
  Simulation const& simulation() const { return run_.simulation(); }
  std::string in_folder(std::string const& name) const { return folder_ + "/" + name; }

  // What is about to run; a spin-up or a steady start may take a while before the first step.
  void announce() const {
    if (rank() != 0 || verbosity_.quiet || verbosity_.json) return;
    fmt::print(
        "{}: {} cells on {} ranks{}{}\n", case_.name, record_.cells, record_.ranks,
        case_.time.steady_start ? "; from a steady state" : "",
        case_.time.spin_up > 0 ? "; first a spin-up of " + in_words(case_.time.spin_up) : "");
    std::fflush(stdout);
  }

  ExitCode go_on() {
    begin_ = last_step_ = last_checkpoint_ = MPI_Wtime();
    progress_.begin(simulation().state().t);
    record_.status = "running";  // after a run that was stopped, too
    write_record();
    RunCallbacks callbacks;
    callbacks.output = [this](Snapshot const& shot) { write_output(shot); };
    callbacks.step = [this](StepReport const& report) { after_step(report); };
    callbacks.stop_requested = [this] { return (agreed_ & stop) != 0; };
    RunEnd const end =
        run_.run(callbacks, [this](Simulation const& next) { monitors_.watch(next); });
    progress_.finish();
    save_checkpoint();
    switch (end) {
      case RunEnd::done:
        record_.status = "done";
        write_record();
        measure_bandwidth();
        if (rank() == 0 && !verbosity_.quiet)
          fmt::print("{}", summary(simulation(), monitors_, MPI_Wtime() - begin_));
        return ExitCode::done;
      case RunEnd::stopped:
        record_.status = "stopped";
        write_record();
        tell_stop("at " + in_words(simulation().state().t));
        return ExitCode::stopped;
      case RunEnd::balance_broken:
      case RunEnd::no_convergence:
        break;
    }
    record_.status = end == RunEnd::balance_broken ? "balance_broken" : "no_convergence";
    write_record();
    write_failure(in_folder("failure.json"), simulation());
    return failed();
  }

  ExitCode failed() const {
    Failure const& failure = simulation().failure();
    std::string const cell_file = in_folder("failed_cell.yaml");
    if (failure.cell) write_failed_cell(cell_file, *case_.site.chemistry, *failure.cell);
    bool const is_of_cell = anyone(failure.cell != nullptr);
    if (rank() != 0) return ExitCode::no_convergence;
    fmt::print(stderr, "the run cannot go on at {}: {}; see {}\n", in_words(failure.t),
               failure.reason, in_folder("failure.json"));
    if (is_of_cell)
      fmt::print(stderr, "sanggan speciate --replay {} computes that cell alone\n", cell_file);
    return ExitCode::no_convergence;
  }

  bool anyone(bool here) const {
    int any = here;
    MPI_Allreduce(MPI_IN_PLACE, &any, 1, MPI_INT, MPI_MAX, comm_);
    return any != 0;
  }

  void write_output(Snapshot const& shot) {
    if (!results_->index().times.empty() && results_->index().times.back() >= shot.t) return;
    results_->append(shot);
    auto const& times = results_->index().times;
    on_first_rank(comm_, in_folder("view"), [this] { view_->add_last(results_->index()); });
    if (!case_.output.vtu) return;
    VtuWriter const vtu(in_folder("vtu"), comm_);
    vtu.write(cell_block(mesh_, rank()), shot, times.size() - 1);
    vtu.write_list(times);
  }

  void follow_monitors() {
    auto const sample = monitors_.sample();
    double const t = simulation().state().t;
    monitors_.follow(t, sample);
    if (rank() == 0) monitors_csv_->append(t, sample);
  }

  void after_step(StepReport const& report) {
    auto const sample = monitors_.sample();
    double const now = MPI_Wtime();
    stop_.note_step(now - last_step_);
    last_step_ = now;
    double const error = std::max(report.water_error, report.species_error);
    if (rank() == 0 && error > suspect_balance && !warned_of_balance_) {
      progress_.finish();
      fmt::print(stderr, "warning: the mass balance is off by {:.1e} at {}\n", error,
                 in_words(report.t));
      warned_of_balance_ = true;
    }
    monitors_.follow(report.t, sample);
    std::string fault;
    try {
      if (rank() == 0) write_step(report, sample, now);
    } catch (IoError const& error) {
      fault = error.what();
    }
    agree(now, !fault.empty());
    if ((agreed_ & unwritten) != 0)
      throw IoError(folder_, rank() == 0 ? fault : "cannot be written");
    if ((agreed_ & checkpoint_due) != 0 && (agreed_ & stop) == 0) save_checkpoint();
  }

  void write_step(StepReport const& report, std::vector<double> const& sample, double now) {
    monitors_csv_->append(report.t, sample);
    budget_csv_->append(report.t, budget_row(simulation()));
    progress_.step(report);
    constexpr double often = 1;  // (s)
    if (now - last_progress_ <= often) return;
    write_progress(in_folder("progress.json"), report, case_.time.end, now - begin_);
    last_progress_ = now;
  }

  // The clock of rank 0 is the one that counts; a signal may reach any rank.
  void agree(double now, bool fault) {
    agreed_ = (stop_.asked() ? stop : 0) | (fault ? unwritten : 0);
    if (rank() == 0) {
      if (stop_.no_time_for_a_step()) agreed_ |= stop;
      if (now - last_checkpoint_ > case_.output.checkpoint_interval) agreed_ |= checkpoint_due;
    }
    MPI_Allreduce(MPI_IN_PLACE, &agreed_, 1, MPI_INT, MPI_BOR, comm_);
  }

  void save_checkpoint() {
    double const start = MPI_Wtime();
    write_checkpoint(in_folder("checkpoint"), origin_of(case_), mesh_, comm_,
                     run_.last_whole_state());
    last_checkpoint_ = last_step_ = MPI_Wtime();
    stop_.note_checkpoint(last_checkpoint_ - start);
  }

  void write_record() {
    record_.peak_memory = peak_memory(comm_);
    on_first_rank(comm_, in_folder("run.json"),
                  [this] { write_run_record(in_folder("run.json"), record_, simulation()); });
  }

  // Not before the record has the memory of the run.
  void measure_bandwidth() {
    if (!case_.output.triad) return;
    record_.triad = stream_triad(comm_);
    if (rank() == 0) write_run_record(in_folder("run.json"), record_, simulation());
  }

  Case const& case_;
  std::string folder_;
  Verbosity verbosity_;
  MPI_Comm comm_;
  Mesh mesh_;
  Halo halo_;
  std::vector<double> K_factor_;
  std::vector<TimedEdit> edits_;
  StagedRun run_;
  Monitors monitors_;
  Progress progress_;
  RunRecord record_;
  std::unique_ptr<ResultsWriter> results_;
  std::unique_ptr<ViewWriter> view_;
  std::unique_ptr<CsvWriter> monitors_csv_, budget_csv_;
  bool warned_of_balance_ = false;
  double begin_ = 0, last_step_ = 0, last_checkpoint_ = 0, last_progress_ = 0;
  StopRequest stop_;
  int agreed_ = 0;  // after the last step, of Agreed
};

template <class Run>
ExitCode heeding_faults(AtFault const& at_fault, Run const& run) try {
  return run();
} catch (std::exception const&) {
  at_fault();
  throw;
}

}  // namespace

std::string hash_of(Case const& c) { return fmt::format("{:016x}", c.hash); }

CheckpointOrigin origin_of(Case const& c) { return {hash_of(c), c.source_text}; }

ExitCode run_from_start(Case const& c, RunOrder const& order, AtFault const& at_fault,
                        MPI_Comm comm, KnownStart const* before) {
  PetscRuntime::insert_options(c.newton.petsc_options);
  listen_for_signals();
  CaseRun run(c, order, comm);
  return heeding_faults(at_fault, [&] { return run.from_start(before); });
}

ExitCode run_from_checkpoint(Case const& c, RunOrder const& order, AtFault const& at_fault,
                             MPI_Comm comm) {
  PetscRuntime::insert_options(c.newton.petsc_options);
  listen_for_signals();
  bool const begun = has_checkpoint(order.folder + "/checkpoint", comm);
  CaseRun run(c, order, comm);
  return heeding_faults(at_fault,
                        [&] { return begun ? run.from_checkpoint() : run.from_start(nullptr); });
}

bool save_start(Case const& c, std::string const& folder, MPI_Comm comm) {
  PetscRuntime::insert_options(c.newton.petsc_options);
  Mesh const mesh = build_mesh(c, comm);
  Halo const halo(mesh, comm);
  auto const K_factor = conductivity_factor(c.cell_fields, mesh, halo);
  Site const site = site_at(c.site, {}, 0);
  Simulation simulation(mesh, halo, site, K_factor, c.time, c.newton, c.transport);
  if (!simulation.start(initial_heads(c, mesh))) return false;
  write_checkpoint(folder, origin_of(c), mesh, comm, simulation.state());
  return true;
}

}  // namespace sanggan
