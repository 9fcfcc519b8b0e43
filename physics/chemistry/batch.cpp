#include "physics/chemistry/batch.hpp"

#include <cmath>
#include <stdexcept>

#include "physics/chemistry/element_list.hpp"
#include "physics/chemistry/equilibrium.hpp"
#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {
namespace {

SystemRequest request_of(Database const& database, BatchDescription const& batch) {
  SystemRequest request;
  ElementList elements(batch.apart);
  auto const take = [&](std::string const& phase) -> PhaseEntry const& {
    PhaseEntry const* const entry = database.phase(phase);
    if (entry == nullptr) throw std::invalid_argument(database.file + " has no phase " + phase);
    elements.add(entry->formula.composition);
    return *entry;
  };
  for (Measurement const& m : batch.water.measurements)
    elements.add(is_alkalinity(m) ? alkaline_element(database) : m.element);
  for (auto const& [mineral, moles] : batch.minerals) {
    take(mineral);
    request.phases.push_back({mineral});
  }
  for (auto const& [gas, pressure] : batch.gases) {
    PhaseEntry const& entry = take(gas);
    std::string const substance = entry.name.substr(0, entry.name.find("(g)"));
    request.phases.push_back({gas, std::log10(pressure), substance});
  }
  for (KineticReaction const& reaction : batch.reactions) {
    if (!reaction.phase.empty() && reaction.releases.empty()) take(reaction.phase);
    for (Term const& term : reaction.releases)
      elements.add(parse_formula(term.species).composition);
  }
  request.elements = elements.requests();
  request.indicators = phases_of_kinetics(database, batch.reactions);
  return request;
}

}  // namespace

BatchCell prepare_batch(Database const& database, BatchDescription const& description) {
  Speciation const problem = prepare_speciation(database, description.water);
  System const alone = compile(database, problem.request);
  Equilibrium water(alone);
  CellState state;
  if (!water.solve(problem.input, state).converged)
    throw std::invalid_argument("the water finds no equilibrium");
  SystemRequest request = request_of(database, description);
  for (std::string const& phase : description.indicators)
    if (is_in_play(database, phase, request)) request.indicators.push_back(phase);
  BatchCell batch{compile(database, request), {description.water.temperature, {}}};
  batch.input.component = dissolved_components(batch.system, water.equations(), 1);
  for (auto const& [mineral, moles] : description.minerals)
    add_phase(batch.system, batch.system.phase(mineral), moles, batch.input);
  return batch;
}

}  // namespace sanggan::chemistry
