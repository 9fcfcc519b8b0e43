#include "io/block_readers.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace sanggan {

using namespace chemistry;

bool looks_like_option(TextLine const& line) {
  std::string const& word = line.words[0];
  return word.starts_with('-') && !to_number(word);
}

int read_equilibrate(BlockReading& reading, TextLine const& line) {
  std::size_t k = 1;
  while (k < line.words.size() &&
         (lower(line.words[k]) == "with" || lower(line.words[k]) == "solution"))
    ++k;
  reading.messages.ends(line, k + 1);
  return static_cast<int>(
      reading.messages.number(line, k, "the number of a solution", not_negative));
}

std::vector<std::string> site_names(std::vector<MasterEntry> const& masters) {
  std::vector<std::string> names;
  names.reserve(masters.size());
  for (MasterEntry const& master : masters) names.push_back(master.element);
  return names;
}

std::string known_phase(BlockReading& reading, TextLine const& line, std::string const& name) {
  if (PhaseEntry const* const phase = reading.database.phase(name)) return phase->name;
  std::vector<std::string> known;
  for (PhaseEntry const& phase : reading.database.phases) known.push_back(phase.name);
  reading.messages.unknown(line, name, "a phase of " + reading.database.file, known);
  return "";
}

Formula known_formula(BlockReading& reading, TextLine const& line, std::string const& name) {
  if (PhaseEntry const* const phase = reading.database.phase(name)) return phase->formula;
  try {
    Formula formula = parse_formula(name);
    for (auto const& [element, amount] : formula.composition)
      if (reading.database.master(normal_valence(element)) == nullptr)
        throw std::invalid_argument(reading.database.file + " has no element " + element);
    return formula;
  } catch (std::invalid_argument const& error) {
    reading.messages.error(
        line, fmt::format("names \"{}\", which is no formula or phase: {}", name, error.what()));
    return {};
  }
}

}  // namespace sanggan
