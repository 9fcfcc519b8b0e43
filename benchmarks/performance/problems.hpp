#pragma once
#include <string>
#include <vector>

#include "solver/simulation.hpp"

namespace sanggan::benchmark {

/// A number of the answer beside what it ought to be.
struct Check {
  std::string what;
  double found, expected, tolerance;
};

/// What one problem cost, and whether its answer is right.
struct Measurement {
  std::string problem;
  GlobalIndex cells = 0;
  StepReport work;
  PhaseSeconds seconds;
  double start_seconds = 0;   ///< mesh, matrix and steady start
  double bytes_per_cell = 0;  ///< peak resident memory of all ranks less that before the problem
  double balance_error = 0;   ///< worst of water and species (-)
  std::vector<Check> checks;
};

/// PA1 (refined = false) and PA2: infiltration under a heap into dry loam, by the upstream scheme
/// that others were run with or by the `best_scheme`.
Measurement infiltration(bool refined, bool best_scheme);
/// PB1: a sorbing plume, 100 steps; with `species` equal species. `best_scheme` in place of the
/// upwind scheme that others were run with.
Measurement plume(int species, int steps, bool best_scheme);
/// PC2: acid leachate into calcareous soil with a surface and an exchanger, in steps so short that
/// transport and reactions apart err by less than 1 %.
Measurement acid_leachate();

}  // namespace sanggan::benchmark
