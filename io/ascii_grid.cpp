#include "io/ascii_grid.hpp"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <fstream>

namespace sanggan {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string problem_of_ascii_grid(std::string const& path, int nx, int ny) {
  std::ifstream file(path);
  std::string word;
  bool there = static_cast<bool>(file >> word);
  // The header: names, each with its value.
  while (there && std::isalpha(static_cast<unsigned char>(word[0])) && !is_number(word))
    there = file >> word && file >> word;
  long const wanted = static_cast<long>(nx) * ny;
  for (long k = 0; k < wanted; ++k, there = static_cast<bool>(file >> word)) {
    if (!there) return fmt::format("is cut off: it holds {} of {} values", k, wanted);
    if (!is_number(word))
      return fmt::format("has \"{}\" for the value in row {}, column {}", word, k / nx + 1,
                         k % nx + 1);
  }
  return {};
}

}  // namespace sanggan
