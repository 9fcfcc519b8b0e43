#pragma once
#include <vector>

#include "io/section.hpp"
#include "study/limits.hpp"

namespace sanggan {

/// The limits in a CSV file of the form of data/standards (docs/study.md). Errors are recorded.
/// Collective.
std::vector<Limit> read_limits(Section const& file);

/// The limits of the project's own standards.
std::vector<Limit> own_limits();

/// Names of the standards in `limits`, each once, in order of their first limit.
std::vector<std::string> standards_in(std::vector<Limit> const& limits);

}  // namespace sanggan
