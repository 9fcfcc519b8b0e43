#pragma once
#include <string>

namespace sanggan {

/// What is wrong with the numbers of an ASCII grid of nx times ny values: GDAL takes a word for 0
/// and lets the last value be missing. Empty if all is well. NaN is a number here: no data.
std::string problem_of_ascii_grid(std::string const& path, int nx, int ny);

}  // namespace sanggan
