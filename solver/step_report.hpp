#pragma once

namespace sanggan {

/// What one accepted step did, for progress and logs.
struct StepReport {
  double t = 0, dt = 0;  ///< end and length of the step (s)
  /// Totals so far; what is chemical, over all cells.
  long step = 0, cuts = 0, newton_iterations = 0, linear_iterations = 0, chemical_iterations = 0,
       chemical_solves = 0;
  double water_error = 0, species_error = 0;  ///< relative balance errors since the start (-)
};

/// Seconds of wall-clock time by phase, on this rank.
struct PhaseSeconds {
  double assembly = 0, preconditioner = 0, linear_solve = 0, transport = 0, reactions = 0,
         output = 0, total = 0;
};

}  // namespace sanggan
