#include "study/figure_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/units.hpp"
#include "study/own_figures.hpp"

namespace sanggan {
namespace {

int position(CsvTable const& table, std::string_view column) {
  auto const found = std::find(table.header.begin(), table.header.end(), column);
  return found == table.header.end() ? -1 : static_cast<int>(found - table.header.begin());
}

}  // namespace

FigureTable::FigureTable(CsvTable table, std::span<std::string_view const> columns,
                         Reading& reading)
    : table_(std::move(table)), reading_(&reading) {
  bool sound = true;
  for (auto const column : columns) {
    if (position(table_, column) >= 0) continue;
    sound = false;
    reading.error(table_.header_place, fmt::format("the column \"{}\" is missing; the file has {}",
                                                   column, join_words(table_.header)));
  }
  if (!sound) table_.rows.clear();
}

CsvField const& FigureTable::field(std::size_t row, std::string_view column) const {
  return table_.rows[row][static_cast<std::size_t>(position(table_, column))];
}

void FigureTable::error(std::size_t row, std::string_view column,
                        std::string const& problem) const {
  auto const& [text, place] = field(row, column);
  reading_->error(place, fmt::format("{} \"{}\" {}", column, text, problem));
}

void FigureTable::error_of_file(std::string const& problem) const {
  reading_->error(table_.header_place, problem);
}

std::string const& FigureTable::text(std::size_t row, std::string_view column) const {
  return field(row, column).text;
}

std::string const& FigureTable::name(std::size_t row, std::string_view column) const {
  if (text(row, column).empty()) error(row, column, "is empty; write a name");
  return text(row, column);
}

std::string const& FigureTable::date(std::size_t row, std::string_view column) const {
  auto const& written = text(row, column);
  std::string const day = written.size() == 4 ? written + "-01-01" : written;
  if (!seconds_between(day, day))
    error(row, column, "is not a date; write one such as 2018-08-01, or a year");
  return written;
}

double FigureTable::number(std::size_t row, std::string_view column, double otherwise) const {
  if (text(row, column).empty()) return otherwise;
  auto const value = parse_number(text(row, column));
  if (!value) error(row, column, "is not a decimal number");
  return value.value_or(otherwise);
}

double FigureTable::quantity(std::size_t row, std::initializer_list<std::string_view> units) const {
  constexpr double harmless = 1;
  auto const& unit = text(row, "unit");
  auto const value = parse_number(text(row, "value"));
  if (!value) error(row, "value", "is not a decimal number");
  if (!is_unit(unit)) {
    error(row, "unit", "is not a unit; write one such as \"mg/L\"");
    return harmless;
  }
  std::vector<std::string> remedies;
  for (auto const wanted : units) {
    if (auto const si = convert(value.value_or(harmless), unit, wanted)) return *si;
    auto const [what, example] = dimension(wanted);
    remedies.push_back(fmt::format("of {}, as in \"{}\"", what, example));
  }
  error(row, "unit", fmt::format("does not suit; write one {}", fmt::join(remedies, ", or ")));
  return harmless;
}

std::size_t FigureTable::word(std::size_t row, std::string_view column,
                              std::vector<std::string> const& words) const {
  auto const found = std::find(words.begin(), words.end(), text(row, column));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  error(row, column,
        fmt::format("is not a valid {}{}", column, nearest_or_all(text(row, column), words)));
  return 0;
}

Status FigureTable::status(std::size_t row) const {
  return static_cast<Status>(word(row, "status", {status_words.begin(), status_words.end()}));
}

std::optional<FigureTable> read_figures(Section const& file,
                                        std::span<std::string_view const> columns) {
  auto table = read_csv(file);
  if (!table) return {};
  return FigureTable(std::move(*table), columns, file.reading());
}

std::vector<FigureTable> own_tables(std::string_view path,
                                    std::span<std::string_view const> columns, Reading& reading) {
  std::vector<FigureTable> tables;
  for (auto const& file : own_figures()) {
    if (!file.path.starts_with(path)) continue;
    if (auto table = parse_csv(file.text, reading.files.number(std::string(file.path)), reading))
      tables.emplace_back(std::move(*table), columns, reading);
  }
  return tables;
}

}  // namespace sanggan
