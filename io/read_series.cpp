#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/csv.hpp"
#include "io/readers.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

/// Reads interpolation and repetition, and checks the times.
void finish(Section const& s, Series& series, std::vector<Place> const& places) {
  series.kind =
      s.choice("interpolation", "step: a value holds until the next; linear: between them",
               {"step", "linear"}, 0) == 0
          ? Series::Kind::step
          : Series::Kind::linear;
  series.period =
      s.optional_quantity({"repeat", "s",
                           "time after which the series begins again; without it the last value "
                           "holds on",
                           positive})
          .value_or(0);
  if (s.recording()) return;
  auto const& t = series.times;
  for (std::size_t k = 1; k < t.size(); ++k)
    if (!(t[k] > t[k - 1])) {
      s.reading().error(places[k],
                        fmt::format("{}: the times do not increase here; sort the records "
                                    "and remove those given twice",
                                    s.path()));
      return;
    }
  if (series.period > 0 && !t.empty() && (t.front() < 0 || t.back() > series.period))
    s.error_at("repeat",
               "is shorter than the series; write at least the time of the last record, "
               "and let the first be at 0 or later");
}

std::vector<double> times_of(Section const& s, CsvTable const& table, int column) {
  auto const time_unit = s.text("time_unit", "unit of the times, if they are not dates", "");
  Reading& reading = s.reading();
  if (!time_unit.empty()) {
    auto const seconds = is_unit(time_unit) ? convert(1, time_unit, "s") : std::nullopt;
    if (!seconds) s.error_at("time_unit", "is not a unit of time; write one such as \"day\"");
    auto times = csv_numbers(table, column, reading);
    for (auto& t : times) t *= seconds.value_or(1);
    return times;
  }
  std::vector<double> times;
  if (reading.start_date.empty()) {
    s.error(
        "has dates but the case has no start_date; write one, or a time_unit for times that are "
        "numbers");
    return times;
  }
  for (auto const& row : table.rows) {
    auto const& field = row[static_cast<std::size_t>(column)];
    auto const t = seconds_between(reading.start_date, field.text);
    if (!t) {
      reading.error(field.place,
                    fmt::format("{} \"{}\" is not a date; write it as 2020-03-01 or "
                                "2020-03-01T06:00, or give a time_unit",
                                table.header[static_cast<std::size_t>(column)], field.text));
      return {};
    }
    times.push_back(*t);
  }
  return times;
}

/// Values of a file in SI, each in the valid range.
std::vector<double> values_of(Section const& s, CsvTable const& table, int column,
                              std::string_view unit, Range range) {
  auto const user_unit = s.text("unit", "unit of the values");
  double const factor = s.quantity({"factor", "1", "multiplies the values", any_number, 1.0});
  if (user_unit.empty() || column < 0) return {};
  if (!is_unit(user_unit) || !convert(1, user_unit, unit, s.molar_mass())) {
    auto const [name, example] = dimension(unit);
    if (is_unit(user_unit) && s.lacks_molar_mass(user_unit, unit))
      s.error_at("unit", fmt::format("is one of mass; give the species a molar_mass, or write one "
                                     "as in \"{}\"",
                                     example));
    else
      s.error_at("unit", fmt::format("is not a unit of {}; write one as in \"{}\"", name, example));
    return {};
  }
  auto values = csv_numbers(table, column, s.reading());
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = factor * *convert(values[k], user_unit, unit, s.molar_mass());
    if (values[k] >= range.least && values[k] <= range.most) continue;
    auto const& field = table.rows[k][static_cast<std::size_t>(column)];
    s.reading().error(field.place, fmt::format("{} \"{}\" is out of the range of {}",
                                               table.header[static_cast<std::size_t>(column)],
                                               field.text, s.path()));
  }
  return values;
}

Series from_file(Section const& s, std::string_view unit, Range range) {
  auto const table = read_csv(s.child("file", "CSV file with a header line"));
  auto const time = s.child("time", "its column of times or dates");
  auto const value = s.child("value", "its column of values");
  CsvTable const none;
  CsvTable const& content = table ? *table : none;
  if (s.recording()) time.as_text(), value.as_text();
  int const time_column = table ? csv_column(content, time) : -1;
  int const value_column = table ? csv_column(content, value) : -1;
  Series series;
  series.values = values_of(s, content, value_column, unit, range);
  if (time_column >= 0)
    series.times = times_of(s, content, time_column);
  else
    s.text("time_unit", "unit of the times, if they are not dates", "");
  std::vector<Place> places;
  for (auto const& row : content.rows) places.push_back(row.front().place);
  finish(s, series, places);
  if (table && content.rows.empty()) s.error_at("file", "has no records");
  return series;
}

