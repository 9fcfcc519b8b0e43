#pragma once
#include <map>
#include <string>
#include <vector>

#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/equilibrium.hpp"

namespace sanggan::chemistry {

/// What exchangers and surfaces hold in equilibrium with a large amount of a water, which they do
/// not change: how the sites of a soil are before anything else flows in.
/// @param system   with the sites, in which the answer counts; it was compiled from `request`
/// @param solved   the water, with its solution at hand
/// @param pe       of the water, for valences that it does not hold itself
/// @param sites    moles of each site and area (m2) of each surface, by name
/// @return moles of each component of `system` on the sites, the sites themselves included; areas
/// @throws std::invalid_argument if there is no such equilibrium
std::vector<double> sites_in_equilibrium(Database const& database, SystemRequest const& request,
                                         System const& system, Equations const& solved,
                                         CellState const& state, double pe,
                                         std::map<std::string, double> const& sites);

}  // namespace sanggan::chemistry
