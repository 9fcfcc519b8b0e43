#pragma once
#include <vector>

namespace sanggan::chemistry {

/// What one cell holds, and what is held fixed in it.
struct CellInput {
  double temperature = 298.15;    ///< (K)
  std::vector<double> component;  ///< [n_components] see Closure
  /// [n_reactive_phases] moles of phases brought in, which `component` counts too: where a solve
  /// without a state begins. Empty: none.
  std::vector<double> phase = {};
  double gas_volume = 0;  ///< of the gases of the system (m3)
};

/// The equilibrium of one cell, and where the next solve starts.
struct CellState {
  /// [n_components] ln of the activity; of water ln of its mass (kg), of a surface -F psi/(R T).
  std::vector<double> ln_activity;
  double ln_water_activity = 0;
  double ionic_strength = 0;  ///< (mol/kg)
  std::vector<double> phase;  ///< [n_reactive_phases] (mol)

  bool empty() const { return ln_activity.empty(); }
};

/// How a solve ended.
struct CellOutcome {
  bool converged = false;
  int iterations = 0;
  double residual = 0;      ///< largest imbalance of a component, relative to what it adds up
  int worst_component = 0;  ///< where it is
};

}  // namespace sanggan::chemistry
