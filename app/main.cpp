#include <fmt/format.h>
#include <omp.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <functional>

#include "app/check.hpp"
#include "app/compare.hpp"
#include "app/doctor.hpp"
#include "app/ensemble.hpp"
#include "app/exit_code.hpp"
#include "app/export.hpp"
#include "app/fault.hpp"
#include "app/new_case.hpp"
#include "app/pest.hpp"
#include "app/report.hpp"
#include "app/run.hpp"
#include "app/schema.hpp"
#include "app/speciate.hpp"
#include "app/stop_request.hpp"
#include "app/sweep.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan;

struct Arguments {
  std::string path, folder, log_format = "text", language = "zh", wall_time;
  std::vector<std::string> overrides;
  Verbosity verbosity;
  int threads = 0;
  DescribedFile described = DescribedFile::case_file;
  bool manual = false;
  ExportOptions to_export;
  SpeciateOptions to_speciate;
  CompareOptions to_compare;
  EnsembleOptions to_ensemble;
  PestOptions to_pest;
  SweepOptions to_sweep;
};

void add_common(CLI::App& command, Arguments& a) {
  command.add_option("--threads", a.threads, "threads per rank (otherwise OMP_NUM_THREADS, or 1)")
      ->check(CLI::PositiveNumber);
  command.add_flag("--quiet", a.verbosity.quiet, "print errors only");
  command.add_flag("-v,--verbose", a.verbosity.verbose, "print every step");
  command.add_option("--log-format", a.log_format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
}

void add_case(CLI::App& command, Arguments& a) {
  command.add_option("case", a.path, "the case file")->required();
  command.add_option("--set", a.overrides, "key.path=value, in place of what the case says")
      ->allow_extra_args(false);
}

/// @param run what one run of many is called
void add_slurm(CLI::App& command, SlurmRequest& to, std::string const& run) {
  auto* const slurm = command.add_option(
      "--slurm", to.script,
      fmt::format("write a Slurm script with a task for each {} to this file; run nothing", run));
  command.add_option("--at-once", to.at_once, "tasks that Slurm runs at the same time, at most")
      ->check(CLI::PositiveNumber)
      ->needs(slurm);
  command
      .add_option("--ranks", to.ranks,
                  fmt::format("ranks of each task of Slurm (otherwise {})", to.ranks))
      ->check(CLI::PositiveNumber)
      ->needs(slurm);
  command
      .add_option("--time", to.time,
                  fmt::format("time limit of each task of Slurm (otherwise {})", to.time))
      ->needs(slurm);
  command.add_flag("--submit", to.submit, "submit that script, and the job that sums up")
      ->needs(slurm);
}

void add_batch(CLI::App& command, BatchRequest& to, std::string const& run) {
  command.add_option("-o,--output", to.folder,
                     "folder of the results (results/<name of the file> otherwise)");
  auto* const groups =
      command
          .add_option("--groups", to.groups,
                      fmt::format("groups of ranks that run {}s side by side (otherwise one for "
                                  "each rank)",
                                  run))
          ->check(CLI::PositiveNumber);
  command
      .add_option("--processes", to.processes,
                  "start so many processes at a time, each with a run of its own (without mpirun)")
      ->check(CLI::PositiveNumber)
      ->excludes(groups);
  command.add_flag("--resume", to.resume,
                   "go on with what is in the folder: run what failed, stopped or never ran");
  command.add_option("--" + run, to.only, "run this one alone, and sum up nothing")
      ->allow_extra_args(false);
  command.add_flag("--summary", to.summary, "sum up what is in the folder; run nothing");
  add_slurm(command, to.slurm, run);
}

void add_language(CLI::App& command, Arguments& a) {
  command
      .add_option("--lang", a.language,
                  "what the report shows first, Chinese (if not given) or English; it holds both")
      ->check(CLI::IsMember({"zh", "en"}));
}

// The last place that catches: prints once, and says what the exit code is.
template <class Work>
ExitCode guarded(int rank, FaultWatch const& watch, Work const& work) try {
  return work();
} catch (std::exception const&) {
  ProgramFault const fault = fault_in_hand();
  bool const is_sound =
      fault.code != ExitCode::out_of_memory && fault.code != ExitCode::internal_fault;
  if (!is_sound || !watch.all_have_failed()) end_all(fault);
  if (rank == 0) fmt::print(stderr, "{}\n", fault.message);
  return fault.code;
}

using Work = std::function<ExitCode()>;

void add_wall_time(CLI::App& command, Arguments& a) {
  command.add_option("--wall-time", a.wall_time,
                     "wall-clock time after which the process has to end, such as 23h30min: it "
                     "stops before, with a checkpoint (in a Slurm job, the end of the job if that "
                     "is sooner)");
}

std::optional<double> wall_time_of(Arguments const& a) {
  return a.wall_time.empty() ? std::nullopt : std::optional(wall_time(a.wall_time));
}

void add_run(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const run = app.add_subcommand("run", "run a case from its start");
  add_case(*run, a);
  add_common(*run, a);
  add_wall_time(*run, a);
  run->add_option("-o,--output", a.folder, "folder of the results (results/<case name> otherwise)");
  run->callback([&a, &work, comm] {
    work = [&a, comm] {
      return run_case(a.path, a.folder, a.overrides, a.verbosity, wall_time_of(a), comm);
    };
  });
}

void add_resume(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const resume = app.add_subcommand("resume", "go on with a run from its last checkpoint");
  resume->add_option("folder", a.folder, "folder of the results")->required();
  add_common(*resume, a);
  add_wall_time(*resume, a);
  resume->callback([&a, &work, comm] {
    work = [&a, comm] { return resume_run(a.folder, a.verbosity, wall_time_of(a), comm); };
  });
}

void add_check(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const check = app.add_subcommand("check", "read and check a case without running it");
  add_case(*check, a);
  check->callback([&a, &work, comm] {
    work = [&a, comm] {
      check_case(a.path, a.overrides, comm, stdout);
      return ExitCode::done;
    };
  });
}

void add_doctor(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const doctor = app.add_subcommand(
      "doctor", "print what this program and this machine are, to send along with a question");
  doctor->add_option("--threads", a.threads, "threads per rank (otherwise OMP_NUM_THREADS, or 1)")
      ->check(CLI::PositiveNumber);
  doctor->footer(
      "Examples:\n"
      "  sanggan doctor\n"
      "  mpirun -n 4 sanggan doctor >doctor.txt");
  doctor->callback([&work, comm] { work = [comm] { return examine_machine(comm, stdout); }; });
}

void add_export(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const exports = app.add_subcommand("export", "write results for other programs");
  exports->add_option("folder", a.to_export.folder, "folder of the results")->required();
  exports
      ->add_option("--to", a.to_export.format,
                   "vtu: cells for ParaView and all VTK programs; csv: a table of all cells; "
                   "geotiff: maps of the water table and of concentrations; "
                   "gpkg: monitored points and wells, and outlines of the plumes above the limits")
      ->required()
      ->check(CLI::IsMember({"vtu", "csv", "geotiff", "gpkg"}));
  exports->add_option(
      "--time", a.to_export.time,
      "time of the output, such as \"5 yr\", or last (otherwise all, of csv and gpkg the last)");
  exports
      ->add_option("--layer", a.to_export.layer,
                   "what maps show of each column: the maximum of the dissolved concentrations "
                   "below the water table, or all values at the top, bottom or water_table")
      ->check(CLI::IsMember({"maximum", "top", "water_table", "bottom"}));
  exports->callback(
      [&a, &work, comm] { work = [&a, comm] { return export_results(a.to_export, comm); }; });
}

void add_new(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const fresh = app.add_subcommand("new", "write a commented case to start from");
  fresh->add_option("name", a.folder, "name of the case: it is written to NAME/case.yaml")
      ->required();
  fresh->callback([&a, &work, comm] {
    work = [&a, comm] {
      auto const path = new_case(a.folder, comm);
      int rank = 0;
      MPI_Comm_rank(comm, &rank);
      if (rank == 0)
        fmt::print("wrote {0}; sanggan check {0} reads it, sanggan run {0} runs it\n", path);
      return ExitCode::done;
    };
  });
}

void add_report(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const report =
      app.add_subcommand("report", "write the report of a compared study anew, report.html");
  report->add_option("folder", a.folder, "folder with its study.json")->required();
  add_language(*report, a);
  report->callback([&a, &work, comm] {
    work = [&a, comm] {
      auto const path = write_report(a.folder, a.language, comm);
      int rank = 0;
      MPI_Comm_rank(comm, &rank);
      if (rank == 0) fmt::print("wrote {}\n", path);
      return ExitCode::done;
    };
  });
}

void add_schema(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const schema = app.add_subcommand(
      "schema", "print the JSON Schema of case, study or ensemble files, or their manual");
  auto* const study = schema->add_flag_callback(
      "--study", [&a] { a.described = DescribedFile::study_file; }, "of study files");
  schema
      ->add_flag_callback(
          "--ensemble", [&a] { a.described = DescribedFile::ensemble_file; }, "of ensemble files")
      ->excludes(study);
  schema
      ->add_flag("--markdown", a.manual,
                 "print their manual, docs/case_files.md or docs/ensemble_files.md, instead")
      ->excludes(study);
  schema->callback([&a, &work, comm] {
    work = [&a, comm] {
      (a.manual ? print_manual : print_schema)(a.described, comm, stdout);
      return ExitCode::done;
    };
  });
}

void add_speciate(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const speciate = app.add_subcommand("speciate", "compute the species of a water");
  speciate
      ->add_option("water", a.path, "the file with its analysis, or with PHREEQC's keyword blocks")
      ->required();
  auto* const replay =
      speciate->add_flag("--replay", a.to_speciate.replay,
                         "the file is the failed_cell.yaml of a run: compute that cell again");
  speciate
      ->add_option("--database", a.to_speciate.database,
                   "thermodynamic database, in place of that of the file")
      ->excludes(replay);
  auto* const csv = speciate->add_flag_callback(
      "--csv", [&a] { a.to_speciate.format = WaterFormat::csv; }, "print comma-separated values");
  speciate
      ->add_flag_callback(
          "--json", [&a] { a.to_speciate.format = WaterFormat::json; }, "print a JSON list")
      ->excludes(csv);
  speciate->add_flag("--notes", a.to_speciate.notes,
                     "list what the database holds that is not used");
  speciate->callback([&a, &work, comm] {
    work = [&a, comm] { return speciate_water(a.path, a.to_speciate, comm, stdout); };
  });
}

void add_compare(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const compare = app.add_subcommand("compare", "run and compare the scenarios of a study");
  compare->add_option("study", a.to_compare.study, "the study file")->required();
  compare->add_option("-o,--output", a.to_compare.folder,
                      "folder of the results (results/<name of the file> otherwise)");
  compare
      ->add_option("--groups", a.to_compare.groups,
                   "groups of ranks that run scenarios side by side (otherwise one for each rank)")
      ->check(CLI::PositiveNumber);
  compare
      ->add_option("--scenario", a.to_compare.scenarios, "run this one alone, and compare nothing")
      ->allow_extra_args(false);
  add_slurm(*compare, a.to_compare.slurm, "scenario");
  add_language(*compare, a);
  add_common(*compare, a);
  compare->callback([&a, &work, comm] {
    work = [&a, comm] {
      a.to_compare.verbosity = a.verbosity;
      a.to_compare.language = a.language;
      return compare_scenarios(a.to_compare, comm);
    };
  });
}

void add_ensemble(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const ensemble =
      app.add_subcommand("ensemble", "run a case with uncertain numbers, and say what follows");
  ensemble->add_option("ensemble", a.to_ensemble.ensemble, "the file of the ensemble")->required();
  add_batch(*ensemble, a.to_ensemble.batch, "member");
  add_common(*ensemble, a);
  ensemble->footer(
      "Examples:\n"
      "  sanggan ensemble ensemble.yaml\n"
      "  mpirun -n 8 sanggan ensemble ensemble.yaml -o results/ensemble --groups 4 --resume\n"
      "  sanggan ensemble ensemble.yaml --slurm ensemble.sbatch --at-once 20 --submit");
  ensemble->callback([&a, &work, comm] {
    work = [&a, comm] {
      a.to_ensemble.batch.verbosity = a.verbosity;
      return run_ensemble(a.to_ensemble, comm);
    };
  });
}

void add_pest(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const pest = app.add_subcommand("pest", "write the files by which PEST calibrates a case");
  pest->add_option("file", a.to_pest.file,
                   "the file of an ensemble with observations; with --observed that of a case")
      ->required();
  auto* const observed = pest->add_option("--observed", a.to_pest.observed,
                                          "CSV file with the columns monitor, time, value, weight");
  pest->add_option("--par", a.to_pest.parameters,
                   "a number of the case: KEY, within a tenth and ten times its value, or "
                   "KEY:least:most in the unit of the case")
      ->allow_extra_args(false)
      ->needs(observed);
  pest->add_option("-o,--output", a.to_pest.folder, "folder of the files (pest otherwise)");
  pest->add_option("--simulated", a.to_pest.run,
                   "write what this run says in place of the observations, simulated.csv, alone");
  pest->footer(
      "Examples:\n"
      "  sanggan pest ensemble.yaml -o calibration && cd calibration && pestpp-glm case.pst\n"
      "  sanggan pest case.yaml --par materials.sand.hydraulic_conductivity:0.1:5 "
      "--observed wells.csv\n"
      "  sanggan pest ensemble.yaml --simulated results/column -o calibration");
  pest->callback([&a, &work, comm] { work = [&a, comm] { return write_pest(a.to_pest, comm); }; });
}

void add_sweep(CLI::App& app, Arguments& a, Work& work, MPI_Comm comm) {
  auto* const sweeps = app.add_subcommand("sweep", "run a case once for each row of a table");
  auto& to = a.to_sweep;
  sweeps
      ->add_option("table", to.table,
                   "CSV file: in the header paths of keys, as after --set, and perhaps name")
      ->required();
  sweeps->add_option("--case", to.case_path, "the case file")->required();
  sweeps->add_option("--set", to.overrides, "key.path=value, for all rows")
      ->allow_extra_args(false);
  add_batch(*sweeps, to.batch, "row");
  add_common(*sweeps, a);
  sweeps->footer(
      "Examples:\n"
      "  mpirun -n 8 sanggan sweep table.csv --case case.yaml -o results/sweep --groups 4\n"
      "  sanggan sweep table.csv --case case.yaml --processes 2 --set time.end='2 yr'\n"
      "  sanggan sweep table.csv --case case.yaml --resume\n"
      "  sanggan sweep table.csv --case case.yaml --slurm sweep.sbatch --at-once 20 --submit");
  sweeps->callback([&a, &work, comm] {
    work = [&a, comm] {
      a.to_sweep.batch.verbosity = a.verbosity;
      return sweep(a.to_sweep, comm);
    };
  });
}

}  // namespace

