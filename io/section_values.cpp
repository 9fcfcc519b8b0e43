// The values of a Section: numbers with units, words, lists; and the recording of what was asked.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/section.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

using Kind = Description::Kind;

std::string number(double value) { return fmt::format("{:.6g}", value); }

double harmless(Range range) {
  bool const one = range.least <= 1 && range.most >= 1;
  return one ? 1.0 : std::isfinite(range.least) ? range.least : range.most;
}

std::string remedy(std::string_view unit) {
  auto const [name, example] = dimension(unit);
  return fmt::format("write {}, such as \"{}\"", name, example);
}

/// Hexadecimal and octal numbers of programming languages: 0x1F, 0o17.
bool is_hexadecimal(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("+-"), text.size()));
  return text.starts_with("0x") || text.starts_with("0X") || text.starts_with("0o");
}

std::string why_not_a_number(std::string_view text, std::string_view digits) {
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  word.erase(0, word.find_first_not_of("+-."));
  if (word.starts_with("nan") || word.starts_with("inf")) return "is not a finite number";
  auto const first = digits.find_first_not_of("+-");
  if (first != std::string_view::npos && digits.size() > first + 1 && digits[first] == '0' &&
      std::isdigit(static_cast<unsigned char>(digits[first + 1])))
    return "has a leading zero, which some programs read as octal";
  return digits.empty() ? "is not a number" : "is not a decimal number in range";
}

}  // namespace

Section Section::note(Kind kind, std::string_view key, std::string_view about, Need need) const {
  description_->kind = Kind::section;
  auto& keys = description_->keys;
  auto found =
      std::find_if(keys.begin(), keys.end(), [&](auto const& d) { return d->name == key; });
  if (found == keys.end()) {
    auto fresh = std::make_shared<Description>();
    fresh->name = key;
    fresh->about = about;
    fresh->kind = kind;
    fresh->required = need == Need::required;
    found = keys.insert(keys.end(), std::move(fresh));
  }
  return Section(*reading_, **found);
}

void Section::note(Kind kind) const { description_->kind = kind; }

bool Section::expect_scalar(std::string_view what) const {
  if (!node_) return false;
  if (node_->kind == Node::Kind::scalar) return true;
  error(node_->kind == Node::Kind::null ? fmt::format("is empty; {}", what)
                                        : fmt::format("is of the wrong kind; {}", what));
  if (node_->kind == Node::Kind::map) ignore_other_keys();
  return false;
}

double Section::in_range(double value, std::string_view unit, std::string_view user_unit,
                         Range range) const {
  bool const valid =
      (range.above ? value > range.least : value >= range.least) && value <= range.most;
  if (valid) return value;
  std::string const shown_unit(user_unit.empty() || unit == "1" ? std::string_view{} : user_unit);
  auto const shown = [&](double bound) {
    auto const users =
        shown_unit.empty() ? bound : convert(bound, unit, shown_unit, molar_mass_).value_or(bound);
    return shown_unit.empty() ? number(users) : fmt::format("{} {}", number(users), shown_unit);
  };
  std::string const low =
      range.above ? "above " + shown(range.least) : "of at least " + shown(range.least);
  std::string const high = "at most " + shown(range.most);
  std::string bounds = low + " and " + high;
  if (!std::isfinite(range.least)) bounds = "of " + high;
  if (!std::isfinite(range.most)) bounds = low;
  error(fmt::format("is out of range; write {} {}", dimension(unit).name, bounds));
  return harmless(range);
}

bool Section::lacks_molar_mass(std::string_view from, std::string_view to) const {
  return molar_mass_ <= 0 && convert(1, from, to, 1).has_value();
}

double Section::as_quantity(std::string_view unit, Range range) const {
  if (recording()) {
    note(Kind::quantity);
    description_->unit = unit;
    description_->range = range;
    return harmless(range);
  }
  if (!expect_scalar(remedy(unit))) return harmless(range);
  auto const fail = [&](std::string const& why) {
    error(fmt::format("{}; {}", why, remedy(unit)));
    return harmless(range);
  };
  auto const [digits, user_unit] = split_quantity(node_->text);
  auto const value = parse_number(digits);
  if (!value) return fail(why_not_a_number(node_->text, digits));
  if (user_unit.empty() && unit != "1") return fail("has no unit");
  if (user_unit.empty()) return in_range(*value, unit, {}, range);
  if (!is_unit(user_unit))
    return fail(is_hexadecimal(node_->text)
                    ? "is not a decimal number"
                    : fmt::format("has the unknown unit \"{}\"", user_unit));
  auto const si = convert(*value, user_unit, unit, molar_mass_);
  if (!si && lacks_molar_mass(user_unit, unit)) {
    error(fmt::format("is {}; give the species a molar_mass, or {}", dimension(user_unit).name,
                      remedy(unit)));
    return harmless(range);
  }
  if (!si) return fail("is " + dimension(user_unit).name);
  return in_range(*si, unit, user_unit, range);
}

double Section::quantity(Quantity const& wanted) const {
  if (!wanted.fallback) {
    if (recording()) return child(wanted.name, wanted.about).as_quantity(wanted.unit, wanted.range);
    auto const given = child(wanted.name, wanted.about, Need::optional);
    if (!given && node_ && node_->kind == Node::Kind::map)
      reading_->error(key_place_,
                      fmt::format("{} is missing; {}", key_path(wanted.name), remedy(wanted.unit)));
    return given.as_quantity(wanted.unit, wanted.range);
  }
  auto const given = child(wanted.name, wanted.about, Need::optional);
  if (given.recording() && std::isfinite(*wanted.fallback) && std::abs(*wanted.fallback) < 1e299)
    given.description_->fallback =
        wanted.unit == "1" ? number(*wanted.fallback)
                           : fmt::format("{} {}", number(*wanted.fallback), wanted.unit);
  if (given.recording()) given.as_quantity(wanted.unit, wanted.range);
  return given && !given.recording() ? given.as_quantity(wanted.unit, wanted.range)
                                     : *wanted.fallback;
}

