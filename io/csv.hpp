#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/section.hpp"

namespace sanggan {

/// One field of a CSV file with its place.
struct CsvField {
  std::string text;
  Place place;
};

/// A CSV file: a header line and rows of as many fields. Separators are commas, semicolons or
/// tabs, which in quotes separate nothing; lines that start with # are comments.
struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<CsvField>> rows;
  Place header_place = {};
};

/// The CSV file that `file` names, relative to the file in which it stands. Errors (no such file,
/// short lines) are recorded; empty if there were any. Collective.
std::optional<CsvTable> read_csv(Section const& file);

/// The CSV table in the text of the file with this number. Errors are recorded as by read_csv.
std::optional<CsvTable> parse_csv(std::string_view text, int file, Reading& reading);

/// Index of the column that `column` names; -1 and an error if there is none.
int csv_column(CsvTable const& table, Section const& column);

/// The column as numbers; fields that are none are recorded as errors.
std::vector<double> csv_numbers(CsvTable const& table, int column, Reading& reading);

/// Seconds from the ISO date `start` to the ISO date or date and time `text`; empty if either is
/// no date. "2020-03-01", "2020-03-01 06:00", "2020-03-01T06:00:00"
std::optional<double> seconds_between(std::string_view start, std::string_view text);

}  // namespace sanggan
