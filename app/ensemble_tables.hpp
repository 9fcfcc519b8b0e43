#pragma once
#include <string>
#include <vector>

#include "app/run_batch.hpp"
#include "io/case.hpp"
#include "study/uncertainty/ensemble.hpp"

namespace sanggan {

/// Writes members.csv (inputs and chosen results), monitors.csv and .h5 (statistics through time),
/// convergence.csv (of the results with the number of members) and, of a design of Saltelli,
/// indices.csv. For one rank. @param runs of the members; those that are not done are left out
/// @throws IoError
void write_ensemble_tables(Ensemble const& ensemble,
                           std::vector<std::vector<double>> const& members,
                           std::vector<BatchRun> const& runs, Case const& base,
                           std::string const& folder);

}  // namespace sanggan
