#pragma once
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sanggan::chemistry {

/// One logical line of a PHREEQC file, with comment and outer blanks gone.
struct TextLine {
  int number;                      ///< where it begins in the file, from 1
  std::string text;                ///< as written, for messages and programs
  std::vector<std::string> words;  ///< its tokens, never empty
};

/// The logical lines of a file: # starts a comment, a semicolon ends a line, a backslash at the end
/// of a line joins the next one. Windows line ends and any bytes above 127 pass.
std::vector<TextLine> read_text_lines(std::istream& file);

/// The number that a word is, if it is one from end to end (1e-3, +2, 3d-4 is none).
std::optional<double> to_number(std::string_view word);

/// ASCII lower case.
std::string lower(std::string_view text);

/// The words of a line between blanks.
std::vector<std::string> split_words(std::string_view text);

}  // namespace sanggan::chemistry
