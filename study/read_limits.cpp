#include "study/read_limits.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "study/figure_table.hpp"

namespace sanggan {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array<std::string_view, 13> columns{
    "standard", "in_force", "medium", "substance",  "use",    "kind",  "above_pH",
    "up_to_pH", "value",    "unit",   "background", "status", "source"};

Limit limit_of_row(FigureTable const& table, std::size_t row) {
  Limit limit;
  limit.standard = table.name(row, "standard");
  limit.in_force = table.date(row, "in_force");
  limit.medium = table.name(row, "medium");
  limit.substance = table.name(row, "substance");
  limit.use = table.name(row, "use");
  static std::vector<std::string> const kinds{"limit", "least", "screening", "intervention"};
  limit.kind = kinds[table.word(row, "kind", kinds)];
  limit.above_pH = table.number(row, "above_pH", -infinity);
  limit.up_to_pH = table.number(row, "up_to_pH", infinity);
  limit.value = table.quantity(row, {"kg/m3", "kg/kg"});
  if (limit.value < 0) table.error(row, "value", "is negative; write what may at most be found");
  limit.unit = table.text(row, "unit");
  limit.background = table.text(row, "background") == "yes";
  if (!limit.background && !table.text(row, "background").empty())
    table.error(row, "background", "is not valid; write yes, or nothing");
  limit.status = table.status(row);
  limit.source = table.name(row, "source");
  return limit;
}

void add_limits(FigureTable const& table, std::vector<Limit>& limits) {
  for (std::size_t row = 0; row < table.n_rows(); ++row) limits.push_back(limit_of_row(table, row));
}

}  // namespace

std::vector<Limit> read_limits(Section const& file) {
  std::vector<Limit> limits;
  if (auto const table = read_figures(file, columns)) add_limits(*table, limits);
  return limits;
}

std::vector<Limit> own_limits() {
  Reading reading(MPI_COMM_SELF);
  std::vector<Limit> limits;
  for (auto const& table : own_tables("data/standards/", columns, reading))
    add_limits(table, limits);
  reading.throw_errors();
  return limits;
}

std::vector<std::string> standards_in(std::vector<Limit> const& limits) {
  std::vector<std::string> names;
  for (auto const& limit : limits)
    if (std::find(names.begin(), names.end(), limit.standard) == names.end())
      names.push_back(limit.standard);
  return names;
}

}  // namespace sanggan
