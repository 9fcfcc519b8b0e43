#pragma once
#include <string>
#include <vector>

#include "io/section.hpp"
#include "physics/chemistry/site_chemistry.hpp"

namespace sanggan {

/// The surfaces of minerals, and capacitances of surfaces, under the key `surfaces` of a chemistry.
/// @param sites        that the database knows
/// @param description  with minerals, zones and the surfaces of zones; takes what is read
void read_surfaces(Section const& chemistry, std::vector<std::string> const& sites,
                   chemistry::ChemistryDescription& description);

}  // namespace sanggan
