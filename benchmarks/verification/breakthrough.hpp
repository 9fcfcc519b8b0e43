#pragma once
#include "benchmarks/verification/measure.hpp"

namespace sanggan::verification {

/// Runs to the end and returns the concentration of a species at a place after every step.
Curve breakthrough(Run& run, std::string name, Vec3 place, std::size_t species = 0);

/// Largest difference between a curve, linear between its points, and a table, at the table's x
/// from the first to the last x of the curve; NaN in the table is passed over.
double largest_difference(Curve const& curve, std::vector<double> const& x,
                          std::vector<double> const& y);

}  // namespace sanggan::verification
