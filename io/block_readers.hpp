#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "io/block_messages.hpp"
#include "physics/chemistry/input_blocks.hpp"
#include "physics/chemistry/keywords.hpp"

namespace sanggan {

/// Temperatures (degrees C) of liquid water, which the constants of databases are for.
inline constexpr Range celsius_of_water{0, 100};

/// What the readers of one file's blocks share.
struct BlockReading {
  BlockMessages& messages;
  chemistry::Database const& database;  ///< with all that the file has defined so far
  std::vector<std::string>& unused;     ///< takes what is passed by, as `NAME (line N)`
};

// The readers of blocks by their keyword. What they do not know is recorded as an error.
chemistry::SolutionBlock read_solution(BlockReading& reading, chemistry::KeywordBlock const& block);
std::vector<chemistry::PhaseStock> read_equilibrium_phases(BlockReading& reading,
                                                           chemistry::KeywordBlock const& block);
chemistry::SiteBlock read_exchange(BlockReading& reading, chemistry::KeywordBlock const& block);
chemistry::SiteBlock read_surface(BlockReading& reading, chemistry::KeywordBlock const& block);
chemistry::GasBlock read_gas_phase(BlockReading& reading, chemistry::KeywordBlock const& block);
chemistry::KineticsBlock read_kinetics(BlockReading& reading, chemistry::KeywordBlock const& block);
chemistry::ReactionBlock read_reaction(BlockReading& reading, chemistry::KeywordBlock const& block);
chemistry::TemperatureBlock read_reaction_temperature(BlockReading& reading,
                                                      chemistry::KeywordBlock const& block);
chemistry::MixBlock read_mix(BlockReading& reading, chemistry::KeywordBlock const& block);

/// True of a first word with a dash that is no number.
bool looks_like_option(chemistry::TextLine const& line);
/// The solution of `-equilibrate [with] [solution] n`.
int read_equilibrate(BlockReading& reading, chemistry::TextLine const& line);
inline bool contains(std::vector<std::string> const& names, std::string const& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
/// The exchangers or the sites of surfaces of a table of the database.
std::vector<std::string> site_names(std::vector<chemistry::MasterEntry> const& masters);
/// The phase of a name as the database writes it; empty, and an error, if it has none.
std::string known_phase(BlockReading& reading, chemistry::TextLine const& line,
                        std::string const& name);
/// A formula, or that of a phase; with no composition, and an error, if it is none.
chemistry::Formula known_formula(BlockReading& reading, chemistry::TextLine const& line,
                                 std::string const& name);

}  // namespace sanggan
