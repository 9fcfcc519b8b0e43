#pragma once
#include <string>

#include "study/study_result.hpp"

namespace sanggan {

/// Writes the tables of a study into a folder: scenarios.csv (metrics and verdicts), water.csv,
/// plumes.csv, fences.csv, soils.csv, health.csv, mass.csv, costs.csv, cash_flow.csv. For one rank.
/// @throws IoError
void write_study_tables(StudyResult const& result, std::string const& folder);

}  // namespace sanggan
