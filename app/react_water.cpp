#include "app/react_water.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>
#include <vector>

#include "app/water_report.hpp"
#include "io/section.hpp"
#include "physics/chemistry/reactor.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

/// The cell that found no step, in full, for a report of the fault.
void tell_failure(std::string const& path, double time, CellOutcome const& outcome,
                  BatchCell const& batch, std::vector<double> const& reactants) {
  fmt::print(stderr,
             "{}: the reaction found no step after {:.6g} s; {} is out of balance by {:.2g}\n",
             path, time, batch.system.balance_name(outcome.worst_component), outcome.residual);
  fmt::print(stderr, "temperature (K) {:.17g}\n", batch.input.temperature);
  for (int j = 0; j < batch.system.n_components; ++j)
    fmt::print(stderr, "component {} {:.17g}\n", batch.system.component_names[j],
               batch.input.component[j]);
  for (double const moles : reactants) fmt::print(stderr, "reactant {:.17g}\n", moles);
}

}  // namespace

ExitCode react_water(std::string const& path, WaterFile const& water, Database const& database,
                     SpeciateOptions const& options, std::FILE* out) {
  constexpr KineticTolerance tolerance{1e-6, 1e-11};  // one cell may take its time
  WaterReaction const& reaction = *water.reaction;
  BatchDescription description = reaction.batch;
  BatchCell batch;
  std::optional<Reactor> reactor;
  try {
    description.waters = {{solve_water(database, water.analysis)}};
    batch = prepare_batch(database, description);
    reactor.emplace(batch.system, reaction.batch.reactions, tolerance);
  } catch (std::invalid_argument const& error) {
    throw CaseError({path + ": " + error.what()});
  }
  std::vector<double> reactants;
  for (KineticReaction const& r : reaction.batch.reactions) reactants.push_back(r.moles);
  std::vector<WaterLine> lines;
  CellState state;
  double time = 0;
  for (double const next : reaction.times) {
    CellOutcome const outcome = reactor->advance(batch.input, reactants, state, next - time);
    if (!outcome.converged) {
      tell_failure(path, time, outcome, batch, reactants);
      return ExitCode::no_convergence;
    }
    time = next;
    lines.push_back({"time", "since the start", "s", time});
    add_water(reactor->equilibrium(), lines);
    add_solids(batch.system, state, reactor->kinetics(), reactants, lines);
  }
  print(lines, options.format, out);
  return ExitCode::done;
}

}  // namespace sanggan
