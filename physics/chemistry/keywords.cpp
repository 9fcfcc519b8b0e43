#include "physics/chemistry/keywords.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sanggan::chemistry {
namespace {

constexpr std::array keywords{"ADVECTION",
                              "CALCULATE_VALUES",
                              "COPY",
                              "DATABASE",
                              "DELETE",
                              "DUMP",
                              "END",
                              "EQUILIBRIUM_PHASES",
                              "EXCHANGE",
                              "EXCHANGE_MASTER_SPECIES",
                              "EXCHANGE_SPECIES",
                              "GAS_BINARY_PARAMETERS",
                              "GAS_PHASE",
                              "INCLUDE$",
                              "INCREMENTAL_REACTIONS",
                              "INVERSE_MODELING",
                              "ISOTOPES",
                              "ISOTOPE_ALPHAS",
                              "ISOTOPE_RATIOS",
                              "KINETICS",
                              "KNOBS",
                              "LLNL_AQUEOUS_MODEL_PARAMETERS",
                              "MEAN_GAMMAS",
                              "MIX",
                              "NAMED_EXPRESSIONS",
                              "PHASES",
                              "PITZER",
                              "PRINT",
                              "RATES",
                              "RATE_PARAMETERS_HERMANSKA",
                              "RATE_PARAMETERS_PK",
                              "RATE_PARAMETERS_SVD",
                              "REACTION",
                              "REACTION_PRESSURE",
                              "REACTION_TEMPERATURE",
                              "RUN_CELLS",
                              "SAVE",
                              "SELECTED_OUTPUT",
                              "SIT",
                              "SOLID_SOLUTIONS",
                              "SOLUTION",
                              "SOLUTION_MASTER_SPECIES",
                              "SOLUTION_SPECIES",
                              "SOLUTION_SPREAD",
                              "SURFACE",
                              "SURFACE_MASTER_SPECIES",
                              "SURFACE_SPECIES",
                              "TITLE",
                              "TRANSPORT",
                              "USE",
                              "USER_GRAPH",
                              "USER_PRINT",
                              "USER_PUNCH"};

constexpr std::array<std::pair<std::string_view, char const*>, 11> other_names{
    {{"COMMENT", "TITLE"},
     {"EQUILIBRIA", "EQUILIBRIUM_PHASES"},
     {"EQUILIBRIUM", "EQUILIBRIUM_PHASES"},
     {"EQUILIBRIUM_PHASE", "EQUILIBRIUM_PHASES"},
     {"PURE", "EQUILIBRIUM_PHASES"},
     {"PURE_PHASES", "EQUILIBRIUM_PHASES"},
     {"REACTIONS", "REACTION"},
     {"REACTION_TEMPERATURES", "REACTION_TEMPERATURE"},
     {"SELECT_OUTPUT", "SELECTED_OUTPUT"},
     {"SOLID_SOLUTION", "SOLID_SOLUTIONS"},
     {"SOLUTIONS", "SOLUTION"}}};

}  // namespace

std::string keyword_of(std::string_view word) {
  std::string name(word);
  for (char& c : name)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  for (auto const& [other, usual] : other_names)
    if (name == other) return usual;
  bool const known = std::find(keywords.begin(), keywords.end(), name) != keywords.end();
  return known ? name : std::string();
}

std::vector<KeywordBlock> split_blocks(std::span<TextLine const> lines) {
  std::vector<KeywordBlock> blocks;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (std::string keyword = keyword_of(lines[k].words.front()); !keyword.empty())
      blocks.push_back({std::move(keyword), &lines[k], lines.subspan(k + 1, 0)});
    else if (!blocks.empty())
      blocks.back().lines = {blocks.back().lines.data(), blocks.back().lines.size() + 1};
  }
  return blocks;
}

}  // namespace sanggan::chemistry
