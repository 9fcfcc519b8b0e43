#include "physics/chemistry/log_k.hpp"
#include "physics/chemistry/totals.hpp"
#include "support.hpp"

namespace sanggan::chemistry {
namespace {

/// A litre of gas with 0.01 atm CO2 and 0.21 atm O2 over a kilogram of water that hydrochloric acid
/// is added to, against PHREEQC 3.8.9 [ParkhurstAppelo2013]; there gases follow Peng and Robinson,
/// here they are ideal, which at this pressure is 0.5 % of CO2.
TEST(Gas, OfGivenVolumeTakesWhatAcidDrivesOut) {
  DATABASE_OR_SKIP(database, "phreeqc.dat");
  WaterAnalysis water;
  water.measurements = {{"Ca", 1}, {.element = "C(4)", .amount = 2, .closure = Closure::charge}};
  auto const initial = speciate(*database, water);
  SystemRequest const request{.elements = {{"Ca"}, {"C"}, {"Cl"}}, .gases = {"CO2(g)", "O2(g)"}};
  System const system = compile(*database, request);
  struct Row {
    double acid, pH, p_CO2, p_O2, C4;
  };
  constexpr double litre = 1e-3, moles_per_atm = 101325 * litre / (gas_constant * 298.15);
  for (auto const& [acid, pH, p_CO2, p_O2, C4] :
       {Row{0, 7.0497, 0.011128, 0.20363, 0.0023745},
        Row{0.001, 6.4076, 0.024465, 0.20362, 0.0018291},
        Row{0.002, 4.6233, 0.037501, 0.20361, 0.0012958}}) {
    CellInput input{298.15, dissolved_components(system, initial.solver->equations(), 1)};
    input.gas_volume = litre;
    add_substance(system, parse_formula("CO2"), 0.01 * moles_per_atm, input.component);
    add_substance(system, parse_formula("O2"), 0.21 * moles_per_atm, input.component);
    add_substance(system, parse_formula("HCl"), acid, input.component);
    auto const cell = solve_cell(*database, request, input);
    auto const pressure = [&](char const* gas) {
      return cell.solver->equations().moles()[cell.system->species(gas)] / moles_per_atm;
    };
    EXPECT_NEAR(quantity(cell, "pH").value(), pH, 5e-3);
    EXPECT_NEAR(pressure("CO2(g)"), p_CO2, 0.01 * p_CO2);
    EXPECT_NEAR(pressure("O2(g)"), p_O2, 0.005 * p_O2);
    EXPECT_NEAR(cell.total("C"), C4, 0.005 * C4);
  }
}

}  // namespace
}  // namespace sanggan::chemistry
