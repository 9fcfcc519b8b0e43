#pragma once
#include <string>

#include "io/case.hpp"
#include "study/study_result.hpp"

namespace sanggan {

/// study.json (docs/study.md): everything that the report and the tables show.
/// @param c the base case, for places of receptors
std::string study_json(StudyResult const& result, Case const& c);

}  // namespace sanggan
