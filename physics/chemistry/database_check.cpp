#include "physics/chemistry/database_check.hpp"

#include <stdexcept>
#include <string>
#include <unordered_set>

#include "physics/chemistry/equation.hpp"

namespace sanggan::chemistry {
namespace {

template <class Entry>
void check_reaction(Database& database, Entry const& entry, std::vector<Term> const& terms,
                    std::unordered_set<std::string> const& known) {
  for (Term const& term : terms)
    if (!known.contains(term.species))
      database.notes.push_back({entry.line, entry.name + " is made of " + term.species +
                                                ", which has no reaction: it cannot be used"});
  try {
    std::string const fault = entry.checked ? unbalanced(entry.formula, terms) : "";
    if (!fault.empty())
      database.notes.push_back({entry.line, "the reaction of " + entry.name +
                                                " does not balance in " + fault +
                                                ": it is used as it stands"});
  } catch (std::invalid_argument const& error) {
    database.notes.push_back(
        {entry.line, std::string(error.what()) + ": " + entry.name + " cannot be checked"});
  }
}

}  // namespace

void check_reactions(Database& database) {
  std::unordered_set<std::string> known;
  for (auto const* list :
       {&database.species, &database.exchange_species, &database.surface_species})
    for (SpeciesEntry const& entry : *list) known.insert(entry.name);
  for (auto const* list :
       {&database.species, &database.exchange_species, &database.surface_species})
    for (SpeciesEntry const& entry : *list)
      if (!entry.formation.empty()) check_reaction(database, entry, entry.formation, known);
  for (PhaseEntry const& entry : database.phases)
    check_reaction(database, entry, entry.dissolution, known);
}

}  // namespace sanggan::chemistry