Series from_lists(Section const& s, std::string_view unit, Range range) {
  Series series;
  std::vector<Place> places;
  for (auto const& time : s.list("times", "times since the start, increasing", Need::required)) {
    series.times.push_back(time.as_quantity("s"));
    places.push_back(time.place());
  }
  series.values = s.quantities({"values", unit, "as many values", range}, Need::required);
  if (series.values.size() != series.times.size() && !series.values.empty())
    s.error_at("values", fmt::format("has {} values for {} times", series.values.size(),
                                     series.times.size()));
  finish(s, series, places);
  return series;
}

/// Twelve values from January on; t = 0 lies at the start date within the year.
Series from_months(Section const& s, std::string_view unit, Range range) {
  auto const values = s.quantities(
      {"monthly", unit, "twelve values from January to December, each year again", range},
      Need::required);
  if (s.recording()) return {};
  if (values.size() != 12) {
    s.error_at("monthly",
               fmt::format("has {} values; write 12, from January to December", values.size()));
    return Series::constant(0);
  }
  auto const& start = s.reading().start_date;
  double const phase =
      start.empty() ? 0 : seconds_between(start.substr(0, 4) + "-01-01", start).value_or(0);
  auto const first = static_cast<std::size_t>(phase / (julian_year / 12)) % 12;
  Series series;
  series.period = julian_year;
  for (std::size_t k = 0; k <= 12; ++k) {
    double const t = k == 0 ? 0 : julian_year / 12 * static_cast<double>(first + k) - phase;
    if (t >= julian_year * (1 - 1e-9)) break;
    series.times.push_back(t);
    series.values.push_back(values[(first + k) % 12]);
  }
  return series;
}

}  // namespace

namespace {

/// The ways to write a value in time.
std::vector<Section::Alternative> ways_in_time(Series& series, std::string_view unit, Range range) {
  using enum Section::Shape;
  auto const constant = dimension(unit);
  return {
      {scalar, "", fmt::format("{} such as \"{}\"", constant.name, constant.example),
       [=, &series](Section const& s) { series = Series::constant(s.as_quantity(unit, range)); }},
      {map, "file", "{file, time, value, unit} for a series from a CSV file",
       [=, &series](Section const& s) { series = from_file(s, unit, range); }},
      {map, "times", "{times, values} for a short series",
       [=, &series](Section const& s) { series = from_lists(s, unit, range); }},
      {map, "monthly", "{monthly} with twelve values",
       [=, &series](Section const& s) { series = from_months(s, unit, range); }}};
}

}  // namespace

Series read_series(Section const& value, std::string_view unit, Range range) {
  Series series;
  value.either(ways_in_time(series, unit, range), "series");
  return series;
}

Series read_patch_series(Section const& value, std::string_view unit, Range range) {
  Series series;
  auto ways = ways_in_time(series, unit, range);
  ways.push_back({Section::Shape::map, "expression", "{expression} for a formula in x, y and z",
                  [&series](Section const& s) {
                    series = Series::constant(0);
                    auto const f = read_space_expression(
                        s.child("expression", "formula in x, y and z (m) that gives the SI value"));
                    if (f)
                      series.place = [f](double x, double y, double z) { return f({x, y, z}); };
                  }});
  value.either(ways, "patch");
  return series;
}

std::vector<Series> read_species_series(Section const& owner, std::string_view key,
                                        std::string_view about, std::string_view unit,
                                        Setting const& setting) {
  std::vector<Series> result(setting.species.size());
  for (auto const& [name, value] : owner.named(key, about)) {
    auto const found = std::find(setting.species.begin(), setting.species.end(), name);
    auto const i = static_cast<std::size_t>(found - setting.species.begin());
    if (value.recording())
      read_series(value, unit, not_negative);
    else if (found == setting.species.end())
      value.unknown_key("a species", setting.species);
    else
      result[i] = read_series(value.with_molar_mass(setting.molar_mass[i]), unit, not_negative);
  }
  return result;
}

}  // namespace sanggan
