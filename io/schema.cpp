#include "io/schema.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/units.hpp"

namespace sanggan {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Description::Kind;

// A number, and a unit; only after a blank may the unit begin with a digit, as in "2 1/day".
constexpr std::string_view number_text = R"(^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?)";
constexpr std::string_view unit_text = R"((\s+[^\s].*|[^\s0-9.eE+-].*|[eE][^0-9+-].*))";
std::string quantity_pattern() { return fmt::format("{}{}$", number_text, unit_text); }
std::string number_pattern() { return fmt::format("{}{}?$", number_text, unit_text); }

/// Turns a description into a schema. Ways of writing that many keys share become definitions.
class SchemaWriter {
 public:
  /// @param includes whether any map may take keys from other files by `include`
  explicit SchemaWriter(bool includes) : includes_(includes) {}
  Json write(Description const& d) {
    Json schema = d.kind == Kind::either ? either(d) : plain(d);
    if (!d.about.empty()) schema["description"] = d.about;
    if (!d.fallback.empty()) schema["default"] = fallback(d);
    return schema;
  }
  Json take_definitions() { return std::move(definitions_); }

 private:
  Json plain(Description const& d) {
    switch (d.kind) {
      case Kind::section:
        return d.selector.empty() ? section(d) : branches(d);
      case Kind::quantity:
        return d.unit == "1" ? number(d, {"number", "string"}) : quantity(d);
      case Kind::integer:
        return number(d, "integer");
      case Kind::flag:
        return {{"type", "boolean"}};
      case Kind::text:
        return {{"type", {"string", "number", "boolean"}}};
      case Kind::choice:
        return {{"enum", d.choices}};
      case Kind::list:
        return list(d);
      case Kind::named:
        return named(d);
      default:
        return Json::object();
    }
  }

  void allow_include(Json& schema) const {
    if (includes_) schema["properties"]["include"] = {{"$ref", "#/$defs/include"}};
  }

  /// That some keys are given, here or by a file.
  Json given(Json keys) const {
    if (!includes_) return {{"required", std::move(keys)}};
    return {{"anyOf", {{{"required", std::move(keys)}}, {{"required", {"include"}}}}}};
  }

  Json named(Description const& d) {
    Json schema{{"type", "object"}, {"properties", Json::object()}};
    allow_include(schema);
    schema["additionalProperties"] = write(*d.element);
    return schema;
  }

  static Json fallback(Description const& d) {
    if (d.kind == Kind::flag) return d.fallback == "true";
    bool const bare = d.kind == Kind::integer || (d.kind == Kind::quantity && d.unit == "1");
    return bare ? Json(std::stod(d.fallback)) : Json(d.fallback);
  }

  static Json number(Description const& d, Json const& type) {
    Json schema{{"type", type}};
    if (type != "integer") schema["pattern"] = number_pattern();  // of texts such as 10 %
    if (d.range.least > -unlimited)
      schema[d.range.above ? "exclusiveMinimum" : "minimum"] = d.range.least;
    if (d.range.most < unlimited) schema["maximum"] = d.range.most;
    return schema;
  }

  static Json quantity(Description const& d) {
    return {{"type", "string"},
            {"pattern", quantity_pattern()},
            {"examples", {dimension(d.unit).example}}};
  }

  Json list(Description const& d) {
    Json schema{{"type", "array"}, {"items", write(*d.element)}};
    if (d.least_items > 0) schema["minItems"] = d.least_items;
    return schema;
  }

  /// Properties of a section, and that the required ones are given here or come from a file.
  Json keys_of(Description const& d) {
    Json schema{{"properties", Json::object()}};
    Json required = Json::array();
    for (auto const& key : d.keys) {
      schema["properties"][key->name] = write(*key);
      if (key->required) required.push_back(key->name);
    }
    if (!required.empty()) schema.update(given(std::move(required)));
    return schema;
  }

  Json section(Description const& d) {
    Json schema{{"type", "object"}};
    schema.update(keys_of(d));
    allow_include(schema);
    schema["additionalProperties"] = false;
    return schema;
  }

  Json branches(Description const& d) {
    Json schema{{"type", "object"}}, names = Json::array(), all = Json::array();
    schema.update(keys_of(d));
    all.push_back(given({d.selector}));
    // An included file may hold the selector: then any key may be meant.
    all.push_back(
        {{"if", {{"required", {d.selector}}}}, {"else", {{"additionalProperties", true}}}});
    for (auto const& one : d.alternatives) {
      names.push_back(one->name);
      all.push_back(
          {{"if",
            {{"properties", {{d.selector, {{"const", one->name}}}}}, {"required", {d.selector}}}},
           {"then", keys_of(*one)}});
    }
    schema["properties"][d.selector] = {{"enum", names}, {"description", d.selector_about}};
    allow_include(schema);
    schema["allOf"] = std::move(all);
    schema["unevaluatedProperties"] = false;
    return schema;
  }

  Json either(Description const& d) {
    Json schema{{"anyOf", Json::array()}};
    for (auto const& one : d.alternatives) schema["anyOf"].push_back(write(*one));
    return d.shape.empty() ? schema : Json{{"$ref", "#/$defs/" + define(d, schema)}};
  }

  /// Name of the definition that holds this schema.
  std::string define(Description const& d, Json const& schema) {
    std::string name = d.shape;
    for (auto const& one : d.alternatives)
      if (one->kind == Kind::quantity) name += "_" + one->unit;
    for (char& c : name)
      if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    std::string unique = name;
    for (int k = 2; definitions_.contains(unique) && definitions_[unique] != schema; ++k)
      unique = fmt::format("{}_{}", name, k);
    definitions_[unique] = schema;
    return unique;
  }

  bool includes_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string json_schema(Description const& root, DescribedFile what) {
  bool const is_case = what == DescribedFile::case_file;
  constexpr char const* kinds[] = {"Case", "Study", "Ensemble"};
  SchemaWriter writer(is_case);
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", fmt::format("{} file of Sanggan", kinds[static_cast<std::size_t>(what)])}};
  schema.update(writer.write(root));
  schema["$defs"] = writer.take_definitions();
  if (is_case)
    schema["$defs"]["include"] = {
        {"description", "files whose keys belong here as well"},
        {"anyOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}}};
  return schema.dump(1) + "\n";
}

}  // namespace sanggan
