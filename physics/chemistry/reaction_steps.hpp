#pragma once
#include <vector>

#include "physics/chemistry/input_blocks.hpp"

namespace sanggan::chemistry {

/// One step of a batch reaction, from its start.
struct ReactionStep {
  double time = 0;         ///< for which slow reactions have gone on (s)
  double added = 0;        ///< of the reaction's substances (mol)
  double temperature = 0;  ///< (K); 0: that of the waters
};

/// The steps that lists of times, amounts and temperatures make, as many as the longest has; a list
/// that ends stays at its last value. Lists that are not given may be null.
/// @param incremental  values of lists come on top of those before
std::vector<ReactionStep> reaction_steps(StepList const* times, StepList const* amounts,
                                         TemperatureBlock const* temperatures, bool incremental);

}  // namespace sanggan::chemistry
