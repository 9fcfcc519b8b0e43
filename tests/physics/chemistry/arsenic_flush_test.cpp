#include <sstream>

#include "physics/chemistry/database_reader.hpp"
#include "physics/chemistry/site_equilibration.hpp"
#include "physics/chemistry/totals.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// Arsenate and an iron oxide that holds it, for phreeqc.dat, which has neither.
constexpr char const* arsenate_on_oxide = R"(
SOLUTION_MASTER_SPECIES
As H3AsO4 -1 74.9216 74.9216
SOLUTION_SPECIES
H3AsO4 = H3AsO4
H3AsO4 = AsO4-3 + 3 H+;      log_k -20.7
AsO4-3 + H+ = HAsO4-2;       log_k 11.50
AsO4-3 + 2 H+ = H2AsO4-;     log_k 18.46
SURFACE_MASTER_SPECIES
Oxide_w Oxide_wOH
SURFACE_SPECIES
Oxide_wOH = Oxide_wOH
Oxide_wOH + H+ = Oxide_wOH2+;                         log_k 7.29
Oxide_wOH = Oxide_wO- + H+;                           log_k -8.93
Oxide_wOH + AsO4-3 + 3 H+ = Oxide_wH2AsO4 + H2O;      log_k 29.31
Oxide_wOH + AsO4-3 + 2 H+ = Oxide_wHAsO4- + H2O;      log_k 23.51
Oxide_wOH + AsO4-3 = Oxide_wOHAsO4-3;                 log_k 10.58
)";

/// Problem G07(d), PHREEQC's example 14 [ParkhurstAppelo2013]: a brine with arsenate stands in
/// dolomite, calcite, an exchanger and an iron oxide; recharge takes its place 200 times. Sodium
/// that leaves the exchanger raises the pH, which frees arsenate until calcium has taken its place.
TEST(ArsenicFlush, RechargeFreesAndThenHoldsArsenate) {
  DATABASE_OR_SKIP(original, "phreeqc.dat");
  Database database = *original;
  std::istringstream more(arsenate_on_oxide);
  read_into(database, more);
  SystemRequest const request{
      .elements = {{"Ca"}, {"Mg"}, {"Na"}, {"Cl"}, {"C(4)"}, {"S(6)"}, {"As"}},
      .redox = false,
      .phases = {{"Dolomite"}, {"Calcite"}},
      .exchangers = {"X"},
      .surfaces = {"Oxide"}};
  SystemRequest minerals = request;
  minerals.exchangers = minerals.surfaces = {};
  SystemRequest soil_air = minerals;
  soil_air.phases.push_back({"CO2(g)", -1.5});
  std::map<std::string, double> const solids{{"Dolomite", 1.6}, {"Calcite", 0.1}};

  WaterAnalysis const brine{
      .pH = 5.713,
      .unit = "mol/kgw",
      .measurements = {{"Ca", 0.4655},
                       {"Mg", 0.1609},
                       {"Na", 5.402},
                       {.element = "Cl", .amount = 6.642, .closure = Closure::charge},
                       {"C(4)", 0.00396},
                       {"S(6)", 0.004725},
                       {"As", 0.025e-6}}};
  WaterAnalysis const rain{
      .pH = 4.6,
      .measurements = {{"Ca", 0.191625},
                       {"Mg", 0.035797},
                       {"Na", 0.122668},
                       {"Cl", 0.133704},
                       {"C(4)", 0.01096},
                       {.element = "S(6)", .amount = 0.235153, .closure = Closure::charge}}};
  auto const initial =
      react(database, {.water = brine, .request = minerals, .phase_moles = solids});
  auto solids_and_air = solids;
  solids_and_air["CO2(g)"] = 10;
  auto const recharge =
      react(database, {.water = rain, .request = soil_air, .phase_moles = solids_and_air});

  System const system = compile(database, request);
  auto held = sites_in_equilibrium(database, request, system,
                                   {initial.system, initial.solver, initial.state, 298.15, 0},
                                   {{"X", 1}, {"Oxide_w", 0.07}, {"Oxide", 18000}});
  auto const inflow = dissolved_components(system, recharge.solver->equations(), 1);
  auto const table = reference_table("g07-arsenic-flush.csv");
  Equilibrium solver(system);
  CellState state;
  std::vector<double> phases{solids.at("Dolomite"), solids.at("Calcite")};
  std::size_t row = 0;
  for (int step = 1; step <= 200; ++step) {
    CellInput input{298.15, inflow};
    for (std::size_t j = 0; j < held.size(); ++j) input.component[j] += held[j];
    for (int p = 0; p < system.n_reactive_phases; ++p) add_phase(system, p, phases[p], input);
    ASSERT_TRUE(solver.solve(input, state).converged) << step;
    held = on_sites(solver);
    held[system.element("Oxide")] = 18000;
    phases = state.phase;
    if (row >= table.rows.size() || table.number(row, "step") != step) continue;
    double const mass = std::exp(state.ln_activity[System::water]);
    for (char const* element : {"Ca", "Mg", "Na", "As"}) {
      double const there = table.number(row, element).value() * (*element == 'A' ? 1e-6 : 1);
      EXPECT_NEAR(dissolved_total(solver.equations(), element) / mass, there, 2e-3 * there)
          << element << " step " << step;
    }
    EXPECT_NEAR(-state.ln_activity[System::hydrogen] / ln_10, table.number(row, "pH").value(),
                0.002)
        << step;
    double const sorbed = 1e-3 * table.number(row, "sorbed_As").value();
    EXPECT_NEAR(held[system.element("As")], sorbed, 2e-3 * sorbed) << step;
    ++row;
  }
  EXPECT_EQ(row, table.rows.size());
}

}  // namespace
}  // namespace sanggan::chemistry