int main(int argc, char** argv) {
  PetscRuntime const runtime(argc, argv);
  MPI_Comm const comm = MPI_COMM_WORLD;
  int rank = 0;
  MPI_Comm_rank(comm, &rank);

  CLI::App app{"Flow and reactive transport from waste heaps to groundwater"};
  app.set_version_flag("--version", SANGGAN_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  sanggan new my-heap\n"
      "  sanggan check cases/infiltration-column/case.yaml\n"
      "  mpirun -n 2 sanggan run cases/infiltration-column/case.yaml --set time.end='2 h'\n"
      "  sanggan resume results/infiltration-column\n"
      "  sanggan export results/infiltration-column --to vtu");
  Arguments a;
  Work work;
  for (auto const add :
       {add_run, add_resume, add_check, add_compare, add_doctor, add_ensemble, add_export, add_new,
        add_pest, add_report, add_schema, add_speciate, add_sweep})
    add(app, a, work, comm);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    if (rank != 0) return error.get_exit_code() == 0 ? 0 : static_cast<int>(ExitCode::wrong_usage);
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::wrong_usage);
  }
  a.verbosity.json = a.log_format == "json";
  // Ranks share a mesh better than threads, and threads that nobody asked for fight over the cores.
  if (a.threads > 0 || std::getenv("OMP_NUM_THREADS") == nullptr)
    omp_set_num_threads(std::max(a.threads, 1));
  FaultWatch const watch(comm);
  return static_cast<int>(guarded(rank, watch, work));
}
