#include "app/pest.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/child_process.hpp"
#include "app/pest_problem.hpp"
#include "io/atomic_file.hpp"
#include "io/first_rank.hpp"
#include "io/monitor_table.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

/// PEST writes a number into the width of its marker: room for all digits of a double.
std::string parameters_template(PestProblem const& p) {
  std::string text = "ptf ~\n";
  for (PestParameter const& one : p.parameters)
    for (std::string const& key : one.keys)
      text +=
          fmt::format("{}=~{:<23}~{}{}\n", key, one.name, one.unit.empty() ? "" : " ", one.unit);
  return text;
}

std::string instructions(PestProblem const& p) {
  std::string text = "pif ~\n";
  for (std::size_t k = 1; k <= p.observations.size(); ++k)
    text += fmt::format("l{} ~,~ !obs_{}!\n", k == 1 ? 2 : 1, k);  // the first line is a header
  return text;
}

std::string parameter_line(PestParameter const& one) {
  return fmt::format("{} {} {} {:.15g} {:.15g} {:.15g} parameters 1 0 1\n", one.name, one.transform,
                     one.transform == "log" ? "factor" : "relative", one.start, one.least,
                     one.most);
}

std::string control(PestProblem const& p) {
  std::string text = fmt::format(
      "pcf\n* control data\nrestart estimation\n{} {} 1 0 1\n1 1 double point 1 0 0\n"
      "10 -3 0.3 0.01 10\n10 10 0.001\n0.1\n30 0.005 4 4 0.005 4\n1 1 1\n"
      "* parameter groups\nparameters relative 0.01 0 switch 2 parabolic\n* parameter data\n",
      p.parameters.size(), p.observations.size());
  for (PestParameter const& one : p.parameters) text += parameter_line(one);
  text += "* observation groups\nmonitors\n* observation data\n";
  for (std::size_t k = 0; k < p.observations.size(); ++k)
    text += fmt::format("obs_{} {:.15g} {:.15g} monitors\n", k + 1, p.observations[k].value,
                        p.observations[k].weight);
  return text +
         "* model command line\nsh model.sh\n* model input/output\n"
         "parameters.tpl parameters.txt\nobservations.ins simulated.csv\n";
}

std::string model_script(PestProblem const& p) {
  return fmt::format(R"(#!/bin/sh
# Runs the case with the numbers of parameters.txt and writes simulated.csv.
set -eu
rm -f simulated.csv
set --
while IFS= read -r setting; do set -- "$@" --set "$setting"; done <parameters.txt
"{0}" run "{1}" -o run --quiet "$@"
"{0}" pest "{2}" --simulated run -o .
)",
                     own_program(), absolute_path(p.case_path), fmt::join(p.source, "\" \""));
}

/// What a run says in place of the observations. @throws IoError if it lacks one
std::string simulated(PestProblem const& p, std::string const& run) {
  auto const table = read_monitors(run + "/monitors.csv");
  std::string text = "observation,value\n";
  for (std::size_t k = 0; k < p.observations.size(); ++k)
    text += fmt::format("obs_{},{:.10g}\n", k + 1,
                        table.at(table.column(p.observations[k].monitor), p.observations[k].t));
  return text;
}

}  // namespace

ExitCode write_pest(PestOptions const& options, MPI_Comm comm) {
  PestProblem const p = options.observed.empty() ? problem_of_ensemble(options.file, comm)
                                                 : problem_of_case(options.file, options.parameters,
                                                                   options.observed, comm);
  if (p.parameters.empty() && options.run.empty())
    throw CaseError({options.file + ": no number to estimate; name one by --par KEY"});
  on_first_rank(comm, options.folder, [&] {
    auto const in = [&](char const* name) { return options.folder + "/" + name; };
    std::filesystem::create_directories(options.folder);
    if (!options.run.empty())
      return write_atomically(in("simulated.csv"), simulated(p, options.run));
    write_atomically(in("case.pst"), control(p));
    write_atomically(in("parameters.tpl"), parameters_template(p));
    write_atomically(in("observations.ins"), instructions(p));
    write_atomically(in("model.sh"), model_script(p));
  });
  return ExitCode::done;
}

}  // namespace sanggan
