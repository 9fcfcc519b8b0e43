#include <fmt/format.h>

#include <algorithm>

#include "io/readers.hpp"

namespace sanggan {
namespace {

std::function<double(Vec3)> in_space(Section const& value, Setting const& setting) {
  if (!value.recording() && value.has("expression")) {
    auto f = read_space_expression(value.child("expression", "formula in x, y and z (m)"));
    return f ? f : [](Vec3) { return 0.0; };
  }
  auto const f = read_plan_function(value, setting, "m");
  return [f](Vec3 p) { return f({p.x, p.y}); };
}

}  // namespace

std::function<double(Vec3)> read_initial(Section const& root, Setting const& setting) {
  std::function<double(Vec3)> psi = [](Vec3) { return 0.0; };
  auto const section = root.child("initial", "state of the water at the start");
  using enum Section::Shape;
  section.either(
      {{map, "water_table", "{water_table, least_pressure_head}: at rest over a water table",
        [&](Section const& s) {
          auto const table = read_plan_function(
              s.child("water_table", "elevation of the water table"), setting, "m");
          double const least = s.quantity({"least_pressure_head",
                                           "m",
                                           "cuts the suction high above the water table",
                                           {-1e7, 0},
                                           -1e7});
          psi = [table, least](Vec3 p) { return std::max(table({p.x, p.y}) - p.z, least); };
        }},
       {map, "pressure_head", "{pressure_head}: a length, or an expression in x, y and z",
        [&](Section const& s) {
          psi = in_space(s.child("pressure_head", "pressure head, below 0 where dry"), setting);
        }},
       {map, "head", "{head}: hydraulic head, a length or an expression in x, y and z",
        [&](Section const& s) {
          auto const head = in_space(s.child("head", "hydraulic head"), setting);
          psi = [head](Vec3 p) { return head(p) - p.z; };
        }}});
  return psi;
}

std::vector<CellFieldSource> read_cell_fields(Section const& root, Setting const& setting) {
  std::vector<CellFieldSource> fields;
  std::vector<std::string> const properties{"hydraulic_conductivity"};
  using enum Section::Shape;
  for (auto const& item :
       root.list("cell_fields", "fields that multiply a property cell by cell")) {
    CellFieldSource field;
    field.property = properties[item.choice("property", "property that is multiplied", properties)];
    item.child("factor", "what multiplies it, without dimension")
        .either({{map, "hdf5", "{hdf5, dataset}: one value per cell, in the order of the cell ids",
                  [&](Section const& s) {
                    auto const file = s.child("hdf5", "HDF5 file");
                    field.hdf5_dataset = s.text("dataset", "dataset in that file");
                    auto const name = file.as_text();
                    if (s.recording() || name.empty()) return;
                    field.hdf5_file = beside(file.file(), name);
                    auto const problem = s.reading().files.take_note(field.hdf5_file);
                    if (!problem.empty()) file.error("cannot be read: " + problem);
                  }},
                 {map, "expression", "{expression} in x, y and z (m)",
                  [&](Section const& s) {
                    field.at =
                        read_space_expression(s.child("expression", "formula in x, y and z (m)"));
                  }},
                 {map, "random", "{random}: one draw of a lognormal field, by its seed",
                  [&](Section const& s) {
                    field.at =
                        read_random_factor(s.child("random", "of the logarithm of the factor"));
                  }},
                 {map, "raster", "{raster} in plan", [&](Section const& s) {
                    auto const f = read_plan_function(s, setting, "1", positive);
                    field.at = [f](Vec3 p) { return f({p.x, p.y}); };
                  }}});
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace sanggan
