#pragma once
#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

/// What the coarse grid of a study cost when `./dev counts` last recorded it, and whether this run
/// costs more than a regression would: a line for each fault.
std::vector<std::string> cost_faults(Problem const& problem, Study const& study, Work const& work);

/// Runs the coarse grids of all problems and writes what they cost.
void record_counts(std::vector<Problem> const& problems, std::string const& path);

}  // namespace sanggan::verification
