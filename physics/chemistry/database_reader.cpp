#include "physics/chemistry/database_reader.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "physics/chemistry/database_check.hpp"
#include "physics/chemistry/equation.hpp"
#include "physics/chemistry/keywords.hpp"
#include "physics/chemistry/reaction_options.hpp"
#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {
namespace {

using Lines = std::span<TextLine const>;

/// Appends an entry, or puts it in the place of the one with the same name. @return its place
template <class Entry>
std::size_t put(std::vector<Entry>& entries, Entry entry, std::string Entry::*name) {
  auto const same = std::find_if(entries.begin(), entries.end(),
                                 [&](Entry const& e) { return e.*name == entry.*name; });
  auto const place = static_cast<std::size_t>(same - entries.begin());
  if (same == entries.end()) entries.emplace_back();
  entries[place] = std::move(entry);
  return place;
}

/// Fills one database from the blocks of one file.
class DatabaseReader {
 public:
  explicit DatabaseReader(Database& database) : db_(database), options_(database.notes) {}

  void read(Lines lines);

 private:
  void read_block(std::string_view keyword, int line, Lines lines);
  void read_masters(Lines lines);
  void read_site_masters(Lines lines, std::vector<MasterEntry>& masters);
  void read_species(Lines lines, std::vector<SpeciesEntry>& species);
  void read_phases(Lines lines);
  void read_rates(Lines lines);
  void read_llnl(Lines lines);
  void finish_species(ReactionOptions const& options, SpeciesEntry& entry, double moles,
                      std::vector<SpeciesEntry>& species);
  void finish_phase(ReactionOptions const& options, PhaseEntry& entry, double moles);
  void resolve_input_masses();
  void note(TextLine const& line, std::string const& consequence) {
    db_.notes.push_back({line.number, "\"" + line.text + "\": " + consequence});
  }

