#include "io/blocks_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

#include "io/block_readers.hpp"
#include "io/database_file.hpp"
#include "io/files.hpp"
#include "io/section.hpp"
#include "physics/chemistry/database_reader.hpp"

namespace sanggan {
namespace {

using namespace chemistry;

constexpr std::array definitions{
    "SOLUTION_MASTER_SPECIES", "SOLUTION_SPECIES", "PHASES",
    "EXCHANGE_MASTER_SPECIES", "EXCHANGE_SPECIES", "SURFACE_MASTER_SPECIES",
    "SURFACE_SPECIES"};
constexpr std::array harmless_keywords{"PRINT",      "SELECTED_OUTPUT", "USER_PUNCH",
                                       "USER_PRINT", "USER_GRAPH",      "KNOBS"};
/// Keywords of one line alone.
constexpr std::array lone{"USE", "SAVE", "DATABASE", "INCREMENTAL_REACTIONS"};

struct KindName {
  char const* keyword;
  BlockKind kind;
};
constexpr std::array<KindName, n_block_kinds> kinds{
    {{"SOLUTION", BlockKind::solution},
     {"EQUILIBRIUM_PHASES", BlockKind::phases},
     {"EXCHANGE", BlockKind::exchange},
     {"SURFACE", BlockKind::surface},
     {"GAS_PHASE", BlockKind::gas},
     {"KINETICS", BlockKind::kinetics},
     {"REACTION", BlockKind::reaction},
     {"REACTION_TEMPERATURE", BlockKind::temperature},
     {"MIX", BlockKind::mix}}};

std::optional<BlockKind> kind_of(std::string const& keyword) {
  auto const found = std::find_if(kinds.begin(), kinds.end(),
                                  [&](KindName const& name) { return keyword == name.keyword; });
  return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

bool is_one_of(std::string const& keyword, auto const& names) {
  return std::find(names.begin(), names.end(), keyword) != names.end();
}

std::size_t index(BlockKind kind) { return static_cast<std::size_t>(kind); }

/// Reads one file, simulation by simulation.
class BlocksReader {
 public:
  BlocksReader(BlockMessages& messages, Database database)
      : messages_(messages), database_(std::make_shared<Database const>(std::move(database))) {}

  BlocksFile read(std::span<KeywordBlock const> blocks);

 private:
  void read_simulation(std::span<KeywordBlock const> blocks);
  void define_species(std::span<KeywordBlock const> blocks);
  void read_block(KeywordBlock const& block, InputSimulation& simulation);
  void read_definition(BlockKind kind, KeywordBlock const& block, InputSimulation& simulation);
  void read_use(TextLine const& line, InputSimulation& simulation);
  void read_save(TextLine const& line, InputSimulation& simulation);
  void read_incremental(TextLine const& line);
  std::optional<BlockKind> read_kind(TextLine const& line);
  void check_numbers(InputSimulation const& simulation);
  void check_solution(int line, int number);
  bool is_known(BlockKind kind, int number) const { return known_[index(kind)].contains(number); }
  void know(BlockKind kind, NumberRange numbers) {
    for (int n = numbers.first; n <= numbers.last; ++n) known_[index(kind)].insert(n);
  }

  BlockMessages& messages_;
  std::shared_ptr<Database const> database_;
  BlocksFile file_;
  TextLine const* first_ = nullptr;
  std::array<std::set<int>, n_block_kinds> known_;  ///< numbers that are defined or saved
  bool incremental_ = false;
};

BlocksFile BlocksReader::read(std::span<KeywordBlock const> blocks) {
  file_.database = database_;
  if (!blocks.empty()) first_ = blocks.front().head;
  while (!blocks.empty()) {
    auto const end = std::find_if(blocks.begin(), blocks.end(),
                                  [](KeywordBlock const& block) { return block.keyword == "END"; });
    auto const n = static_cast<std::size_t>(end - blocks.begin());
    if (n > 0) read_simulation(blocks.first(n));
    if (end != blocks.end() && !end->lines.empty())
      messages_.error(end->lines.front(), "stands after END and before any keyword");
    blocks = blocks.subspan(std::min(n + 1, blocks.size()));
  }
  return std::move(file_);
}

void BlocksReader::read_simulation(std::span<KeywordBlock const> blocks) {
  define_species(blocks);
  InputSimulation simulation{.line = blocks.front().head->number, .database = database_};
  for (KeywordBlock const& block : blocks) read_block(block, simulation);
  check_numbers(simulation);
  for (SaveBlock const& save : simulation.saves) {
    bool const is_there = save.kind == BlockKind::solution || simulation.use(save.kind);
    if (!simulation.reacts() || !is_there)
      messages_.error(save.line, "saves what does not react in this simulation");
    know(save.kind, save.numbers);
  }
  simulation.incremental = incremental_;
  file_.simulations.push_back(std::move(simulation));
}

/// Takes species and phases of the simulation into a database of its own. What the database's
/// reader leaves out is an error here.
void BlocksReader::define_species(std::span<KeywordBlock const> blocks) {
  std::vector<TextLine> lines;
  for (KeywordBlock const& block : blocks) {
    if (!is_one_of(block.keyword, definitions)) continue;
    lines.push_back(*block.head);
    lines.insert(lines.end(), block.lines.begin(), block.lines.end());
  }
  if (lines.empty()) return;
  auto patched = std::make_shared<Database>(*database_);
  std::set<std::pair<int, std::string>> before;
  for (Note const& note : patched->notes) before.emplace(note.line, note.text);
  read_into(*patched, lines);
  for (Note const& note : patched->notes) {
    if (before.contains({note.line, note.text})) continue;
    if (note.harmless)
      file_.unused.push_back(fmt::format("{} (line {})", note.text, note.line));
    else
      messages_.error(note.line, note.text);
  }
  database_ = std::move(patched);
}

void BlocksReader::read_block(KeywordBlock const& block, InputSimulation& simulation) {
  std::string const& keyword = block.keyword;
  TextLine const& head = *block.head;
  if (auto const kind = kind_of(keyword)) {
    read_definition(*kind, block, simulation);
  } else if (keyword == "USE") {
    read_use(head, simulation);
  } else if (keyword == "SAVE") {
    read_save(head, simulation);
  } else if (keyword == "INCREMENTAL_REACTIONS") {
    read_incremental(head);
  } else if (is_one_of(keyword, harmless_keywords)) {
    file_.unused.push_back(fmt::format("{} (line {})", keyword, head.number));
  } else if (keyword == "RATES") {
    messages_.error(head,
                    "is not supported: programs in BASIC are not run; write each rate in "
                    "KINETICS as -rate {law: ...}");
  } else if (keyword == "DATABASE") {
    if (block.head != first_) messages_.error(head, "must be the first keyword of the file");
  } else if (keyword != "TITLE" && !is_one_of(keyword, definitions)) {
    messages_.error(head, "is not supported");
  }
  if (is_one_of(keyword, lone) && !block.lines.empty())
    messages_.error(block.lines.front(), "is no line of " + keyword);
}

void BlocksReader::read_definition(BlockKind kind, KeywordBlock const& block,
                                   InputSimulation& simulation) {
  NumberRange const numbers = messages_.range(*block.head);
  int const line = block.head->number;
  BlockReading reading{messages_, *database_, file_.unused};
  switch (kind) {
    case BlockKind::solution:
      simulation.solutions.push_back({numbers, line, read_solution(reading, block)});
      break;
    case BlockKind::phases:
      simulation.phases.push_back({numbers, line, read_equilibrium_phases(reading, block)});
      break;
    case BlockKind::exchange:
      simulation.exchangers.push_back({numbers, line, read_exchange(reading, block)});
      break;
    case BlockKind::surface:
      simulation.surfaces.push_back({numbers, line, read_surface(reading, block)});
      break;
    case BlockKind::gas:
      simulation.gases.push_back({numbers, line, read_gas_phase(reading, block)});
      break;
    case BlockKind::kinetics:
      simulation.kinetics.push_back({numbers, line, read_kinetics(reading, block)});
      break;
    case BlockKind::reaction:
      simulation.reactions.push_back({numbers, line, read_reaction(reading, block)});
      break;
    case BlockKind::temperature:
      simulation.temperatures.push_back({numbers, line, read_reaction_temperature(reading, block)});
      break;
    case BlockKind::mix:
      simulation.mixes.push_back({numbers, line, read_mix(reading, block)});
      break;
  }
  know(kind, numbers);
  auto& used = simulation.used[index(kind)];
  if (!used) used = numbers.first;  // the first one, unless USE says otherwise
}

/// The kind that USE and SAVE name in their second word.
std::optional<BlockKind> BlocksReader::read_kind(TextLine const& line) {
  auto const kind =
      line.words.size() > 1 ? kind_of(keyword_of(line.words[1])) : std::optional<BlockKind>();
  if (!kind) {
    std::vector<std::string> known;
    known.reserve(kinds.size());
    for (KindName const& name : kinds) known.push_back(lower(name.keyword));
    messages_.unknown(line, line.words.size() > 1 ? lower(line.words[1]) : "",
                      fmt::format("what {} can name", line.words[0]), known);
  }
  return kind;
}

void BlocksReader::read_use(TextLine const& line, InputSimulation& simulation) {
  auto const kind = read_kind(line);
  if (!kind) return;
  auto& used = simulation.used[index(*kind)];
  if (line.words.size() > 2 && lower(line.words[2]) == "none")
    used.reset();
  else
    used = static_cast<int>(messages_.number(line, 2, "a number, or none", not_negative, 1));
  messages_.ends(line, 3);
}

void BlocksReader::read_save(TextLine const& line, InputSimulation& simulation) {
  auto const kind = read_kind(line);
  if (!kind) return;
  messages_.ends(line, 3);
  if (*kind > BlockKind::gas)
    return messages_.error(line,
                           "cannot be saved; what slow reactions have left is saved by itself");
  simulation.saves.push_back({*kind, messages_.range(line, 2), line.number});
}

void BlocksReader::read_incremental(TextLine const& line) {
  std::string const word = line.words.size() > 1 ? lower(line.words[1]) : "true";
  if (word != "true" && word != "false") messages_.error(line, "should say true or false");
  incremental_ = word == "true";
}

void BlocksReader::check_solution(int line, int number) {
  if (!is_known(BlockKind::solution, number))
    messages_.error(line, fmt::format("there is no solution {} yet", number));
}

/// What a simulation uses must be there by its end.
void BlocksReader::check_numbers(InputSimulation const& simulation) {
  for (KindName const& name : kinds)
    if (auto const number = simulation.use(name.kind); number && !is_known(name.kind, *number))
      messages_.error(simulation.line,
                      fmt::format("the simulation from here on uses {} {}, which is not defined",
                                  lower(name.keyword), *number));
  for (auto const* blocks : {&simulation.exchangers, &simulation.surfaces})
    for (auto const& block : *blocks)
      if (block.content.equilibrate) check_solution(block.line, *block.content.equilibrate);
  for (auto const& block : simulation.gases)
    if (block.content.equilibrate) check_solution(block.line, *block.content.equilibrate);
  for (auto const& block : simulation.mixes)
    for (auto const& [number, share] : block.content) check_solution(block.line, number);
}

/// The path after DATABASE, as seen from the file; empty if it names none.
std::string named_database(BlockMessages& messages, std::span<KeywordBlock const> blocks) {
  if (blocks.empty() || blocks.front().keyword != "DATABASE") return "";
  std::string const& text = blocks.front().head->text;
  auto const begin = text.find_first_not_of(" \t", blocks.front().head->words[0].size());
  if (begin != std::string::npos) return beside(messages.path(), text.substr(begin));
  messages.error(*blocks.front().head, "lacks the path of a file");
  return "";
}

}  // namespace

bool holds_blocks(std::string const& path, MPI_Comm comm) {
  if (path.ends_with(".pqi")) return true;
  std::istringstream stream(read_text_everywhere(path, comm, Encoding::any).text);
  auto const lines = read_text_lines(stream);
  return !lines.empty() && !keyword_of(lines.front().words.front()).empty();
}

BlocksFile read_blocks(std::string const& path, std::string const& database, MPI_Comm comm) {
  BlockMessages messages(path, comm);
  FileText const text = read_text_everywhere(path, comm, Encoding::any);
  if (!text.problem.empty()) throw CaseError({fmt::format("{}: {}", path, text.problem)});
  std::istringstream stream(text.text);
  std::vector<TextLine> const lines = read_text_lines(stream);
  std::vector<KeywordBlock> const blocks = split_blocks(lines);
  if (lines.empty()) throw CaseError({path + ": the file is empty"});
  if (blocks.empty() || blocks.front().head != lines.data())
    messages.error(lines.front(), "stands before any keyword");
  std::string const named = named_database(messages, blocks);
  DatabaseFile of = read_database_file(database.empty() ? named : database, comm);
  if (!of.problem.empty())
    messages.error(lines.front(),
                   fmt::format("names a database that cannot be read: {}", of.problem));
  messages.throw_errors();
  BlocksFile file = BlocksReader(messages, std::move(of.database)).read(blocks);
  messages.throw_errors();
  return file;
}

}  // namespace sanggan
