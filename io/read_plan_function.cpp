#include <fmt/format.h>

#include <cmath>

#include "io/csv.hpp"
#include "io/expression.hpp"
#include "io/point_table.hpp"
#include "io/raster.hpp"
#include "io/readers.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

PlanFunction from_points(Section const& s, std::string_view unit) {
  auto const table = read_csv(s.child("table", "CSV file with a header line"));
  auto const value = s.text("value", "its column of values", "z");
  auto const user_unit =
      s.text("unit", "unit of the values, if not that of the key", std::string(unit));
  if (s.recording() || !table) return {};
  auto const column = [&](std::string const& name) {
    auto const found = std::find(table->header.begin(), table->header.end(), name);
    if (found != table->header.end()) return static_cast<int>(found - table->header.begin());
    s.error_at("table",
               fmt::format("has no column {}; it has {}", name, join_words(table->header)));
    return -1;
  };
  int const columns[] = {column("x"), column("y"), column(value)};
  auto const factor = is_unit(user_unit) ? convert(1, user_unit, unit) : std::nullopt;
  if (!factor) s.error_at("unit", "is not a unit of " + dimension(unit).name);
  if (columns[0] < 0 || columns[1] < 0 || columns[2] < 0 || !factor) return {};
  std::size_t const errors = s.reading().n_errors();
  auto const x = csv_numbers(*table, columns[0], s.reading()),
             y = csv_numbers(*table, columns[1], s.reading()),
             z = csv_numbers(*table, columns[2], s.reading());
  if (s.reading().n_errors() > errors) return {};
  if (x.size() < 3) {
    s.error_at("table", "has fewer than three points");
    return {};
  }
  std::vector<Vec3> points;
  for (std::size_t i = 0; i < x.size(); ++i) points.push_back({x[i], y[i], *factor * z[i]});
  return interpolate_points(std::move(points));
}

PlanFunction from_expression(Section const& s) {
  auto const text = s.child("expression", "formula in x and y (m) that gives the SI value");
  auto const f = read_space_expression(text);
  if (!f) return {};
  return [f](Vec2 p) { return f({p.x, p.y, 0}); };
}

PlanFunction from_raster(Section const& s, Setting const& setting) {
  auto f = read_raster(s.child("raster", "GeoTIFF or ASCII grid"), setting);
  double const factor = s.quantity(
      {"factor", "1", "multiplies the values, such as 0.01 for a raster in cm", any_number, 1.0});
  if (!f || factor == 1) return f;
  return [f = std::move(f), factor](Vec2 p) { return factor * f(p); };
}

/// Every node of the plan must have a value in range.
bool check(Section const& value, PlanFunction const& f, Domain const& domain, Range range) {
  for (double const y : domain.y)
    for (double const x : domain.x) {
      double const v = f({x, y});
      bool const valid = (range.above ? v > range.least : v >= range.least) && v <= range.most;
      if (std::isfinite(v) && valid) continue;
      value.error(
          std::isfinite(v)
              ? fmt::format(
                    "is {:.6g} at x {:.6g} m, y {:.6g} m, out of the range {:.6g} to {:.6g}", v, x,
                    y, range.least, range.most)
              : fmt::format("has no value at x {:.6g} m, y {:.6g} m, inside the domain; cover it "
                            "all or make "
                            "the mesh smaller",
                            x, y));
      return false;
    }
  return true;
}

}  // namespace

std::function<double(Vec3)> read_space_expression(Section const& value) {
  auto const text = value.as_text();
  if (value.recording() || text.empty()) return {};
  auto expression = parse_expression(text);
  if (!expression.at) value.error("is not a formula: " + expression.problem);
  return expression.at;
}

PlanFunction read_plan_function(Section const& value, Setting const& setting, std::string_view unit,
                                Range range) {
  PlanFunction result;
  bool must_check = true;
  std::size_t const errors = value.reading().n_errors();
  using enum Section::Shape;
  auto const constant = dimension(unit);
  value.either({{scalar, "", fmt::format("{} such as \"{}\"", constant.name, constant.example),
                 [&](Section const& s) {
                   double const c = s.as_quantity(unit, range);
                   result = [c](Vec2) { return c; };
                   must_check = false;
                 }},
                {map, "raster", "{raster} for a GeoTIFF or ASCII grid",
                 [&](Section const& s) { result = from_raster(s, setting); }},
                {map, "table", "{table} for a CSV file of points with columns x, y, z",
                 [&](Section const& s) { result = from_points(s, unit); }},
                {map, "expression", "{expression} for a formula in x and y",
                 [&](Section const& s) { result = from_expression(s); }}},
               "plan");
  bool const sound = result && value.reading().n_errors() == errors;
  bool const must_ask = must_check && !value.recording() && setting.domain.known;
  if (sound && (!must_ask || check(value, result, setting.domain, range))) return result;
  // A harmless stand-in, so that the rest of the case can be read and checked.
  return [](Vec2) { return 0.0; };
}

}  // namespace sanggan
