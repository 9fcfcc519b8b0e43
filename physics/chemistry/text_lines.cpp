#include "physics/chemistry/text_lines.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace sanggan::chemistry {
namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

/// Appends the logical lines of one physical line.
void append_lines(std::string_view text, int number, std::vector<TextLine>& lines) {
  while (true) {
    auto const semicolon = text.find(';');
    auto const part = trimmed(text.substr(0, semicolon));
    if (!part.empty()) lines.push_back({number, std::string(part), split_words(part)});
    if (semicolon == std::string_view::npos) return;
    text.remove_prefix(semicolon + 1);
  }
}

}  // namespace

std::vector<TextLine> read_text_lines(std::istream& file) {
  std::vector<TextLine> lines;
  std::string physical, joined;
  int number = 0, first = 0;
  while (std::getline(file, physical)) {
    ++number;
    if (joined.empty()) first = number;
    std::string_view const part = trimmed(std::string_view(physical).substr(0, physical.find('#')));
    if (!part.empty() && part.back() == '\\') {
      joined.append(part.substr(0, part.size() - 1)).append(" ");
      continue;
    }
    append_lines(joined.append(part), first, lines);
    joined.clear();
  }
  append_lines(joined, first, lines);
  return lines;
}

std::optional<double> to_number(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  double value = 0;
  auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    auto const end = std::min(text.find_first_of(blanks), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

}  // namespace sanggan::chemistry
