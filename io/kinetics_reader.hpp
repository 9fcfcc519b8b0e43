#pragma once
#include <vector>

#include "io/section.hpp"
#include "physics/chemistry/kinetic_reaction.hpp"

namespace sanggan {

/// Where the moles of the reactants stand: with the reactions, or by zone.
enum class Stock { here, by_zone };

/// The rate law that the keys of a section give.
chemistry::Rate read_rate(Section const& section);

/// The reactions under the key `kinetics` of a section, by name; none if it is not given.
std::vector<chemistry::KineticReaction> read_kinetics(Section const& owner, Stock stock);

}  // namespace sanggan
