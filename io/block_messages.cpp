#include "io/block_messages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/section.hpp"

namespace sanggan {

using namespace chemistry;

void BlockMessages::error(TextLine const& line, std::string const& problem) {
  error(line.number, fmt::format("\"{}\" {}", line.text, problem));
}

void BlockMessages::error(int line, std::string const& problem) {
  errors_.emplace_back(line, fmt::format("{}:{}: {}", path_, line, problem));
}

void BlockMessages::unknown(TextLine const& line, std::string_view name, std::string_view what,
                            std::vector<std::string> const& known) {
  std::string const near = nearest(name, known);
  error(line.number, fmt::format("\"{}\" is not {}{}", name, what,
                                 near.empty() ? "" : fmt::format(" (nearest: {})", near)));
}

void BlockMessages::add(std::vector<std::string> const& messages) {
  for (std::string const& message : messages) errors_.emplace_back(0, message);
}

void BlockMessages::throw_errors() const {
  if (errors_.empty()) return;
  auto sorted = errors_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.first < b.first; });
  std::vector<std::string> messages;
  messages.reserve(sorted.size());
  for (auto const& [line, message] : sorted) messages.push_back(message);
  throw CaseError(std::move(messages));
}

double BlockMessages::number(TextLine const& line, std::size_t word, std::string_view what,
                             Range range, std::optional<double> fallback) {
  if (word >= line.words.size()) {
    if (!fallback) error(line, fmt::format("lacks {}", what));
    return fallback.value_or(std::max(range.least, 0.0));
  }
  auto const value = to_number(line.words[word]);
  if (!value)
    error(line, fmt::format("has \"{}\" where {} is expected", line.words[word], what));
  else if (*value < range.least || *value > range.most || (range.above && *value == range.least))
    error(line, fmt::format("has {}, which is no valid {}", line.words[word],
                            what.substr(what.find(' ') + 1)));
  return value.value_or(std::max(range.least, 0.0));
}

int BlockMessages::count(TextLine const& line, std::size_t word, std::string_view what) {
  constexpr Range counts{1, 1e6};
  return static_cast<int>(std::max(1.0, number(line, word, what, counts)));
}

void BlockMessages::ends(TextLine const& line, std::size_t words) {
  if (line.words.size() > words)
    error(line, fmt::format("goes on with \"{}\", which is not supported", line.words[words]));
}

NumberRange BlockMessages::range(TextLine const& head, std::size_t word) {
  constexpr double most = 1e6;
  if (word >= head.words.size()) return {};
  std::string const& text = head.words[word];
  if (text.find_first_not_of("0123456789-") != std::string::npos) return {};  // a description
  auto const dash = text.find('-');
  auto const first = to_number(std::string_view(text).substr(0, dash));
  auto const last =
      dash == std::string::npos ? first : to_number(std::string_view(text).substr(dash + 1));
  if (!first || !last || *first > *last || *last > most) {
    error(head,
          fmt::format("numbers what it defines \"{}\"; write a number, or a range as 1-20", text));
    return {};
  }
  return {static_cast<int>(*first), static_cast<int>(*last)};
}

}  // namespace sanggan
