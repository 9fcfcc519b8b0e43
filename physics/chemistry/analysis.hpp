#pragma once
#include <string>
#include <vector>

#include "physics/chemistry/cell.hpp"
#include "physics/chemistry/compile.hpp"

namespace sanggan::chemistry {

/// One line of an analysis of water.
struct Measurement {
  std::string element;    ///< Ca, Fe(3), Alkalinity
  double amount;          ///< in `unit`
  std::string unit = {};  ///< empty: that of the analysis, of which it must keep the denominator
  std::string as = {};    ///< formula by which a mass is counted; empty: that of the database
  double molar_mass = 0;  ///< the same as a number (g/mol); 0: not given
  Closure closure = Closure::total;  ///< charge: adjusted to neutrality; phase: to saturation
  std::string phase = {};            ///< of Closure::phase
  double saturation = 0;             ///< log10, of Closure::phase
  std::string redox = {};            ///< "pe" or a couple; empty: that of the analysis
};

/// A phase at a saturation (log10).
struct Saturation {
  std::string phase;
  double target = 0;
};

/// An analysis of water, as a laboratory gives it.
struct WaterAnalysis {
  double temperature = 298.15;  ///< (K)
  double pH = 7;
  /// charge: the pH that makes the water neutral; phase: that saturates it.
  Closure pH_closure = Closure::activity;
  double pe = 4;
  Closure pe_closure = Closure::activity;  ///< phase: the pe that saturates the water
  /// Of Closure::phase: the phase and its log10 saturation.
  Saturation pH_phase = {}, pe_phase = {};
  /// pe, or the couple of `redox`, also says how much O2 and H2 there is, as in PHREEQC.
  bool gases_by_pe = false;
  std::string redox = "pe";  ///< where elements without valence take their electrons from
  double density = 1;        ///< (kg/L)
  /// Amount (mol, mmol, umol, g, mg, ug; eq of alkalinity) per L, kgs (solution) or kgw (water); or
  /// ppt, ppm, ppb of the mass of the solution.
  std::string unit = "mmol/kgw";
  std::vector<Measurement> measurements = {};
};

/// @throws std::invalid_argument if it is no unit of an analysis
void check_unit(std::string const& unit);

/// True where a measurement is of alkalinity, not of an element.
bool is_alkalinity(Measurement const& measurement);
/// The element that an alkalinity determines: carbon, wherever the database keeps it.
std::string alkaline_element(Database const& database);

/// The system and the cell that a speciation of the analysis solves, for 1 kg of water.
struct Speciation {
  SystemRequest request;
  CellInput input;  ///< in the order of the components of `compile(database, request)`
};

/// Converts units and lays the problem out. Elements without valence hold all their valences at one
/// pe; valences given apart stay apart.
/// @param indicators  phases of which the saturation is asked, where all their elements are in play
/// @throws std::invalid_argument for an unknown element or unit
Speciation prepare_speciation(Database const& database, WaterAnalysis const& analysis,
                              std::vector<std::string> const& indicators = {});

/// Molalities (mol per kg of water) of the measurements, in their order; alkalinity in eq.
std::vector<double> molalities(Database const& database, WaterAnalysis const& analysis);

}  // namespace sanggan::chemistry
