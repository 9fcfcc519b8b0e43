#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "io/readers.hpp"
#include "io/section.hpp"

namespace sanggan {

/// Keeps the named things whose names are wanted; all of them where none is.
/// @param option by which they were asked for @param lacking such as "the study has no such
/// scenario"
/// @throws CaseError if a name is unknown
template <class Named>
void keep_only(std::vector<std::string> const& wanted, std::string_view option,
               std::string_view lacking, std::vector<Named>& things) {
  auto const names = names_of(things);
  auto const among = [](std::string const& name, std::vector<std::string> const& all) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (std::string const& name : wanted)
    if (!among(name, names))
      throw CaseError(
          {fmt::format("{} \"{}\": {}{}", option, name, lacking, nearest_or_all(name, names))});
  std::erase_if(things,
                [&](Named const& one) { return !wanted.empty() && !among(one.name, wanted); });
}

}  // namespace sanggan
