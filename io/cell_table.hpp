#pragma once
#include <string>

#include "io/results_reader.hpp"

namespace sanggan {

/// Writes all cells at one time as CSV, in the order of their global numbers: time, x, y, z (m) of
/// the centre, zone, and each field, with units in the header; vectors as three columns. Each rank
/// writes its own part of the file. Collective. @throws IoError
void write_cell_table(std::string const& path, ResultsReader const& results, std::size_t time);

}  // namespace sanggan
