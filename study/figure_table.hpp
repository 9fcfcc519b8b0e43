#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"
#include "study/provenance.hpp"

namespace sanggan {

/// A CSV file of figures, read by the names of its columns. Errors are recorded with their place,
/// and answered with harmless values.
class FigureTable {
 public:
  /// @param columns those that must be there; others are notes for the reader of the file
  FigureTable(CsvTable table, std::span<std::string_view const> columns, Reading& reading);

  std::size_t n_rows() const { return table_.rows.size(); }
  std::string const& text(std::size_t row, std::string_view column) const;
  /// A text that must not be empty.
  std::string const& name(std::size_t row, std::string_view column) const;
  /// An ISO date, or a year.
  std::string const& date(std::size_t row, std::string_view column) const;
  /// A number; `otherwise` where the field is empty.
  double number(std::size_t row, std::string_view column, double otherwise) const;
  /// The column "value" with the column "unit" beside it, in the first of `units` (SI) that has
  /// its dimension.
  double quantity(std::size_t row, std::initializer_list<std::string_view> units) const;
  /// Index of one of a few words.
  std::size_t word(std::size_t row, std::string_view column,
                   std::vector<std::string> const& words) const;
  Status status(std::size_t row) const;
  /// Records that a field is wrong: `column "text" problem`.
  void error(std::size_t row, std::string_view column, std::string const& problem) const;
  /// Records that the file as a whole is wrong, at its header.
  void error_of_file(std::string const& problem) const;

 private:
  CsvField const& field(std::size_t row, std::string_view column) const;

  CsvTable table_;
  Reading* reading_;
};

/// The tables of these columns: a file, or one of the project's own, whose path starts so. None if
/// it cannot be read (which is recorded).
std::optional<FigureTable> read_figures(Section const& file,
                                        std::span<std::string_view const> columns);
std::vector<FigureTable> own_tables(std::string_view path,
                                    std::span<std::string_view const> columns, Reading& reading);

}  // namespace sanggan