std::optional<double> Section::optional_quantity(Quantity const& wanted) const {
  auto const given = child(wanted.name, wanted.about, Need::optional);
  if (!given) return {};
  return given.as_quantity(wanted.unit, wanted.range);
}

int Section::integer(std::string_view key, std::string_view about, int least, int most,
                     std::optional<int> fallback) const {
  auto const given = child(key, about, fallback ? Need::optional : Need::required);
  if (given.recording()) {
    given.as_quantity("1", {static_cast<double>(least), static_cast<double>(most)});
    given.note(Kind::integer);
    if (fallback) given.description_->fallback = std::to_string(*fallback);
    return fallback.value_or(least);
  }
  if (!given) return fallback.value_or(least);
  std::size_t const before = reading_->n_errors();
  double const value = given.as_quantity("1");
  if (reading_->n_errors() > before) return least;
  if (value == std::floor(value) && value >= least && value <= most) return static_cast<int>(value);
  given.error(least == most ? fmt::format("is out of range; write {}", least)
                            : fmt::format("is out of range; write a whole number from {} to {}",
                                          least, most));
  return least;
}

bool Section::flag(std::string_view key, std::string_view about, bool fallback) const {
  auto const given = child(key, about, Need::optional);
  if (given.recording()) {
    given.note(Kind::flag);
    given.description_->fallback = fallback ? "true" : "false";
  }
  if (!given || given.recording() || !given.expect_scalar("write true or false")) return fallback;
  if (given.node_->text == "true" || given.node_->text == "false")
    return given.node_->text == "true";
  given.error("is not a truth value; write true or false");
  return fallback;
}

std::string Section::as_text() const {
  if (recording()) note(Kind::text);
  if (recording() || !expect_scalar("write a text")) return {};
  return node_->text;
}

std::string Section::text(std::string_view key, std::string_view about,
                          std::optional<std::string> fallback) const {
  auto const given = child(key, about, fallback ? Need::optional : Need::required);
  if (given.recording() && fallback) given.description_->fallback = *fallback;
  return given ? given.as_text() : fallback.value_or("");
}

std::size_t Section::choice(std::string_view key, std::string_view about,
                            std::vector<std::string> const& words,
                            std::optional<std::size_t> fallback) const {
  auto const given = child(key, about, fallback ? Need::optional : Need::required);
  if (given.recording()) {
    given.note(Kind::choice);
    given.description_->choices = words;
    if (fallback) given.description_->fallback = words[*fallback];
  }
  if (!given || given.recording()) return fallback.value_or(0);
  if (!given.expect_scalar("write one of " + join_words(words))) return fallback.value_or(0);
  auto const found = std::find(words.begin(), words.end(), given.node_->text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  given.unknown_name(fmt::format("a valid {}", key), words);
  return fallback.value_or(0);
}

std::vector<Section> Section::as_list(std::size_t least) const {
  if (recording()) {
    note(Kind::list);
    description_->least_items = least;
    if (!description_->element) description_->element = std::make_shared<Description>();
    return {Section(*reading_, *description_->element)};
  }
  std::vector<Section> result;
  if (!node_) return result;
  if (node_->kind != Node::Kind::list) {
    error("is not a list; write it in [ ] or with leading dashes");
    if (node_->kind == Node::Kind::map) ignore_other_keys();
    return result;
  }
  if (node_->items.size() < least)
    error(fmt::format("has {} entries; write at least {}", node_->items.size(), least));
  for (std::size_t i = 0; i < node_->items.size(); ++i)
    result.push_back(
        Section(*this, key_path(std::to_string(i)), &node_->items[i], node_->items[i].place));
  return result;
}

std::vector<std::pair<std::string, Section>> Section::as_named() const {
  if (recording()) {
    note(Kind::named);
    if (!description_->element) description_->element = std::make_shared<Description>();
    return {{"name", Section(*reading_, *description_->element)}};
  }
  std::vector<std::pair<std::string, Section>> result;
  if (!open_map()) return result;
  for (auto const& entry : node_->entries) {
    ask(entry.key);
    result.emplace_back(entry.key, Section(*this, key_path(entry.key), &entry.value, entry.place));
  }
  return result;
}

std::vector<Section> Section::list(std::string_view key, std::string_view about, Need need) const {
  auto const given = child(key, about, need);
  return given ? given.as_list(need == Need::required ? 1 : 0) : std::vector<Section>{};
}

std::vector<std::pair<std::string, Section>> Section::named(std::string_view key,
                                                            std::string_view about,
                                                            Need need) const {
  auto const given = child(key, about, need);
  return given ? given.as_named() : std::vector<std::pair<std::string, Section>>{};
}

std::vector<double> Section::quantities(Quantity const& wanted, Need need) const {
  std::vector<double> result;
  for (auto const& item : list(wanted.name, wanted.about, need))
    result.push_back(item.as_quantity(wanted.unit, wanted.range));
  return result;
}

std::vector<std::string> Section::texts(std::string_view key, std::string_view about,
                                        Need need) const {
  std::vector<std::string> result;
  for (auto const& item : list(key, about, need)) result.push_back(item.as_text());
  return result;
}

}  // namespace sanggan
