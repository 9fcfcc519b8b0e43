#pragma once
#include <mpi.h>

#include "io/case.hpp"
#include "io/section.hpp"
#include "io/setting.hpp"
#include "study/study.hpp"

namespace sanggan {

/// Reads and checks a study and its base case. Collective: all ranks return the same study or throw
/// the same error.
/// @throws CaseError with all errors of the case, or else all of the study, sorted by place
Study read_study(std::string const& path, MPI_Comm comm);

/// What read_study asks for, for the schema.
Description describe_study();

/// The base case of a study, with what the study sets in it. Collective. @throws CaseError
Case base_case(Study const& study, MPI_Comm comm);
/// The case of a scenario: the base case with its measures, under the name CASE-SCENARIO.
/// Collective. @throws CaseError with all errors of the measures
Case scenario_case(Study const& study, Scenario const& scenario, MPI_Comm comm);
/// The same of the scenario of that name in a study file. @throws CaseError if it has none
Case read_scenario(std::string const& study_path, std::string const& scenario, MPI_Comm comm);

// One function per section of a study file (docs/study.md), as in io/readers.hpp.

/// @param points those of the output of the case, and its wells
/// @param study with its standards
std::vector<Receptor> read_receptors(Section const& root, Setting const& setting,
                                     std::vector<std::string> const& points, Study const& study);
/// @param tree the whole study, of which measures and changes of receptors are kept as they are
std::vector<Scenario> read_scenarios(Section const& root, Node const& tree,
                                     std::vector<Receptor> const& receptors);
/// The receptors of each scenario: those of the study with the changes of the scenario.
void read_changed_receptors(Reading& reading, Node const& tree, Setting const& setting,
                            std::vector<std::string> const& points, Study& study);
/// The sections `gates` and `ranking`.
void read_criteria(Section const& root, Study& study);

}  // namespace sanggan
