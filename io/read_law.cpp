#include "io/read_law.hpp"

namespace sanggan {
namespace {

Need need(LawKey const& key) { return key.fallback ? Need::optional : Need::required; }

}  // namespace

void read_member(Section const& section, LawKey const& key, double& target) {
  target = section.quantity({key.name, key.unit, key.about, key.range, key.fallback});
}

void read_member(Section const& section, LawKey const& key, bool& target) {
  target = section.flag(key.name, key.about, key.fallback.value_or(0) != 0);
}

void read_member(Section const& section, LawKey const& key, std::string& target) {
  target = section.text(key.name, key.about, key.fallback ? std::optional(target) : std::nullopt);
}

void read_member(Section const& section, LawKey const& key, Series& target) {
  auto const given = section.child(key.name, key.about, need(key));
  if (given)
    target = read_patch_series(given, key.unit, key.range);
  else
    target = Series::constant(key.fallback.value_or(0));
}

void read_member(Section const& section, LawKey const& key, std::vector<double>& target) {
  target = section.quantities({key.name, key.unit, key.about, key.range}, need(key));
}

void read_member(Section const& section, LawKey const& key, std::vector<std::string>& target) {
  target = section.texts(key.name, key.about, need(key));
}

}  // namespace sanggan