  Database& db_;
  OptionReader options_;
  std::vector<std::pair<std::size_t, std::string>> mass_formulas_;  ///< master, column 4
};

/// CO2 of CO2(g): the state of a phase is no part of its formula.
std::string_view without_state(std::string_view formula) {
  for (std::string_view const state : {"(g)", "(s)"})
    if (formula.ends_with(state)) formula.remove_suffix(state.size());
  return formula;
}

void DatabaseReader::read(Lines lines) {
  std::vector<KeywordBlock> const blocks = split_blocks(lines);
  TextLine const* const first = blocks.empty() ? lines.data() + lines.size() : blocks.front().head;
  for (TextLine const* line = lines.data(); line != first; ++line)
    note(*line, "stands before any keyword, left out");
  for (KeywordBlock const& block : blocks)
    read_block(block.keyword, block.head->number, block.lines);
  resolve_input_masses();
  check_reactions(db_);
  options_.note_unused();
  std::stable_sort(db_.notes.begin(), db_.notes.end(),
                   [](Note const& a, Note const& b) { return a.line < b.line; });
  auto const same = [](Note const& a, Note const& b) {
    return a.line == b.line && a.text == b.text;
  };
  db_.notes.erase(std::unique(db_.notes.begin(), db_.notes.end(), same), db_.notes.end());
}

void DatabaseReader::read_block(std::string_view keyword, int line, Lines lines) {
  if (keyword == "SOLUTION_MASTER_SPECIES") return read_masters(lines);
  if (keyword == "SOLUTION_SPECIES") return read_species(lines, db_.species);
  if (keyword == "PHASES") return read_phases(lines);
  if (keyword == "EXCHANGE_MASTER_SPECIES") return read_site_masters(lines, db_.exchange_masters);
  if (keyword == "EXCHANGE_SPECIES") return read_species(lines, db_.exchange_species);
  if (keyword == "SURFACE_MASTER_SPECIES") return read_site_masters(lines, db_.surface_masters);
  if (keyword == "SURFACE_SPECIES") return read_species(lines, db_.surface_species);
  if (keyword == "RATES") return read_rates(lines);
  if (keyword == "LLNL_AQUEOUS_MODEL_PARAMETERS") return read_llnl(lines);
  if (keyword == "END") return;
  db_.notes.push_back({line, std::string(keyword) + ": the block (" + std::to_string(lines.size()) +
                                 " lines) is not used"});
}

void DatabaseReader::read_masters(Lines lines) {
  for (TextLine const& line : lines) {
    auto const& words = line.words;
    auto const alkalinity = words.size() > 2 ? to_number(words[2]) : std::nullopt;
    if (words.size() < 4 || !alkalinity) {
      note(line, "needs element, species, alkalinity and mass: the element is left out");
      continue;
    }
    MasterEntry entry{normal_valence(words[0]), words[1], *alkalinity, 0, 0, line.number};
    if (auto const mass = to_number(words[3])) entry.input_mass = *mass;
    if (auto const mass = words.size() > 4 ? to_number(words[4]) : std::nullopt)
      entry.element_mass = *mass;
    else if (entry.element.find('(') == std::string::npos)
      note(line, "gives no atomic mass: masses with this element cannot be converted");
    auto const place = put(db_.masters, std::move(entry), &MasterEntry::element);
    if (!to_number(words[3])) mass_formulas_.emplace_back(place, words[3]);
  }
}

void DatabaseReader::read_site_masters(Lines lines, std::vector<MasterEntry>& masters) {
  for (TextLine const& line : lines) {
    if (line.words.size() < 2)
      note(line, "needs a site and its master species: the site is left out");
    else
      put(masters, {line.words[0], line.words[1], 0, 0, 0, line.number}, &MasterEntry::element);
  }
}

void DatabaseReader::read_species(Lines lines, std::vector<SpeciesEntry>& species) {
  SpeciesEntry entry;
  ReactionOptions options;
  double moles = 1;
  for (TextLine const& line : lines) {
    if (options_.read(line, options)) continue;
    finish_species(options, entry, moles, species);
    entry = {};
    options = {};
    try {
      Equation const equation = parse_equation(line.text);
      entry.formation = formation_of_first_right(equation, moles);
      entry.formula = parse_formula(equation.right.front().species);
      entry.name = equation.right.front().species;
      entry.line = line.number;
    } catch (std::invalid_argument const& error) {
      note(line, std::string(error.what()) + ": the species is left out");
    }
  }
  finish_species(options, entry, moles, species);
}

void DatabaseReader::finish_species(ReactionOptions const& options, SpeciesEntry& entry,
                                    double moles, std::vector<SpeciesEntry>& species) {
  if (entry.name.empty()) return;
  entry.log_K.add(options.equilibrium_constant(), 1 / moles);
  entry.activity = options.activity;
  entry.mole_balance = options.mole_balance;
  entry.checked = options.checked;
  put(species, std::move(entry), &SpeciesEntry::name);
}

void DatabaseReader::read_phases(Lines lines) {
  PhaseEntry entry;
  ReactionOptions options;
  double moles = 1;
  bool has_reaction = false;
  for (TextLine const& line : lines) {
    if (options_.read(line, options)) continue;
    if (line.text.find('=') == std::string::npos) {
      if (has_reaction) finish_phase(options, entry, moles);
      if (!has_reaction && !entry.name.empty())
        db_.notes.push_back({entry.line, entry.name + " has no reaction: the phase is left out"});
      entry = {};
      options = {};
      has_reaction = false;
      entry.name = line.words.front();
      entry.line = line.number;
      continue;
    }
    try {
      Equation const equation = parse_equation(line.text);
      entry.dissolution = dissolution_of_first_left(equation, moles);
      entry.formula = parse_formula(without_state(equation.left.front().species));
      has_reaction = true;
    } catch (std::invalid_argument const& error) {
      note(line, std::string(error.what()) + ": the phase is left out");
    }
  }
  if (has_reaction) finish_phase(options, entry, moles);
}

void DatabaseReader::finish_phase(ReactionOptions const& options, PhaseEntry& entry, double moles) {
  entry.log_K.add(options.equilibrium_constant(), 1 / moles);
  entry.checked = options.checked;
  put(db_.phases, std::move(entry), &PhaseEntry::name);
}

void DatabaseReader::read_rates(Lines lines) {
  bool in_program = false;
  for (TextLine const& line : lines) {
    std::string const first = lower(line.words.front());
    if (first == "-start" || first == "start") {
      in_program = true;
    } else if (first == "-end" || first == "end") {
      in_program = false;
    } else if (in_program && !db_.rates.empty()) {
      db_.rates.back().program.push_back(line.text);
    } else {
      put(db_.rates, {line.words.front(), {}, line.number}, &RateEntry::name);
      note(line, "a rate; its program is kept but not run");
    }
  }
}

void DatabaseReader::read_llnl(Lines lines) {
  std::vector<double>* list = nullptr;
  for (TextLine const& line : lines) {
    for (std::string const& word : line.words) {
      std::string const name = lower(word);
      if (auto const value = to_number(word)) {
        if (list != nullptr) list->push_back(*value);
      } else if (name.starts_with("-temp")) {
        list = &db_.llnl.temperature;
      } else if (name == "-dh_a" || name == "-adh") {
        list = &db_.llnl.A;
      } else if (name == "-dh_b" || name == "-bdh") {
        list = &db_.llnl.B;
      } else if (name == "-bdot" || name == "-b_dot") {
        list = &db_.llnl.b_dot;
      } else {
        list = nullptr;
        note(line, "not used: dissolved gases take the activity coefficient 1");
      }
    }
  }
  LlnlTable const& table = db_.llnl;
  std::size_t const n = table.temperature.size();
  if (n >= 2 && table.A.size() == n && table.B.size() == n && table.b_dot.size() == n) return;
  if (!lines.empty())
    note(lines.front(), "the lists differ in length: the B-dot model is not used");
  db_.llnl = {};
}

void DatabaseReader::resolve_input_masses() {
  for (auto const& [place, formula] : mass_formulas_) {
    MasterEntry& master = db_.masters[place];
    try {
      master.input_mass = db_.molar_mass(parse_formula(formula).composition);
    } catch (std::invalid_argument const& error) {
      db_.notes.push_back(
          {master.line, std::string(error.what()) + ": grams of this element cannot be converted"});
    }
  }
}

}  // namespace

Database read_database(std::istream& file, std::string name) {
  Database database;
  database.file = std::move(name);
  read_into(database, file);
  return database;
}

void read_into(Database& database, std::istream& file) {
  read_into(database, read_text_lines(file));
}

void read_into(Database& database, std::span<TextLine const> lines) {
  DatabaseReader(database).read(lines);
}

}  // namespace sanggan::chemistry
