#pragma once
#include <vector>

#include "io/section.hpp"
#include "physics/chemistry/kinetic_reaction.hpp"

namespace sanggan {

/// The reactions under the key `kinetics` of a section, by name; none if it is not given.
std::vector<chemistry::KineticReaction> read_kinetics(Section const& owner);

}  // namespace sanggan
