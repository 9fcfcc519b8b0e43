#pragma once
#include <mpi.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/description.hpp"
#include "physics/chemistry/input_blocks.hpp"
#include "physics/chemistry/text_lines.hpp"

namespace sanggan {

/// What is wrong with a file of keyword blocks, by line; and how its numbers are read, with a
/// message where they are none.
class BlockMessages {
 public:
  BlockMessages(std::string path, MPI_Comm comm) : path_(std::move(path)), comm_(comm) {}

  std::string const& path() const { return path_; }
  MPI_Comm comm() const { return comm_; }

  /// Records `path:line: "text" problem`.
  void error(chemistry::TextLine const& line, std::string const& problem);
  void error(int line, std::string const& problem);
  /// Records that `name` is not `what`, with the nearest of the known.
  void unknown(chemistry::TextLine const& line, std::string_view name, std::string_view what,
               std::vector<std::string> const& known);
  void add(std::vector<std::string> const& messages);
  /// @throws CaseError with all errors so far
  void throw_errors() const;

  /// The word of a line as a number within a range; the fallback where the line ends before it.
  double number(chemistry::TextLine const& line, std::size_t word, std::string_view what,
                Range range = any_number, std::optional<double> fallback = {});
  /// The same as a whole number of at least one.
  int count(chemistry::TextLine const& line, std::size_t word, std::string_view what);
  /// Records an error if a line has more words than it should.
  void ends(chemistry::TextLine const& line, std::size_t words);
  /// The number or range that follows a keyword, "3" or "1-20"; 1 where there is none.
  chemistry::NumberRange range(chemistry::TextLine const& head, std::size_t word = 1);

 private:
  std::string path_;
  MPI_Comm comm_;
  std::vector<std::pair<int, std::string>> errors_;
};

}  // namespace sanggan
