#pragma once
#include <map>
#include <string>
#include <vector>

#include "physics/chemistry/compile.hpp"
#include "physics/chemistry/solved_water.hpp"

namespace sanggan::chemistry {

/// What exchangers and surfaces hold in equilibrium with a large amount of a water, which they do
/// not change: how the sites of a soil are before anything else flows in.
/// @param system   with the sites, in which the answer counts; it was compiled from `request`
/// @param sites    moles of each site and area (m2) of each surface, by name
/// @return moles of each component of `system` on the sites; and, unless a mineral brings them, the
/// sites themselves and areas
/// @throws std::invalid_argument if there is no such equilibrium
std::vector<double> sites_in_equilibrium(Database const& database, SystemRequest const& request,
                                         System const& system, SolvedWater const& water,
                                         std::map<std::string, double> const& sites);

/// Moles of each component on the sites of a solved cell, the sites themselves included.
std::vector<double> on_sites(Equations const& solved);

}  // namespace sanggan::chemistry
