#pragma once
#include "physics/chemistry/database.hpp"

namespace sanggan::chemistry {

/// Notes the reactions that name species which nobody defines, and those that do not balance.
void check_reactions(Database& database);

}  // namespace sanggan::chemistry
