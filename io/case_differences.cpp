#include "io/case_differences.hpp"

#include <fmt/format.h>

#include <map>

#include "io/tree.hpp"

namespace sanggan {
namespace {

using Values = std::map<std::string, std::string>;  // by path

void flatten(Node const& node, std::string const& path, Values& values) {
  std::string const before = path.empty() ? "" : path + ".";
  for (std::size_t k = 0; k < node.items.size(); ++k)
    flatten(node.items[k], before + std::to_string(k), values);
  for (auto const& entry : node.entries) flatten(entry.value, before + entry.key, values);
  if (node.items.empty() && node.entries.empty()) values[path] = node.text;
}

Values values_of(std::string const& text) {
  Values values;
  if (text.empty()) return values;
  try {
    flatten(parse_yaml(text, 0), "", values);
  } catch (SyntaxError const&) {  // of another version, which may have kept something else
  }
  return values;
}

}  // namespace

std::vector<std::string> case_differences(std::string const& then, std::string const& now) {
  Values const old_values = values_of(then), new_values = values_of(now);
  std::vector<std::string> lines;
  for (auto const& [path, value] : old_values) {
    auto const found = new_values.find(path);
    if (found == new_values.end())
      lines.push_back(fmt::format("{}: \"{}\" then, not there now", path, value));
    else if (found->second != value)
      lines.push_back(fmt::format("{}: \"{}\" then, \"{}\" now", path, value, found->second));
  }
  for (auto const& [path, value] : new_values)
    if (old_values.count(path) == 0)
      lines.push_back(fmt::format("{}: not there then, \"{}\" now", path, value));
  return lines;
}

}  // namespace sanggan
