#pragma once
#include <cstdio>
#include <string>

#include "app/exit_code.hpp"
#include "app/speciate.hpp"
#include "io/water_reader.hpp"

namespace sanggan {

/// Lets a kilogram of a water react, and prints what it is at each time.
/// @param path  of the file that describes it, for messages
/// @throws CaseError if the reaction names what the database does not know
ExitCode react_water(std::string const& path, WaterFile const& water,
                     chemistry::Database const& database, SpeciateOptions const& options,
                     std::FILE* out);

}  // namespace sanggan
