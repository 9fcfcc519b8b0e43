// Runs the published problems:
//   sanggan_verify list               names of the problems
//   sanggan_verify short NAME         its coarse grids, for the tests
//   sanggan_verify run NAME FOLDER    its three grids; writes records and curves to the folder
//   sanggan_verify page FOLDER PAGE   writes the page from the records
//   sanggan_verify counts FILE        records what the coarse grids cost
#include <fmt/format.h>

#include <algorithm>

#include "benchmarks/verification/counts.hpp"
#include "benchmarks/verification/page.hpp"
#include "benchmarks/verification/problems.hpp"
#include "benchmarks/verification/record.hpp"
#include "io/section.hpp"
#include "solver/petsc_runtime.hpp"

namespace {

using namespace sanggan::verification;

int tell(std::vector<std::string> const& wrong) {
  for (auto const& line : wrong) fmt::print(stderr, "{}\n", line);
  return wrong.empty() ? 0 : 1;
}

std::vector<std::string> run_short(Problem const& problem) {
  std::vector<std::string> wrong;
  for (auto const& study : problem.studies) {
    Answer answer;
    std::vector const grid{run_grid(problem, study, study.grids.front(), answer)};
    fmt::print("{} {}, {}: {} steps, {} cuts, {} Newton\n", problem.id, study.name, grid[0].label,
               grid[0].work.steps, grid[0].work.cuts, grid[0].work.newton);
    for (std::size_t k = 0; k < study.criteria.size(); ++k)
      fmt::print("  {}: {:.4g} {}, allowed {:.4g}\n", study.criteria[k].what, grid[0].errors[k],
                 study.criteria[k].unit, study.criteria[k].at_most);
    for (auto const& found : {faults(study, grid), cost_faults(problem, study, grid[0].work)})
      for (auto const& fault : found) wrong.push_back(problem.id + " " + fault);
  }
  return wrong;
}

int act(std::vector<std::string> const& words) {
  auto const problems = all_problems();
  auto const is = [&](char const* verb, std::size_t size) {
    return words.size() == size && words[0] == verb;
  };
  if (is("list", 1)) {
    for (auto const& problem : problems) fmt::print("{}\n", problem.folder);
    return 0;
  }
  if (is("page", 3)) {
    write_page(problems, words[1], words[2]);
    return 0;
  }
  if (is("counts", 2)) {
    record_counts(problems, words[1]);
    return 0;
  }
  if (is("short", 2) || is("run", 3)) {
    auto const found = std::find_if(problems.begin(), problems.end(), [&](Problem const& problem) {
      return problem.folder == words[1];
    });
    if (found != problems.end())
      return tell(words[0] == "run" ? record(*found, words[2]) : run_short(*found));
    fmt::print(stderr, "there is no problem {}\n", words[1]);
    return 64;
  }
  fmt::print(stderr,
             "usage: sanggan_verify list | short NAME | run NAME FOLDER | page FOLDER PAGE | "
             "counts FILE\n");
  return 64;
}

}  // namespace

int main(int argc, char** argv) {
  sanggan::PetscRuntime const runtime(argc, argv);
  try {
    return act({argv + 1, argv + argc});
  } catch (std::exception const& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
