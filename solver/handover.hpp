#pragma once
#include <vector>

#include "solver/state.hpp"
#include "solver/step_report.hpp"

namespace sanggan {

/// What one simulation of a run hands to the next where the site changes: its state, its work so
/// far, and what the site held, on this rank.
struct Handover {
  State state;
  StepReport report;
  PhaseSeconds seconds;
  std::vector<double> water_at_rest;  ///< [n_owned] at the pressure heads of the state (-)
  /// [quantity][n_owned] per volume of ground: water (-), then the species in all pools (mol/m3).
  std::vector<std::vector<double>> held;
  std::vector<double> waste;   ///< [species] in the waste, over all cells (mol)
  std::vector<double> stored;  ///< by quantity, over all cells: water (m3), then species (mol)
};

}  // namespace sanggan
