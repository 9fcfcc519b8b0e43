#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

/// A name that an option line may begin with, and what it means.
template <class Option>
struct OptionName {
  std::string_view name;
  Option option;
};

/// The option that a first word names: in full, or after a dash cut short as far as no other option
/// begins so. Nothing if it names none.
template <class Option>
std::optional<Option> find_option(std::string_view word,
                                  std::span<OptionName<Option> const> names) {
  bool const dashed = word.starts_with('-');
  std::string const name = lower(dashed ? word.substr(1) : word);
  std::optional<Option> found;
  for (auto const& [full, option] : names) {
    if (name == full) return option;
    if (!dashed || name.empty() || !full.starts_with(name) || option == found) continue;
    if (found) return std::nullopt;
    found = option;
  }
  return found;
}

}  // namespace sanggan::chemistry
