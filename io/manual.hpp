#pragma once
#include <string>

#include "io/description.hpp"

namespace sanggan {

/// The manual of the case files that `root` describes, in Markdown: docs/case_files.md.
std::string case_manual(Description const& root);

/// That of ensemble files: docs/ensemble_files.md.
std::string ensemble_manual(Description const& root);

}  // namespace sanggan
