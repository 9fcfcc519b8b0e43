#include "physics/chemistry/solved_water.hpp"

#include <sstream>
#include <stdexcept>

namespace sanggan::chemistry {

SolvedWater solve_water(Database const& database, WaterAnalysis const& analysis,
                        std::vector<std::string> const& indicators) {
  Speciation const problem = prepare_speciation(database, analysis, indicators);
  auto const system = std::make_shared<System const>(compile(database, problem.request));
  auto const solver = std::make_shared<Equilibrium>(*system);
  SolvedWater water{system, solver, {}, analysis.temperature, analysis.pe};
  CellOutcome const outcome = solver->solve(problem.input, water.state);
  if (!outcome.converged) {
    std::ostringstream message;
    message << "the water finds no equilibrium; " << system->balance_name(outcome.worst_component)
            << " is out of balance by " << outcome.residual;
    throw std::invalid_argument(message.str());
  }
  if (system->electron >= 0) water.pe = -water.state.ln_activity[system->electron] / ln_10;
  return water;
}

}  // namespace sanggan::chemistry
