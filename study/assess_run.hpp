#pragma once
#include <mpi.h>

#include <string>

#include "io/case.hpp"
#include "study/study_result.hpp"

namespace sanggan {

/// Fills what the finished run in a folder shows of a scenario, costs apart. On a mesh without
/// columns there are no plumes, soils, health risks and pictures. Collective.
/// @throws IoError if its files cannot be read
void assess_run(Study const& study, Scenario const& scenario, Case const& c,
                std::string const& folder, MPI_Comm comm, ScenarioResult& result);

/// Costs, metrics and verdicts, once all runs are assessed. @param cases of the scenarios
void judge_study(std::vector<Case const*> const& cases, StudyResult& result);

}  // namespace sanggan
