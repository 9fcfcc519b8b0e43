#pragma once
#include <string>

#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

/// What one grid cost and gave.
struct GridRecord {
  std::string label;
  double h = 0;
  Work work;
  std::vector<double> errors;
};

/// Runs a study on one of its grids. @throws RunFailure
GridRecord run_grid(Problem const& problem, Study const& study, Grid const& grid, Answer& answer);

/// What is wrong with the answers on the grids done so far (one, or all three), a line each.
std::vector<std::string> faults(Study const& study, std::vector<GridRecord> const& grids);

/// Order of convergence of a criterion over all grids.
double mean_order(std::vector<GridRecord> const& grids, std::size_t criterion);

/// Runs all studies of a problem on their three grids and writes DIR/<folder>.json and the curves
/// of the plot, DIR/<folder>.computed.dat and .reference.dat. @return what is wrong
std::vector<std::string> record(Problem const& problem, std::string const& folder);

}  // namespace sanggan::verification
