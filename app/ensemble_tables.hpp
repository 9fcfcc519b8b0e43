#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/run_batch.hpp"
#include "io/case.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// The limit of a species in the unit of a column or field of this name, if the name is that of its
/// dissolved concentration and the case gives it a limit.
/// @param before, after what stands around the name of the species
std::optional<double> limit_of(Case const& c, std::string_view name, std::string_view unit,
                               std::string_view before, std::string_view after);

/// Writes members.csv (inputs and chosen results), monitors.csv (statistics through time),
/// convergence.csv (of the results with the number of members) and, of a design of Saltelli,
/// indices.csv. For one rank. @param runs of the members; those that are not done are left out
/// @throws IoError
void write_ensemble_tables(Ensemble const& ensemble,
                           std::vector<std::vector<double>> const& members,
                           std::vector<BatchRun> const& runs, Case const& base,
                           std::string const& folder);

}  // namespace sanggan
