#pragma once
#include <variant>

#include "io/readers.hpp"
#include "physics/key.hpp"

namespace sanggan {

/// A row of the table of a law, without its member.
struct LawKey {
  std::string_view name, unit, about;
  Range range;
  std::optional<double> fallback;
};

/// Read the value of one key into a member of its type.
void read_member(Section const& section, LawKey const& key, double& target);
void read_member(Section const& section, LawKey const& key, bool& target);
void read_member(Section const& section, LawKey const& key, std::string& target);
void read_member(Section const& section, LawKey const& key, Series& target);
void read_member(Section const& section, LawKey const& key, std::vector<double>& target);
void read_member(Section const& section, LawKey const& key, std::vector<std::string>& target);

/// Reads all keys of a law, and lets it check them against one another.
template <class Law>
Law read_keys(Section const& section) {
  Law law{};
  std::size_t const errors = section.reading().n_errors();
  for (auto const& key : Law::keys()) {
    bool const must = key.fallback != key.fallback;  // NaN
    LawKey const row{key.name,
                     key.unit,
                     key.about,
                     {key.least, key.most},
                     must ? std::nullopt : std::optional(key.fallback)};
    std::visit([&](auto member) { read_member(section, row, law.*member); }, key.member);
  }
  if constexpr (requires { law.prepare(); })
    if (!section.recording() && section && section.reading().n_errors() == errors)
      if (auto const problem = law.prepare(); !problem.empty())
        section.error("is not consistent: " + problem);
  return law;
}

/// One line on a law for the manual; empty if it has none.
template <class Law>
std::string law_about() {
  if constexpr (requires { Law::about; }) return std::string(Law::about);
  return {};
}

/// Reads the law that the key `law` names, one of the alternatives of Variant.
template <class... Law>
void read_law(Section const& section, std::string_view about, std::variant<Law...>& result) {
  section.branch("law", about,
                 {Section::Branch{std::string(Law::name), law_about<Law>(),
                                  [&result](Section const& s) { result = read_keys<Law>(s); }}...});
}

}  // namespace sanggan
