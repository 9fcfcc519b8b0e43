#include "app/pest.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/monitor_table.hpp"
#include "io/section.hpp"
#include "study/uncertainty/read_ensemble.hpp"

namespace sanggan {
namespace {

std::string absolute(std::string const& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

/// PEST writes a number into the width of its marker: room for all digits of a double.
std::string parameters_template(Ensemble const& e) {
  std::string text = "ptf ~\n";
  for (UncertainInput const& input : e.inputs)
    for (std::string const& key : input.keys)
      text += fmt::format("{}=~{:<23}~{}{}\n", key, input.name, input.unit.empty() ? "" : " ",
                          input.unit);
  return text;
}

std::string instructions(Ensemble const& e) {
  std::string text = "pif ~\n";
  for (std::size_t k = 1; k <= e.observations.size(); ++k)
    text += fmt::format("l{} ~,~ !obs_{}!\n", k == 1 ? 2 : 1, k);  // the first line is a header
  return text;
}

/// The parameter starts at the median and stays where 999 of 1000 draws lie.
std::string parameter_line(UncertainInput const& input) {
  constexpr double rare = 0.0005;
  bool const drawn = std::holds_alternative<SeedDistribution>(input.law);
  bool const by_factors = std::holds_alternative<LognormalDistribution>(input.law);
  return fmt::format("{} {} {} {:.15g} {:.15g} {:.15g} parameters 1 0 1\n", input.name,
                     drawn        ? "fixed"
                     : by_factors ? "log"
                                  : "none",
                     by_factors ? "factor" : "relative", quantile(input.law, 0.5),
                     quantile(input.law, rare), quantile(input.law, 1 - rare));
}

std::string control(Ensemble const& e) {
  std::string text = fmt::format(
      "pcf\n* control data\nrestart estimation\n{} {} 1 0 1\n1 1 double point 1 0 0\n"
      "10 -3 0.3 0.01 10\n10 10 0.001\n0.1\n30 0.005 4 4 0.005 4\n1 1 1\n"
      "* parameter groups\nparameters relative 0.01 0 switch 2 parabolic\n* parameter data\n",
      e.inputs.size(), e.observations.size());
  for (UncertainInput const& input : e.inputs) text += parameter_line(input);
  text += "* observation groups\nmonitors\n* observation data\n";
  for (std::size_t k = 0; k < e.observations.size(); ++k)
    text += fmt::format("obs_{} {:.15g} {:.15g} monitors\n", k + 1, e.observations[k].value,
                        e.observations[k].weight);
  return text +
         "* model command line\nsh model.sh\n* model input/output\n"
         "parameters.tpl parameters.txt\nobservations.ins simulated.csv\n";
}

std::string model_script(Ensemble const& e) {
  std::string const self = std::filesystem::read_symlink("/proc/self/exe").string();
  return fmt::format(R"(#!/bin/sh
# Runs the case with the numbers of parameters.txt and writes simulated.csv.
set -eu
rm -f simulated.csv
set --
while IFS= read -r setting; do set -- "$@" --set "$setting"; done <parameters.txt
"{0}" run "{1}" -o run --quiet "$@"
"{0}" pest "{2}" --simulated run -o .
)",
                     self, absolute(e.case_path), absolute(e.path));
}

/// What a run says in place of the observations. @throws IoError if it lacks one
std::string simulated(Ensemble const& e, std::string const& run) {
  auto const table = read_monitors(run + "/monitors.csv");
  std::string text = "observation,value\n";
  for (std::size_t k = 0; k < e.observations.size(); ++k)
    text += fmt::format("obs_{},{:.10g}\n", k + 1,
                        table.at(table.column(e.observations[k].monitor), e.observations[k].t));
  return text;
}

}  // namespace

ExitCode write_pest(PestOptions const& options, MPI_Comm comm) {
  Ensemble const e = read_ensemble(options.ensemble, comm);
  if (e.observations.empty())
    throw CaseError(
        {fmt::format("{}: has no `observations`; write what was observed, such as "
                     "[{{monitor: well Cd, time: 1 yr, value: 0.2}}]",
                     options.ensemble)});
  on_first_rank(comm, options.folder, [&] {
    auto const in = [&](char const* name) { return options.folder + "/" + name; };
    std::filesystem::create_directories(options.folder);
    if (!options.run.empty())
      return write_atomically(in("simulated.csv"), simulated(e, options.run));
    write_atomically(in("case.pst"), control(e));
    write_atomically(in("parameters.tpl"), parameters_template(e));
    write_atomically(in("observations.ins"), instructions(e));
    write_atomically(in("model.sh"), model_script(e));
  });
  return ExitCode::done;
}

}  // namespace sanggan
