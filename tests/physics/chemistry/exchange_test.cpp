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
  auto const water = solve_water(*database, first);
  SystemRequest const request{.elements = {{"Na"}, {"K"}, {"N"}, {"Ca"}, {"Cl"}},
                              .exchangers = {"X"}};
  System const system = compile(*database, request);
  auto const sites = sites_in_equilibrium(*database, request, system, water, {{"X", 1.1e-3}});
  EXPECT_NEAR(sites[system.element("X")], 1.1e-3, 1e-14);
  EXPECT_NEAR(sites[system.element("Na")], 0.5493e-3, 1e-7);
  EXPECT_NEAR(sites[system.element("K")], 0.5507e-3, 1e-7);

  CellInput input{298.15, dissolved_components(system, water.solved->equations(), 1)};
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

/// A species that holds a share of an ion, as Gapon writes it, takes that power of the ion's
/// activity coefficient: where ion and species have the same one it cancels at every strength.
TEST(Exchange, ActivityCoefficientOfAShareOfAnIon) {
  Database const database = database_of(
      "SOLUTION_MASTER_SPECIES\n"
      "H H+ -1 H 1.008\nO H2O 0 O 16\nNa Na+ 0 Na 23\nCl Cl- 0 Cl 35.5\nCa Ca+2 0 Ca 40\n"
      "SOLUTION_SPECIES\n"
      "H+ = H+\nH2O = H2O\nNa+ = Na+; -gamma 4.08 0.082\nCl- = Cl-\n"
      "Ca+2 = Ca+2; -gamma 5 0.165\nH2O = OH- + H+; log_k -14\n"
      "EXCHANGE_MASTER_SPECIES\nX X-\nEXCHANGE_SPECIES\nX- = X-\n"
      "Na+ + X- = NaX; log_k 0; -gamma 4.08 0.082\n"
      "0.5 Ca+2 + X- = Ca0.5X; log_k 0.4; -gamma 5 0.165\n");
  for (double const salt : {0.01, 0.1, 1.0}) {
    Batch batch{.water = {.unit = "mol/kgw",
                          .measurements = {{"Na", salt}, {"Ca", 0.01}, {"Cl", salt + 0.02}}},
                .added = {{"Na+", 0.01}},
                .sites = {{"X", 0.01}}};
    batch.request = {.elements = {{"Na"}, {"Ca"}, {"Cl"}}, .redox = false, .exchangers = {"X"}};
    auto const cell = react(database, batch);
    double const selectivity = moles_of(*cell.solver, "Ca0.5X") * cell.molality("Na+") /
                               (moles_of(*cell.solver, "NaX") * std::sqrt(cell.molality("Ca+2")));
    EXPECT_NEAR(std::log10(selectivity), 0.4, 1e-9) << salt;
  }
}

/// PHREEQC's example 11 by shifts of whole cells: sodium leaves first, potassium in a peak of all
/// cations once there is no sodium, then calcium. Each cell begins from its last state.
TEST(Exchange, ColumnElutesSodiumThenPotassiumThenCalcium) {
  DATABASE_OR_SKIP(database, "phreeqc.dat");
  constexpr std::size_t n_cells = 40, n_shifts = 120;
  WaterAnalysis const first{.pe = 12.5, .measurements = {{"Na", 1}, {"K", 0.2}, {"N(5)", 1.2}}};
  auto const initial = solve_water(*database, first);
  auto const inflow = speciate(*database, {.pe = 12.5, .measurements = {{"Ca", 0.6}, {"Cl", 1.2}}});
  SystemRequest const request{
      .elements = {{"Na"}, {"K"}, {"N(5)"}, {"Ca"}, {"Cl"}}, .redox = false, .exchangers = {"X"}};
  System const system = compile(*database, request);
  auto const sites = sites_in_equilibrium(*database, request, system, initial, {{"X", 1.1e-3}});
  std::vector<std::vector<double>> water(
      n_cells, dissolved_components(system, initial.solved->equations(), 1)),
      held(n_cells, sites);
  std::vector<CellState> states(n_cells);
  auto const inflowing = dissolved_components(system, inflow.solver->equations(), 1);
  auto const table = reference_table("g06-exchange-column.csv");
  Equilibrium solver(system);
  for (std::size_t shift = 0; shift < n_shifts; ++shift) {
    water.pop_back();
    water.insert(water.begin(), inflowing);
    for (std::size_t c = 0; c < n_cells; ++c) {
      CellInput input{298.15, water[c]};
      for (std::size_t j = 0; j < held[c].size(); ++j) input.component[j] += held[c][j];
      ASSERT_TRUE(solver.solve(input, states[c]).converged) << "shift " << shift << " cell " << c;
      held[c] = on_sites(solver.equations());
      for (std::size_t j = 0; j < held[c].size(); ++j)
        water[c][j] = input.component[j] - held[c][j];
    }
    for (char const* element : {"Na", "K", "Ca", "Cl"}) {
      double const expected = table.number(shift, element).value();
      EXPECT_NEAR(water.back()[system.element(element)], expected, 1e-3 * expected + 1e-9)
          << element << " shift " << shift;
    }
  }
}

}  // namespace
}  // namespace sanggan::chemistry
