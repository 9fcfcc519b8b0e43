#include "physics/chemistry/database.hpp"

#include <algorithm>
#include <stdexcept>

#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

MasterEntry const* Database::master(std::string_view element) const {
  auto const found = std::find_if(masters.begin(), masters.end(),
                                  [&](MasterEntry const& m) { return m.element == element; });
  return found == masters.end() ? nullptr : &*found;
}

PhaseEntry const* Database::phase(std::string_view name) const {
  std::string const wanted = lower(name);
  auto const found = std::find_if(phases.begin(), phases.end(),
                                  [&](PhaseEntry const& p) { return lower(p.name) == wanted; });
  return found == phases.end() ? nullptr : &*found;
}

double Database::molar_mass(Composition const& composition) const {
  double mass = 0;
  for (auto const& [element, amount] : composition) {
    MasterEntry const* const entry = master(without_valence(element));
    if (entry == nullptr)
      throw std::invalid_argument(file + " has no element " + without_valence(element));
    mass += amount * entry->element_mass;
  }
  return mass;
}

std::vector<std::string> Database::messages() const {
  std::vector<std::string> lines;
  lines.reserve(notes.size());
  for (Note const& note : notes)
    lines.push_back(file + ":" + std::to_string(note.line) + ": " + note.text);
  return lines;
}

}  // namespace sanggan::chemistry
