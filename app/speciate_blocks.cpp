#include "app/speciate_blocks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <vector>

#include "app/water_report.hpp"
#include "io/blocks_reader.hpp"
#include "io/section.hpp"
#include "physics/chemistry/block_run.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

/// Which state it is, then all of it.
void add_state(BlockState const& told, std::vector<WaterLine>& lines) {
  double const simulation = told.simulation;
  lines.push_back({"simulation", told.name, "-", simulation});
  if (told.step) {
    lines.push_back({"step", "number", "-", static_cast<double>(*told.step)});
    lines.push_back({"step", "time", "s", told.at.time});
    lines.push_back({"step", "added", "mol", told.at.added});
    lines.push_back({"step", "temperature", "K", told.at.temperature});
  }
  add_water(told.solved, lines);
  if (told.kinetics != nullptr)
    add_solids(told.solved.equations().system(), told.state, *told.kinetics, told.reactants, lines);
  add_sites_and_gases(told.solved, told.state, told.at.temperature, lines);
}

}  // namespace

ExitCode speciate_blocks(std::string const& path, SpeciateOptions const& options, MPI_Comm comm,
                         std::FILE* out) {
  BlocksFile const file = read_blocks(path, options.database, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank != 0) return ExitCode::done;
  if (!file.unused.empty())
    fmt::print(stderr, "{}: not used: {}\n", path, fmt::join(file.unused, ", "));
  std::vector<WaterLine> lines;
  std::set<std::string> lacks;
  std::string problem;
  try {
    problem = run_blocks(file.simulations, [&](BlockState const& told) {
      add_state(told, lines);
      auto const& notes = told.solved.equations().system().notes;
      lacks.insert(notes.begin(), notes.end());
    });
  } catch (BlockError const& error) {
    throw CaseError({fmt::format("{}:{}: {}", path, error.line, error.what())});
  }
  tell_notes(*file.database, lacks, options.notes);
  print(lines, options.format, out);
  if (problem.empty()) return ExitCode::done;
  fmt::print(stderr, "{}: {}\n", path, problem);
  return ExitCode::no_convergence;
}

}  // namespace sanggan
