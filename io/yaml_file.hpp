#pragma once
#include <string>

#include "io/section.hpp"

namespace sanggan {

/// Reads and parses one file, which must hold a map. Collective.
/// @throws CaseError with what is wrong with it, and all errors recorded so far
Node read_yaml_file(Reading& reading, std::string const& path);

}  // namespace sanggan
