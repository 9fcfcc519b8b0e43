#pragma once
#include "benchmarks/verification/problem.hpp"

namespace sanggan::verification {

/// Writes the page from the records of all problems in a folder, of the hard cases and of the
/// errors in time, and for gnuplot the axes of each plot, DIR/<folder>.axes.gp.
/// @throws std::runtime_error if a problem has not been run
void write_page(std::vector<Problem> const& problems, std::string const& folder,
                std::string const& page);

}  // namespace sanggan::verification
