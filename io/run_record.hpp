#pragma once
#include <string>
#include <vector>

#include "physics/measure.hpp"
#include "solver/simulation.hpp"

namespace sanggan {

/// What run.json says of a run. The balance is taken from the simulation.
struct RunRecord {
  std::string status;  ///< running, done, stopped, no_convergence, balance_broken
  std::string case_name, case_path, case_hash, version;
  std::vector<std::string> overrides;  ///< key.path=value of the command line or the study
  std::string study, scenario;         ///< file and name, of a scenario of a study
  int ranks = 1, threads = 1;
  GlobalIndex cells = 0;
  std::vector<double> peak_memory;  ///< by rank (bytes)
  double triad = 0;                 ///< memory bandwidth of all ranks (bytes/s); 0: not measured
  std::vector<Measure> measures;
};

/// run.json of a simulation as it stands. @throws IoError
void write_run_record(std::string const& path, RunRecord const& record,
                      Simulation const& simulation);
/// The case's path and hash in a run.json. @throws IoError
RunRecord read_run_record(std::string const& path);
/// What a run booked of one substance (mol) or of water (m3).
struct BookedAccount {
  std::string name, unit;
  double initial = 0, released = 0, reacted = 0;
  double withdrawn_waste = 0;  ///< taken away with the waste that held it
  double relative_error = 0;
  std::vector<std::pair<std::string, double>> stored;   ///< by pool
  std::vector<std::pair<std::string, double>> in, out;  ///< by boundary, well, measure
  double removed = 0;  ///< by measures and their wells, less what they brought
};

/// What a run.json says of its run beside how it was asked for.
struct RunBooks {
  std::string case_hash;
  GlobalIndex cells = 0;
  long steps = 0;
  double seconds = 0;  ///< of wall-clock time
  std::vector<BookedAccount> accounts;
};

/// The books of a run.json. @throws IoError
RunBooks read_run_books(std::string const& path);

/// progress.json, replaced at once, for schedulers and dashboards. @throws IoError
void write_progress(std::string const& path, StepReport const& report, double t_end,
                    double seconds);
/// What failed, where, and in which material: failure.json. Collective. @throws IoError
void write_failure(std::string const& path, Simulation const& simulation);

}  // namespace sanggan
