#include "physics/chemistry/analysis.hpp"

#include <cmath>

#include "physics/chemistry/totals.hpp"
#include "small_database.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// Molality of one measurement in a water with nothing else.
double molality(WaterAnalysis water, Measurement const& m) {
  water.pH = 7;
  water.measurements = {m};
  return molalities(database_of(small_database), water).front();
}

TEST(AnalysisUnits, PerLitrePerSolutionAndPerWater) {
  // 1 g of chloride in 1.02 kg of solution leaves 1.019 kg of water.
  EXPECT_NEAR(molality({.density = 1.02, .unit = "mg/L"}, {"Cl", 1000}), 1 / 35.45 / 1.019, 1e-8);
  EXPECT_NEAR(molality({.unit = "ppm"}, {"Cl", 1000}), 1 / 35.45 / 0.999, 1e-8);
  EXPECT_NEAR(molality({.unit = "ug/kgs"}, {"Cl", 1000}), 1e-3 / 35.45 / 0.999999, 1e-8);
  EXPECT_NEAR(molality({.unit = "mmol/kgw"}, {"Cl", 3}), 3e-3, 1e-15);
  EXPECT_NEAR(molality({.unit = "mg/L"}, {.element = "Cl", .amount = 2, .unit = "mmol/L"}), 2e-3,
              1e-6);
}

TEST(AnalysisUnits, MassesCountAsTheDatabaseOrTheAnalysisSays) {
  WaterAnalysis const water{.unit = "mg/kgw"};
  EXPECT_NEAR(molality(water, {"C", 61.019}), 1e-3, 1e-8);  // as HCO3
  EXPECT_NEAR(molality(water, {.element = "C", .amount = 60.011, .as = "CO3"}), 1e-3, 1e-8);
  EXPECT_NEAR(molality(water, {.element = "S(6)", .amount = 32, .molar_mass = 32}), 1e-3, 1e-12);
  EXPECT_NEAR(molality(water, {"Alkalinity", 50.05}), 1e-3, 1e-6);  // in eq
  EXPECT_NEAR(molality(water, {.element = "Alkalinity", .amount = 100.1, .as = "CaCO3"}), 2e-3,
              2e-6);
}

TEST(AnalysisUnits, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(molality({.unit = "mg/L"}, {.element = "Cl", .amount = 1, .unit = "mg/kgw"}),
               std::invalid_argument);
  EXPECT_THROW(molality({.unit = "oz/gal"}, {"Cl", 1}), std::invalid_argument);
  EXPECT_THROW(molality({}, {"Unobtainium", 1}), std::invalid_argument);
}

TEST(Analysis, PHFollowsFromNeutrality) {
  WaterAnalysis water{.pH_closure = Closure::charge};
  water.measurements = {{"Na", 1}, {"Cl", 3}, {"C", 0.5}};
  auto const cell = speciate(database_of(small_database), water);
  EXPECT_NEAR(dissolved_charge(cell.solver->equations()), 0, 1e-15);
  EXPECT_NEAR(cell.molality("H+"), 2e-3, 1e-6);  // of a strong acid
}

TEST(Analysis, AlkalinityGivesTheCarbonThatGivesTheAlkalinity) {
  Database const database = database_of(small_database);
  WaterAnalysis water{.pH = 8.1};
  water.measurements = {{"Na", 3}, {"Alkalinity", 3}};
  auto const by_alkalinity = speciate(database, water);
  water.measurements = {{"Na", 3}, {"C", 1e3 * by_alkalinity.total("C")}};
  auto const by_carbon = speciate(database, water);
  double alkalinity = 0;
  for (int i = 0; i < by_carbon.system->n_dissolved; ++i)
    alkalinity += by_carbon.system->alkalinity[i] * by_carbon.solver->equations().moles()[i];
  EXPECT_NEAR(alkalinity, 3e-3, 1e-13);
}

/// The constant of a species that takes two sites refers to shares of the sites: with T moles of
/// sites it is 2 T times the constant in moles.  [ParkhurstAppelo2013]
TEST(Sites, SpeciesThatTakesTwoSitesCountsSharesOfSites) {
  constexpr double T = 0.01, K_in_moles = 2000;
  Database const database =
      database_of(small_database +
                  "SURFACE_MASTER_SPECIES\nSu_a Su_aOH\nSURFACE_SPECIES\nSu_aOH = Su_aOH\n"
                  "2 Su_aOH + Zn+2 = (Su_aO)2Zn + 2 H+; log_k " +
                  std::to_string(std::log10(K_in_moles * 2 * T)) + "\n");
  SystemRequest const request{.elements = {{"Zn"}, {"Cl"}},
                              .hydrogen = Closure::activity,
                              .redox = false,
                              .surfaces = {"Su"},
                              .electrostatics = false};
  System const system = compile(database, request);
  CellInput input{298.15, std::vector<double>(system.component_names.size(), 0.0)};
  input.component[System::water] = 1 / system.water_molar_mass;
  input.component[System::hydrogen] = 0;  // a(H+) = 1
  input.component[system.element("Zn")] = 1e-3;
  input.component[system.element("Cl")] = 2e-3;
  input.component[system.element("Su_a")] = T;
  auto const cell = solve_cell(database, request, input);
  double const zinc = std::pow(10, cell.log_activity("Zn+2")), free = cell.molality("Su_aOH"),
               bound = cell.molality("(Su_aO)2Zn"), W = cell.water_mass();
  EXPECT_NEAR(bound * W / (free * W * free * W * zinc), K_in_moles, 1e-2);
}

}  // namespace
}  // namespace sanggan::chemistry
