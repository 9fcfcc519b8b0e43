#include "app/run.hpp"

#include <fmt/format.h>

#include "app/case_run.hpp"
#include "app/fault.hpp"
#include "io/case_reader.hpp"
#include "io/run_record.hpp"
#include "io/section.hpp"
#include "study/read_study.hpp"

namespace sanggan {
namespace {

AtFault end_if_alone(FaultWatch const& watch) {
  return [&] {
    if (!watch.all_have_failed()) end_all(fault_in_hand());
  };
}

}  // namespace

ExitCode run_case(std::string const& path, std::string folder,
                  std::vector<std::string> const& overrides, Verbosity verbosity,
                  std::optional<double> wall_time, MPI_Comm comm) {
  Case const c = read_case(path, overrides, comm);
  if (folder.empty()) folder = "results/" + c.name;
  FaultWatch const watch(comm);
  return run_from_start(c, {std::move(folder), overrides, verbosity, wall_time},
                        end_if_alone(watch), comm);
}

ExitCode resume_run(std::string const& folder, Verbosity verbosity, std::optional<double> wall_time,
                    MPI_Comm comm) {
  RunRecord const record = read_run_record(folder + "/run.json");
  Case const c = case_of_run(folder, comm);
  FaultWatch const watch(comm);
  return run_from_checkpoint(
      c, {folder, record.overrides, verbosity, wall_time, record.study, record.scenario},
      end_if_alone(watch), comm);
}

Case case_of_run(std::string const& folder, MPI_Comm comm) {
  RunRecord const record = read_run_record(folder + "/run.json");
  Case c = record.study.empty() ? read_case(record.case_path, record.overrides, comm)
                                : read_scenario(record.study, record.scenario, comm);
  if (hash_of(c) != record.case_hash) {
    std::vector<std::string> messages{fmt::format(
        "{}: the case has changed since {} was begun; run it anew", record.case_path, folder)};
    if (auto const then = checkpoint_origin(folder + "/checkpoint", comm))
      for (std::string& one : differences(*then, origin_of(c))) messages.push_back(std::move(one));
    throw CaseError(messages);
  }
  return c;
}

}  // namespace sanggan
