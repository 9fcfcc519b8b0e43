#pragma once
#include <string>

#include "io/description.hpp"

namespace sanggan {

/// JSON Schema (draft 2020-12) of the case files that `root` describes, for editors that complete
/// and check them. What it cannot say (units, names that must exist) the reader checks.
std::string json_schema(Description const& root);

}  // namespace sanggan
