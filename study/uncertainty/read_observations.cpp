#include "study/uncertainty/read_observations.hpp"

#include <array>

#include "io/units.hpp"
#include "study/figure_table.hpp"

namespace sanggan {
namespace {

/// A time with its unit (s).
double time_in(FigureTable const& table, std::size_t row) {
  auto const [number, unit] = split_quantity(table.text(row, "time"));
  auto const value = parse_number(number);
  auto const t = value && is_unit(unit) ? convert(*value, unit, "s") : std::nullopt;
  if (!t || *t < 0)
    table.error(row, "time", "is no time since the start; write one such as 30 day");
  return t.value_or(0);
}

double number_in(FigureTable const& table, std::size_t row) {
  if (table.text(row, "value").empty()) table.error(row, "value", "is empty; write a number");
  return table.number(row, "value", 0);
}

double weight_in(FigureTable const& table, std::size_t row) {
  double const weight = table.number(row, "weight", 1);
  if (weight < 0) table.error(row, "weight", "is below 0; write 0 to leave it out");
  return weight;
}

}  // namespace

std::vector<Observation> read_observations(std::string const& path, MPI_Comm comm) {
  constexpr std::array<std::string_view, 4> columns{"monitor", "time", "value", "weight"};
  Reading reading(comm);
  FileText const& content = reading.files.text(path);
  if (!content.problem.empty()) throw CaseError({path + ": " + content.problem});
  auto csv = parse_csv(content.text, reading.files.number(path), reading);
  reading.throw_errors();
  FigureTable const table(std::move(*csv), columns, reading);
  reading.throw_errors();
  if (table.n_rows() == 0) table.error_of_file("the table has no rows; write one for each value");
  std::vector<Observation> all;
  for (std::size_t row = 0; row < table.n_rows(); ++row)
    all.push_back({table.name(row, "monitor"), time_in(table, row), number_in(table, row),
                   weight_in(table, row)});
  reading.throw_errors();
  return all;
}

}  // namespace sanggan
