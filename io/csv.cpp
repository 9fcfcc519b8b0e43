#include "io/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "io/units.hpp"

namespace sanggan {
namespace {

// More messages about one file would bury those about others.
constexpr int most_errors = 10;

char separator_of(std::string_view header) {
  for (char const c : {',', ';', '\t'})
    if (header.find(c) != std::string_view::npos) return c;
  return ',';
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\"");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\"") - first + 1);
}

/// The end of the field that begins at `begin`; a separator in quotes ends none.
std::size_t end_of_field(std::string_view line, std::size_t begin, char separator) {
  bool in_quotes = false;
  std::size_t end = begin;
  for (; end < line.size() && (in_quotes || line[end] != separator); ++end)
    in_quotes ^= line[end] == '"';
  return end;
}

std::vector<CsvField> split(std::string_view line, char separator, Place place) {
  std::vector<CsvField> fields;
  std::size_t begin = 0;
  for (;;) {
    auto const end = end_of_field(line, begin, separator);
    place.column = static_cast<int>(begin) + 1;
    fields.push_back({std::string(trimmed(line.substr(begin, end - begin))), place});
    if (end == line.size()) return fields;
    begin = end + 1;
  }
}

/// Lines that are neither empty nor comments, with their numbers.
std::vector<std::pair<int, std::string_view>> lines_of(std::string_view text) {
  std::vector<std::pair<int, std::string_view>> lines;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    auto const end = std::min(text.find('\n'), text.size());
    auto const line = text.substr(0, end);
    if (!trimmed(line).empty() && !line.starts_with("#")) lines.emplace_back(number, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

std::optional<double> seconds_of_clock(std::string_view text) {
  double seconds = 0, unit = 3600;
  for (; !text.empty(); unit /= 60) {
    auto const colon = std::min(text.find(':'), text.size());
    auto const value = whole_number(text.substr(0, colon));
    if (!value || *value < 0 || *value > (unit == 3600 ? 24 : 59) || unit < 1) return {};
    seconds += unit * *value;
    text.remove_prefix(std::min(colon + 1, text.size()));
  }
  return seconds;
}

std::optional<double> seconds_of_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
  auto const year = whole_number(text.substr(0, 4)), month = whole_number(text.substr(5, 2)),
             day = whole_number(text.substr(8, 2));
  if (!year || !month || !day) return {};
  using namespace std::chrono;
  year_month_day const date{std::chrono::year(*year),
                            std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return {};
  double const days = static_cast<double>(sys_days(date).time_since_epoch().count());
  if (text.size() == 10) return 86400 * days;
  if (text[10] != ' ' && text[10] != 'T') return {};
  auto const clock =
      seconds_of_clock(text.substr(11, text.ends_with("Z") ? text.size() - 12 : text.size() - 11));
  return clock ? std::optional(86400 * days + *clock) : std::nullopt;
}

}  // namespace

std::optional<CsvTable> read_csv(Section const& file) {
  std::string const name = file.as_text();
  if (file.recording() || name.empty()) return {};
  Reading& reading = file.reading();
  std::string const path = beside(file.file(), name);
  FileText const& content = reading.files.text(path);
  if (!content.problem.empty()) {
    file.error("cannot be read: " + content.problem);
    return {};
  }
  return parse_csv(content.text, reading.files.number(path), reading);
}

std::optional<CsvTable> parse_csv(std::string_view text, int file, Reading& reading) {
  auto const lines = lines_of(text);
  Place place{file, 1, 1};
  if (lines.empty()) {
    reading.error(place, "the file has no header line");
    return {};
  }
  place.line = lines[0].first;
  CsvTable table;
  table.header_place = place;
  char const separator = separator_of(lines[0].second);
  for (auto const& field : split(lines[0].second, separator, place))
    table.header.push_back(field.text);
  int errors = 0;
  for (std::size_t i = 1; i < lines.size() && errors < most_errors; ++i) {
    place.line = lines[i].first;
    place.column = 1;
    auto row = split(lines[i].second, separator, place);
    if (row.size() == table.header.size()) {
      table.rows.push_back(std::move(row));
      continue;
    }
    reading.error(place, fmt::format("the line has {} of {} fields; the file may be cut off",
                                     row.size(), table.header.size()));
    ++errors;
  }
  return errors ? std::nullopt : std::optional(std::move(table));
}

int csv_column(CsvTable const& table, Section const& column) {
  std::string const name = column.as_text();
  auto const found = std::find(table.header.begin(), table.header.end(), name);
  if (found != table.header.end()) return static_cast<int>(found - table.header.begin());
  column.unknown_name("a column of the file", table.header);
  return -1;
}

std::vector<double> csv_numbers(CsvTable const& table, int column, Reading& reading) {
  std::vector<double> values;
  int errors = 0;
  for (auto const& row : table.rows) {
    auto const& field = row[static_cast<std::size_t>(column)];
    auto const value = parse_number(field.text);
    values.push_back(value.value_or(0));
    if (value || ++errors > most_errors) continue;
    reading.error(field.place,
                  fmt::format("{} \"{}\" is not a decimal number",
                              table.header[static_cast<std::size_t>(column)], field.text));
  }
  return values;
}

std::optional<double> seconds_between(std::string_view start, std::string_view text) {
  auto const from = seconds_of_date(start), to = seconds_of_date(text);
  return from && to ? std::optional(*to - *from) : std::nullopt;
}

}  // namespace sanggan
