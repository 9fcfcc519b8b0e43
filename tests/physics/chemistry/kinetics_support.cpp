#include "kinetics_support.hpp"

#include "physics/chemistry/totals.hpp"

namespace sanggan::chemistry {

void ReactingCell::until(double end) {
  cell.outcome = reactor->advance(cell.input, moles, cell.state, end - time);
  ASSERT_TRUE(cell.outcome.converged) << "between " << time << " and " << end << " s";
  time = end;
}

double ReactingCell::molality(std::string const& species) const {
  int const i = cell.system->species(species);
  EXPECT_GE(i, 0) << species;
  auto const& solved = reactor->equilibrium();
  return i < 0 ? 0 : solved.equations().moles()[i] / solved.water_mass();
}

double ReactingCell::total(std::string const& element) const {
  auto const& solved = reactor->equilibrium();
  return dissolved_total(solved.equations(), element) / solved.water_mass();
}

ReactingCell begin(Database const& database, Batch batch,
                   std::vector<KineticReaction> const& reactions, KineticTolerance tolerance) {
  for (std::string const& phase : phases_of_kinetics(database, reactions))
    batch.request.indicators.push_back(phase);
  ReactingCell reacting{react(database, batch), nullptr, {}};
  reacting.reactor = std::make_unique<Reactor>(*reacting.cell.system, reactions, tolerance);
  for (KineticReaction const& reaction : reactions) reacting.moles.push_back(reaction.moles);
  return reacting;
}

}  // namespace sanggan::chemistry
