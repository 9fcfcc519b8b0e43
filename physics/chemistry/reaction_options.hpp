#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "physics/chemistry/database.hpp"
#include "physics/chemistry/text_lines.hpp"

namespace sanggan::chemistry {

/// What the lines below a reaction say of it.
struct ReactionOptions {
  double log_k = 0;                               ///< at 298.15 K
  double delta_h = 0;                             ///< (J/mol)
  std::optional<std::array<double, 6>> analytic;  ///< replaces both where it is not all zero
  ActivityEntry activity;
  Composition mole_balance;
  bool checked = true;

  LogK equilibrium_constant() const;
};

/// Reads the option lines below reactions. Options may begin with a dash and may then be shortened
/// as far as they stay unique.
class OptionReader {
 public:
  explicit OptionReader(std::vector<Note>& notes) : notes_(notes) {}

  /// True if the line is an option; then `options` holds what it says, or a note says why not.
  bool read(TextLine const& line, ReactionOptions& options);

  /// Writes one note for each option that the engine does not use, with its number of lines.
  void note_unused();

 private:
  void read_log_k(TextLine const& line, ReactionOptions& options);
  void read_delta_h(TextLine const& line, ReactionOptions& options);
  void read_activity(TextLine const& line, ActivityKind kind, ReactionOptions& options);
  void read_analytic(TextLine const& line, ReactionOptions& options);
  void read_mole_balance(TextLine const& line, ReactionOptions& options);
  void note(TextLine const& line, std::string const& consequence);

  struct Unused {
    int first_line = 0, lines = 0;
  };
  std::vector<Note>& notes_;
  std::map<std::string, Unused> unused_;
};

}  // namespace sanggan::chemistry
