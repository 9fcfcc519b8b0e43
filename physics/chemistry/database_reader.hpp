#pragma once
#include <istream>
#include <span>
#include <string>

#include "physics/chemistry/database.hpp"
#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

/// Reads a PHREEQC database [ParkhurstAppelo2013] as it is. What cannot be used stands in the notes
/// of the result with its line and the consequence; nothing is left out silently.
Database read_database(std::istream& file, std::string name);

/// Adds the blocks of another file to a database, as the user's own definitions after it: a species
/// or a phase that is defined again replaces the first.
void read_into(Database& database, std::istream& file);
void read_into(Database& database, std::span<TextLine const> lines);

}  // namespace sanggan::chemistry
