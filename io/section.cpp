#include "io/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace sanggan {
namespace {

std::string joined(std::vector<std::string> const& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

std::string below(std::string const& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

}  // namespace

CaseError::CaseError(std::vector<std::string> all)
    : std::runtime_error(joined(all)), messages(std::move(all)) {}

std::string nearest(std::string_view word, std::vector<std::string> const& words) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  if (word.size() > 64) return best;
  for (auto const& candidate : words) {
    auto const distance = edit_distance(word, candidate);
    bool const part = word.size() > 3 && candidate.find(word) != std::string::npos;
    if (distance < best_distance || (part && best.empty())) {
      best_distance = std::min(distance, best_distance);
      best = candidate;
    }
  }
  return best;
}

std::string nearest_or_all(std::string_view word, std::vector<std::string> const& words) {
  auto const near = nearest(word, words);
  if (!near.empty()) return fmt::format(" (nearest: {})", near);
  return words.empty() ? std::string() : fmt::format("; write one of {}", join_words(words));
}

std::string join_words(std::vector<std::string> const& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

void Reading::error(Place place, std::string const& text) {
  auto const same = [&](Error const& e) {
    return std::tie(e.place.file, e.place.line, e.place.column, e.text) ==
           std::tie(place.file, place.line, place.column, text);
  };
  if (std::none_of(errors_.begin(), errors_.end(), same)) errors_.push_back({place, text});
}

bool Reading::accepts(Node const& map, std::string_view key) const {
  auto const found = asked_.find(&map);
  return found == asked_.end() || found->second.all || found->second.keys.contains(key);
}

std::vector<std::string> Reading::valid_keys(Node const& map) const {
  auto const found = asked_.find(&map);
  if (found == asked_.end()) return {};
  return {found->second.keys.begin(), found->second.keys.end()};
}

void Reading::throw_errors() const {
  if (errors_.empty()) return;
  auto sorted = errors_;
  std::stable_sort(sorted.begin(), sorted.end(), [](Error const& a, Error const& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  std::vector<std::string> messages;
  messages.reserve(sorted.size());
  for (auto const& e : sorted)
    messages.push_back(e.place.file == -1 ? fmt::format("--set: {}", e.text)
                                          : fmt::format("{}:{}:{}: {}", files.name(e.place.file),
                                                        e.place.line, e.place.column, e.text));
  throw CaseError(std::move(messages));
}

Section::Section(Reading& reading, Node const& root)
    : reading_(&reading), node_(&root), key_place_(root.place) {}

Section::Section(Reading& reading, Description& description)
    : reading_(&reading), description_(&description) {}

Section::Section(Section const& parent, std::string path, Node const* node, Place key_place)
    : reading_(parent.reading_),
      path_(std::move(path)),
      node_(node),
      key_place_(key_place),
      molar_mass_(parent.molar_mass_) {}

Place Section::place() const { return node_ ? node_->place : key_place_; }

std::string Section::file() const {
  return recording() ? "" : reading_->files.name(std::max(place().file, 0));
}

Section Section::with_molar_mass(double molar_mass) const {
  Section copy = *this;
  copy.molar_mass_ = molar_mass;
  return copy;
}

std::string Section::key_path(std::string_view key) const { return below(path_, key); }

void Section::ask(std::string_view key) const { reading_->ask(*node_, key); }

void Section::ignore_other_keys() const {
  if (node_) reading_->accept_all(*node_);
}

bool Section::open_map() const {
  if (!node_) return false;
  if (node_->kind == Node::Kind::map) return true;
  error("must be a map of keys and values");
  return false;
}

bool Section::has(std::string_view key) const {
  if (recording()) return true;
  if (!node_ || node_->kind != Node::Kind::map) return false;
  return node_->find(key) != nullptr;
}

Section Section::child(std::string_view key, std::string_view about, Need need) const {
  if (recording()) return note(Description::Kind::unknown, key, about, need);
  if (!open_map()) return Section(*this, key_path(key), nullptr, key_place_);
  ask(key);
  auto const* const entry = node_->find(key);
  if (!entry && need == Need::required)
    reading_->error(key_place_, fmt::format("{} is missing; it gives {}", key_path(key), about));
  return Section(*this, key_path(key), entry ? &entry->value : nullptr,
                 entry ? entry->place : key_place_);
}

std::string Section::shown_value() const {
  if (!node_ || node_->kind != Node::Kind::scalar) return {};
  std::string shown;
  for (unsigned char const c : node_->text.substr(0, 60))
    shown += c < 0x20 ? ' ' : static_cast<char>(c);
  return fmt::format(" \"{}{}\"", shown, node_->text.size() > 60 ? "..." : "");
}

void Section::error(std::string const& problem) const {
  if (recording()) return;
  reading_->error(
      place(), fmt::format("{}{} {}", path_.empty() ? "the case" : path_, shown_value(), problem));
}

void Section::error_at(std::string_view key, std::string const& problem) const {
  if (recording() || !node_) return;
  auto const* const entry = node_->find(key);
  Section(*this, key_path(key), entry ? &entry->value : nullptr, entry ? entry->place : place())
      .error(problem);
}

void Section::unknown_name(std::string_view what, std::vector<std::string> const& known) const {
  if (!node_) return;
  error(fmt::format("is not {}{}", what, nearest_or_all(node_->text, known)));
}

void Section::unknown_key(std::string_view what, std::vector<std::string> const& known) const {
  auto const name = path_.substr(path_.rfind('.') + 1);
  reading_->error(key_place_, fmt::format("{}: \"{}\" is not {}{}", path_, name, what,
                                          nearest_or_all(name, known)));
}

void Section::branch(std::string_view key, std::string_view about,
                     std::vector<Branch> const& branches, std::string_view fallback) const {
  if (recording()) {
    description_->kind = Description::Kind::section;
    description_->selector = key;
    description_->selector_about = about;
    for (auto const& one : branches) {
      auto alternative = std::make_shared<Description>();
      alternative->kind = Description::Kind::section;
      alternative->name = one.name;
      alternative->about = one.about;
      alternative->required = fallback.empty() || fallback == one.name;
      one.read(Section(*reading_, *alternative));
      description_->alternatives.push_back(std::move(alternative));
    }
    return;
  }
  if (!open_map()) return;
  std::vector<std::string> words;
  words.reserve(branches.size());
  for (auto const& one : branches) words.push_back(one.name);
  auto const given = child(key, about, Need::optional);
  if (!given && fallback.empty()) {
    reading_->error(key_place_, fmt::format("{} is missing; write one of {}", key_path(key),
                                            join_words(words)));
    return ignore_other_keys();
  }
  std::string const word = given ? given.as_text() : std::string(fallback);
  auto const found = std::find(words.begin(), words.end(), word);
  if (found != words.end())
    return branches[static_cast<std::size_t>(found - words.begin())].read(*this);
  given.unknown_name(fmt::format("a {} here", key), words);
  ignore_other_keys();
}

void Section::either(std::vector<Alternative> const& alternatives, std::string_view shape) const {
  if (recording()) {
    description_->shape = shape;
    description_->alternatives.clear();  // a key may be asked for twice
    description_->kind = Description::Kind::either;
    for (auto const& one : alternatives) {
      auto alternative = std::make_shared<Description>();
      alternative->name = one.key;
      alternative->about = one.about;
      one.read(Section(*reading_, *alternative));
      description_->alternatives.push_back(std::move(alternative));
    }
    return;
  }
  if (!node_) return;
  std::vector<std::string> ways;
  for (auto const& one : alternatives) {
    ways.push_back(one.about);
    bool const fits = (one.shape == Shape::scalar && node_->kind == Node::Kind::scalar) ||
                      (one.shape == Shape::list && node_->kind == Node::Kind::list) ||
                      (one.shape == Shape::map && node_->kind == Node::Kind::map &&
                       (one.key.empty() || node_->find(one.key)));
    if (fits) return one.read(*this);
  }
  bool const empty = node_->kind == Node::Kind::null;
  error(fmt::format("is {}; write {}", empty ? "empty" : "of the wrong kind",
                    fmt::join(ways, ", or ")));
  if (node_->kind == Node::Kind::map) ignore_other_keys();
}

namespace {

void report_unknown(Reading& reading, Node const& node, std::string const& path) {
  for (std::size_t i = 0; i < node.items.size(); ++i)
    report_unknown(reading, node.items[i], below(path, std::to_string(i)));
  for (auto const& entry : node.entries) {
    std::string const entry_path = below(path, entry.key);
    if (reading.accepts(node, entry.key))
      report_unknown(reading, entry.value, entry_path);
    else
      reading.error(entry.place, fmt::format("{} is not a key of this section{}", entry_path,
                                             nearest_or_all(entry.key, reading.valid_keys(node))));
  }
}

void report_duplicates(Reading& reading, Node const& node, std::string const& path) {
  for (std::size_t i = 0; i < node.items.size(); ++i)
    report_duplicates(reading, node.items[i], below(path, std::to_string(i)));
  for (auto const& entry : node.entries) {
    std::string const entry_path = below(path, entry.key);
    Place const first = node.find(entry.key)->place;
    if (node.find(entry.key) != &entry)
      reading.error(entry.place,
                    fmt::format("{} is given twice; the first is at {}:{}:{}", entry_path,
                                reading.files.name(first.file), first.line, first.column));
    report_duplicates(reading, entry.value, entry_path);
  }
}

}  // namespace

void report_unknown_keys(Reading& reading, Node const& root) { report_unknown(reading, root, ""); }
void report_duplicate_keys(Reading& reading, Node const& root) {
  report_duplicates(reading, root, "");
}

}  // namespace sanggan
