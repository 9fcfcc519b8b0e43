#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "io/section.hpp"
#include "physics/chemistry/database.hpp"
#include "physics/chemistry/site_chemistry.hpp"
#include "physics/site.hpp"

namespace sanggan {

/// The names that a database knows, to check those of the case against.
struct KnownNames {
  std::vector<std::string> elements, phases, exchangers, sites, species;

  KnownNames() = default;
  explicit KnownNames(chemistry::Database const& database);
};

/// Records that the key of a value is no known name. Where none is known, nothing is.
void check_key(Section const& value, std::string const& name, std::string_view what,
               std::vector<std::string> const& known);

/// What ground of a material holds: a zone at the start, or a fill.
/// @param material  whose density counts its mass; null where there is none, which is said
/// elsewhere
chemistry::GroundChemistry read_ground(Section const& section, std::string const& name,
                                       Material const* material,
                                       std::vector<std::string> const& waters,
                                       std::vector<chemistry::KineticReaction> const& reactions,
                                       KnownNames const& known);

}  // namespace sanggan
