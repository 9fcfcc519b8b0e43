#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/description.hpp"
#include "io/files.hpp"
#include "io/tree.hpp"

namespace sanggan {

/// What is wrong with a case: one message a line, each with place, key, value and remedy.
struct CaseError : std::runtime_error {
  explicit CaseError(std::vector<std::string> messages);
  std::vector<std::string> messages;
};

/// What the readers of one case share: its files, the errors found so far, which keys were asked
/// for. Readers record an error and go on with a harmless value, so that one pass finds them all.
class Reading {
 public:
  explicit Reading(MPI_Comm comm) : files(comm) {}

  CaseFiles files;
  std::string start_date;  ///< ISO date of t = 0, set once it is read

  /// Records an error; the same error at the same place is recorded once.
  void error(Place place, std::string const& text);
  std::size_t n_errors() const { return errors_.size(); }
  /// @throws CaseError if there were errors: all of them, sorted by place
  void throw_errors() const;

  /// Remembers that a reader knows a key of a map, or that no key of it can be judged.
  void ask(Node const& map, std::string_view key) { asked_[&map].keys.emplace(key); }
  void accept_all(Node const& map) { asked_[&map].all = true; }
  bool accepts(Node const& map, std::string_view key) const;
  std::vector<std::string> valid_keys(Node const& map) const;

 private:
  struct Error {
    Place place;
    std::string text;
  };
  struct Asked {
    std::set<std::string, std::less<>> keys;
    bool all = false;
  };
  std::vector<Error> errors_;
  std::map<Node const*, Asked> asked_;
};

/// A number asked for: key, SI unit ("1" if it has none), one line on its meaning, valid range, and
/// the value if it is not given (in that unit); without one the key must be given.
struct Quantity {
  std::string_view name, unit, about;
  Range range = {};
  std::optional<double> fallback = {};
};

enum class Need { required, optional };

/// A value of the case file with its place and path. All methods on keys belong to maps, all
/// as_...() to the value itself. An error makes them return a harmless value and is recorded.
/// A Section may also be a recorder that answers with such values and notes what is asked for.
class Section {
 public:
  enum class Shape { scalar, list, map };
  /// One way of writing a value: its shape, and for a map a key that marks it (empty: any map).
  struct Alternative {
    Shape shape;
    std::string key;
    std::string about;
    std::function<void(Section const&)> read;
  };
  /// One set of keys of a map, chosen by the value of its `law` or `kind`.
  struct Branch {
    std::string name;
    std::string about;
    std::function<void(Section const&)> read;
  };

  /// The whole file; the path is empty.
  Section(Reading& reading, Node const& root);
  /// A recorder.
  Section(Reading& reading, Description& description);

  /// False for a value that was not given (or not usable): it answers with harmless values.
  explicit operator bool() const { return node_ || description_; }
  bool recording() const { return description_ != nullptr; }
  Reading& reading() const { return *reading_; }
  Place place() const;
  std::string const& path() const { return path_; }
  /// Name of the file in which the value stands (a recorder has none); file names in the case are
  /// relative to it.
  std::string file() const;

  /// The same value for a species of this molar mass (kg/mol): mass may be written for amount.
  Section with_molar_mass(double molar_mass) const;
  double molar_mass() const { return molar_mass_; }
  /// True where one unit would turn into the other if only the molar mass were known.
  bool lacks_molar_mass(std::string_view from, std::string_view to) const;

  bool has(std::string_view key) const;
  Section child(std::string_view key, std::string_view about, Need need = Need::required) const;
  double quantity(Quantity const& wanted) const;
  std::optional<double> optional_quantity(Quantity const& wanted) const;
  int integer(std::string_view key, std::string_view about, int least, int most,
              std::optional<int> fallback = {}) const;
  bool flag(std::string_view key, std::string_view about, bool fallback) const;
  std::string text(std::string_view key, std::string_view about,
                   std::optional<std::string> fallback = {}) const;
  /// One of a few words. @return its index in `words`
  std::size_t choice(std::string_view key, std::string_view about,
                     std::vector<std::string> const& words,
                     std::optional<std::size_t> fallback = {}) const;
  /// Reads the keys that go with the value of `key`, and returns that value's index.
  void branch(std::string_view key, std::string_view about, std::vector<Branch> const& branches,
              std::string_view fallback = "") const;
  /// Elements of a list under a key; none if it is not given.
  std::vector<Section> list(std::string_view key, std::string_view about,
                            Need need = Need::optional) const;
  /// Entries of a map whose keys are names, with those names; none if it is not given.
  std::vector<std::pair<std::string, Section>> named(std::string_view key, std::string_view about,
                                                     Need need = Need::optional) const;
  /// Elements of a list of numbers or words.
  std::vector<double> quantities(Quantity const& wanted, Need need = Need::optional) const;
  std::vector<std::string> texts(std::string_view key, std::string_view about,
                                 Need need = Need::optional) const;

  double as_quantity(std::string_view unit, Range range = {}) const;
  std::string as_text() const;
  std::vector<Section> as_list(std::size_t least = 1) const;
  std::vector<std::pair<std::string, Section>> as_named() const;
  /// Reads a value that may be written in several ways. Ways that many keys share have a name,
  /// under which the manual describes them once.
  void either(std::vector<Alternative> const& alternatives, std::string_view shape = "") const;

  /// Records that this value is wrong: `path "value" problem`.
  void error(std::string const& problem) const;
  /// Records that the value of a key is wrong.
  void error_at(std::string_view key, std::string const& problem) const;
  /// Records an unknown name: `path "name" is not <what>`, with the nearest of the known.
  void unknown_name(std::string_view what, std::vector<std::string> const& known) const;
  /// Records that the key of this value is an unknown name, and reads nothing below it.
  void unknown_key(std::string_view what, std::vector<std::string> const& known) const;
  /// Accepts all keys that nobody asked for, where what they mean is not known.
  void ignore_other_keys() const;

 private:
  Section(Section const& parent, std::string path, Node const* node, Place key_place);
  Section note(Description::Kind kind, std::string_view key, std::string_view about,
               Need need) const;
  void note(Description::Kind kind) const;
  bool open_map() const;
  bool expect_scalar(std::string_view what) const;
  double in_range(double value, std::string_view unit, std::string_view user_unit,
                  Range range) const;
  std::string shown_value() const;
  void ask(std::string_view key) const;
  std::string key_path(std::string_view key) const;

  Reading* reading_;
  std::string path_;
  Node const* node_ = nullptr;
  Description* description_ = nullptr;
  Place key_place_;
  double molar_mass_ = 0;
};

/// Records every key below `root` that no reader asked for, with the nearest valid one.
void report_unknown_keys(Reading& reading, Node const& root);

/// Records every key that a map below `root` holds more than once.
void report_duplicate_keys(Reading& reading, Node const& root);

/// The word nearest to `word` by edits; empty if none is near.
std::string nearest(std::string_view word, std::vector<std::string> const& words);

/// The end of a message on an unknown word: " (nearest: b)", or "; write one of a, b, c".
std::string nearest_or_all(std::string_view word, std::vector<std::string> const& words);

/// A list of words for a message: a, b, c.
std::string join_words(std::vector<std::string> const& words);

}  // namespace sanggan
