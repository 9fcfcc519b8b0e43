#include "physics/chemistry/activity.hpp"

#include "physics/chemistry/equations.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// Values that PHREEQC 3.8.9 uses [ParkhurstAppelo2013].
TEST(DebyeHueckelParameters, FollowTemperature) {
  struct Row {
    double celsius, A, B, permittivity;
  };
  for (auto const& [celsius, A, B, permittivity] :
       {Row{0, 0.49083, 0.32462, 87.856}, Row{10, 0.49786, 0.32615, 83.950},
        Row{25, 0.51002, 0.32849, 78.384}, Row{50, 0.53458, 0.33267, 69.877},
        Row{75, 0.56452, 0.33726, 62.265}}) {
    double const T = celsius + 273.15;
    EXPECT_NEAR(debye_hueckel(T).A, A, 3e-5) << celsius;
    EXPECT_NEAR(debye_hueckel(T).B, B, 2e-5) << celsius;
    EXPECT_NEAR(water_permittivity(T), permittivity, 1e-3) << celsius;
  }
}

TEST(DebyeHueckelParameters, DiffuseLayerAtRoomTemperature) {
  EXPECT_NEAR(diffuse_layer_coefficient(298.15), 0.1174, 1e-4);  // [DzombakMorel1990]
}

TEST(ActivityCurve, SlopeIsTheDerivative) {
  ActivityCurve const curve{2.04, 1.6, 0.2};
  constexpr double I = 0.3, step = 1e-6;
  auto const log_gamma = [&](double at) { return curve.log_gamma(at, std::sqrt(at)); };
  EXPECT_NEAR(curve.slope(std::sqrt(I)), (log_gamma(I + step) - log_gamma(I - step)) / (2 * step),
              1e-8);
}

/// "-gamma 0 0" is the limiting law, nothing at all is Davies' equation, and a neutral species
/// takes 0.1 I or what its pair says.
TEST(ActivityModels, FollowWhatTheFileSays) {
  Database const database = database_of(
      "SOLUTION_MASTER_SPECIES\n"
      "H H+ -1 H 1.008\nO H2O 0 O 16\nNa Na+ 0 Na 23\nCl Cl- 0 Cl 35.5\nMg Mg+2 0 Mg 24.3\n"
      "Si H4SiO4 0 Si 28\n"
      "SOLUTION_SPECIES\n"
      "H+ = H+\nH2O = H2O\nNa+ = Na+\n-gamma 4.08 0.082\nCl- = Cl-\nMg+2 = Mg+2\n-gamma 0 0\n"
      "H4SiO4 = H4SiO4\nH2O = OH- + H+\nlog_k -14\n"
      "Na+ + Cl- = NaCl\nlog_k -1\n-gamma 0 0.25\n");
  WaterAnalysis water{.unit = "mol/kgw"};
  water.measurements = {{"Na", 0.3}, {"Cl", 0.4}, {"Mg", 0.05}, {"Si", 1e-4}};
  auto const cell = speciate(database, water);
  double const I = cell.state.ionic_strength, root = std::sqrt(I);
  auto const [A, B] = debye_hueckel(298.15);
  EXPECT_NEAR(cell.log_gamma("Mg+2"), -4 * A * root, 1e-12);
  EXPECT_NEAR(cell.log_gamma("Cl-"), -A * (root / (1 + root) - 0.3 * I), 1e-12);
  EXPECT_NEAR(cell.log_gamma("Na+"), -A * root / (1 + 4.08 * B * root) + 0.082 * I, 1e-12);
  EXPECT_NEAR(cell.log_gamma("H4SiO4"), 0.1 * I, 1e-12);
  EXPECT_NEAR(cell.log_gamma("NaCl"), 0.25 * I, 1e-12);
}

/// The B-dot model takes its parameters from the table of the database, between two temperatures by
/// linear interpolation; neutral species are ideal.
TEST(ActivityModels, BDotInterpolatesTheTableOfTheFile) {
  Database const database = database_of(
      "LLNL_AQUEOUS_MODEL_PARAMETERS\n-temperatures\n 0.01 25.0 60.0\n-dh_a\n 0.49 0.51 0.55\n"
      "-dh_b\n 0.325 0.329 0.335\n-bdot\n 0.037 0.041 0.044\n"
      "SOLUTION_MASTER_SPECIES\nH H+ -1 H 1.008\nO H2O 0 O 16\nNa Na+ 0 Na 23\nCl Cl- 0 Cl 35.5\n"
      "SOLUTION_SPECIES\nH+ = H+\n-llnl_gamma 9\nH2O = H2O\nNa+ = Na+\n-llnl_gamma 4\n"
      "Cl- = Cl-\n-llnl_gamma 3\nH2O = OH- + H+\nlog_k -14\n-llnl_gamma 3.5\n"
      "Na+ + Cl- = NaCl\nlog_k -0.8\n-llnl_gamma 3\n");
  WaterAnalysis water{.temperature = 273.15 + (0.01 + 25) / 2, .unit = "mol/kgw"};
  water.measurements = {{"Na", 0.2}, {"Cl", 0.2}};
  auto const cell = speciate(database, water);
  double const I = cell.state.ionic_strength, root = std::sqrt(I);
  EXPECT_NEAR(cell.log_gamma("Na+"), -0.5 * root / (1 + 0.327 * 4 * root) + 0.039 * I, 1e-12);
  EXPECT_EQ(cell.log_gamma("NaCl"), 0);
}

}  // namespace
}  // namespace sanggan::chemistry
