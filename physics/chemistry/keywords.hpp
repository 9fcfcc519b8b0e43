#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

/// A keyword of a PHREEQC file with the lines that belong to it, up to the next keyword. The lines
/// must outlive it.
struct KeywordBlock {
  std::string keyword;              ///< by its usual name, in capitals
  TextLine const* head;             ///< the line that begins with it
  std::span<TextLine const> lines;  ///< below it
};

/// The keyword that a word is, in capitals and by its usual name (EQUILIBRIUM_PHASES for PURE);
/// empty if it is none.
std::string keyword_of(std::string_view word);

/// The blocks of a file, without the lines before the first keyword.
std::vector<KeywordBlock> split_blocks(std::span<TextLine const> lines);

}  // namespace sanggan::chemistry
