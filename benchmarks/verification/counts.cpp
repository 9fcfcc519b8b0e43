#include "benchmarks/verification/counts.hpp"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "benchmarks/verification/record.hpp"
#include "tests/support/counts.hpp"

namespace sanggan::verification {
namespace {

constexpr char const* header = "steps,cuts,newton_iterations,problem,study";

std::optional<Work> recorded(std::string const& folder, std::string const& study) {
  std::ifstream file(path_of(".", "counts.csv"));
  std::string line, end = "," + folder + "," + study;
  while (std::getline(file, line)) {
    if (!line.ends_with(end)) continue;
    Work work;
    char comma;
    if (std::istringstream(line) >> work.steps >> comma >> work.cuts >> comma >> work.newton)
      return work;
  }
  return {};
}

}  // namespace

std::vector<std::string> cost_faults(Problem const& problem, Study const& study, Work const& work) {
  auto const before = recorded(problem.folder, study.name);
  if (!before) return {study.name + ": not in counts.csv; run ./dev counts"};
  std::vector<std::string> result;
  auto const compare = [&](char const* what, long now, long then) {
    if (now > test::admitted(then))
      result.push_back(fmt::format("{}: {} {}, {} when recorded", study.name, now, what, then));
  };
  compare("steps", work.steps, before->steps);
  compare("cuts", work.cuts, before->cuts);
  compare("Newton iterations", work.newton, before->newton);
  return result;
}

void record_counts(std::vector<Problem> const& problems, std::string const& path) {
  std::ofstream file(path);
  file << header << "\n";
  for (auto const& problem : problems)
    for (auto const& study : problem.studies) {
      Answer answer;
      auto const [cells, steps, cuts, newton, balance] =
          run_grid(problem, study, study.grids.front(), answer).work;
      file << fmt::format("{},{},{},{},{}\n", steps, cuts, newton, problem.folder, study.name);
    }
}

}  // namespace sanggan::verification
