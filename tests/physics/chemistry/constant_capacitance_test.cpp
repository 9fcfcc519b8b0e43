// Surfaces that are condensers of a given capacitance: sigma = C psi [SchindlerStumm1987].
#include <cmath>

#include "small_database.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

constexpr double sites = 1e-3, area = 300;  // (mol), (m2)
constexpr double T = 298.15, F_RT = faraday_constant / (gas_constant * T);

/// A surface in salt water of a given pH, with nothing else to sorb.
SolvedCell surface(double pH, double capacitance, bool electrostatics = true) {
  SystemRequest request{.elements = {{"Na", Closure::activity}, {"Cl", Closure::activity}},
                        .water = Closure::activity,
                        .hydrogen = Closure::activity,
                        .redox = false,
                        .surfaces = {"Hfo"},
                        .electrostatics = electrostatics};
  if (capacitance > 0) request.capacitances = {{"Hfo", capacitance}};
  CellInput input{T, {1, -pH, -2, -2, sites}};
  if (electrostatics) input.component.push_back(area);
  return solve_cell(database_of(small_database), request, input);
}

/// Charge (C/m2) of a surface whose sites take up and give off protons, at a potential psi (V).
double site_charge(double pH, double psi) {
  double const taken = std::pow(10, 7.29 - pH) * std::exp(-F_RT * psi);
  double const given = std::pow(10, pH - 8.93) * std::exp(F_RT * psi);
  return faraday_constant * sites / area * (taken - given) / (1 + taken + given);
}

/// The potential is where the charge of the sites, which falls with it, meets that of the
/// condenser.
TEST(ConstantCapacitance, ChargeIsCapacitanceTimesPotential) {
  for (double const C : {0.2, 1.06, 5.0})
    for (double const pH : {3.0, 5.0, 7.0, 8.11, 10.0, 12.0}) {
      double low = -1, high = 1;
      for (int k = 0; k < 60; ++k) {
        double const middle = (low + high) / 2;
        (site_charge(pH, middle) > C * middle ? low : high) = middle;
      }
      EXPECT_NEAR(surface(pH, C).potential("Hfo"), low, 1e-12) << pH << " " << C;
    }
}

/// A large capacitance leaves a potential of at most that of all sites charged, and so little
/// difference to none.
TEST(ConstantCapacitance, EndsWithoutElectrostatics) {
  constexpr double C = 1e9, difference = 2 * F_RT * faraday_constant * sites / area / C;
  for (double const pH : {4.0, 10.0}) {
    auto const large = surface(pH, C), none = surface(pH, 0, false);
    for (char const* species : {"Hfo_wOH2+", "Hfo_wOH", "Hfo_wO-"})
      EXPECT_NEAR(large.molality(species), none.molality(species),
                  difference * none.molality(species))
          << species;
  }
}

}  // namespace
}  // namespace sanggan::chemistry
