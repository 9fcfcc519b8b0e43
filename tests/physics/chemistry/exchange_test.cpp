#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

double moles_of(Equilibrium const& solver, std::string const& species) {
  return solver.equations().moles()[solver.equations().system().species(species)];
}

/// The exchanger of PHREEQC's example 11 [ParkhurstAppelo2013] before anything flows through it, in
/// equilibrium with 1 mM Na, 0.2 mM K and 1.2 mM NO3, by Gaines and Thomas's convention; then with
/// this water replaced by 0.6 mM CaCl2, of which it takes nearly all calcium.
TEST(Exchange, BeginsInEquilibriumAndTakesCalcium) {
  DATABASE_OR_SKIP(database, "phreeqc.dat");
  WaterAnalysis const first{.pe = 12.5, .measurements = {{"Na", 1}, {"K", 0.2}, {"N(5)", 1.2}}};
  auto const water = speciate(*database, first);
  SystemRequest const request{.elements = {{"Na"}, {"K"}, {"N"}, {"Ca"}, {"Cl"}},
                              .exchangers = {"X"}};
  System const system = compile(*database, request);
  auto const sites = sites_in_equilibrium(*database, request, system, water.solver->equations(),
                                          water.state, first.pe, {{"X", 1.1e-3}});
  EXPECT_NEAR(sites[system.element("X")], 1.1e-3, 1e-14);
  EXPECT_NEAR(sites[system.element("Na")], 0.5493e-3, 1e-7);
  EXPECT_NEAR(sites[system.element("K")], 0.5507e-3, 1e-7);

  CellInput input{298.15, dissolved_components(system, water.solver->equations(), 1)};
  for (std::size_t j = 0; j < sites.size(); ++j) input.component[j] += sites[j];
  Equilibrium solver(system);
  CellState state;
  ASSERT_TRUE(solver.solve(input, state).converged);
  EXPECT_NEAR(dissolved_total(solver.equations(), "Na"), 1e-3, 1e-10);  // nothing changes
  EXPECT_NEAR(dissolved_total(solver.equations(), "K"), 0.2e-3, 1e-10);

  auto const flush = speciate(*database, {.pe = 12.5, .measurements = {{"Ca", 0.6}, {"Cl", 1.2}}});
  CellInput flushed{298.15, dissolved_components(system, flush.solver->equations(), 1)};
  for (std::size_t j = 0; j < sites.size(); ++j) flushed.component[j] += sites[j];
  ASSERT_TRUE(solver.solve(flushed, state).converged);  // from the state before
  double const equivalents =
      moles_of(solver, "NaX") + moles_of(solver, "KX") + 2 * moles_of(solver, "CaX2");
  EXPECT_NEAR(equivalents, 1.1e-3, 1e-14);
  EXPECT_LT(dissolved_total(solver.equations(), "Ca"), 0.25e-3);
}

}  // namespace
}  // namespace sanggan::chemistry
