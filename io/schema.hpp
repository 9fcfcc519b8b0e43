#pragma once
#include <string>

#include "io/description.hpp"

namespace sanggan {

/// What a description is of: the maps of a case may take keys from other files.
enum class DescribedFile { case_file, study_file, ensemble_file };

/// JSON Schema (draft 2020-12) of the files that `root` describes, for editors that complete and
/// check them. What it cannot say (units, names that must exist) the reader checks.
std::string json_schema(Description const& root, DescribedFile what);

}  // namespace sanggan
