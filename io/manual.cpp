#include "io/manual.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "io/manual_introduction.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

using Kind = Description::Kind;

/// How the manual calls a way of writing that many keys share, and what it is for.
struct Shape {
  std::string_view title, about;
};
std::map<std::string, Shape> const shapes{
    {"series",
     {"Values in time", "A value that may change in time is written in one of these ways."}},
    {"patch",
     {"Values on a patch",
      "A value that may change in time, or from place to place on its patch, is written in one of "
      "these ways."}},
    {"plan",
     {"Values in plan",
      "A value that may differ from place to place in plan is written in one of these ways."}},
    {"polygon", {"Outlines", "An outline in plan is written in one of these ways."}},
    {"axis", {"Axes", "The edges of the cells along one axis are written in one of these ways."}}};

std::string link(std::string const& shape) {
  std::string const title(shapes.at(shape).title);
  std::string anchor;
  for (char const c : title) anchor += c == ' ' ? '-' : static_cast<char>(std::tolower(c));
  return fmt::format("[{}](#{})", shape, anchor);
}

std::string code(std::string const& text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string joined_code(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) out += (out.empty() ? "" : ", ") + code(word);
  return out;
}

/// A | within a cell of a table would end it.
std::string cell(std::string const& text) {
  std::string out;
  for (char const c : text) out += c == '|' ? "\\|" : std::string(1, c);
  return out;
}

std::string range_text(Range const& range) {
  bool const low = range.least > -unlimited, high = range.most < unlimited;
  if (range.least == range.most) return fmt::format("{:g}", range.least);
  if (low && high && !range.above) return fmt::format("{:g} to {:g}", range.least, range.most);
  std::string text;
  if (low) text = fmt::format("{} {:g}", range.above ? "above" : "at least", range.least);
  if (high) text += fmt::format("{}at most {:g}", low ? ", " : "", range.most);
  return text;
}

std::string with_unit(std::string const& range, std::string const& unit) {
  return range.empty() || unit == "1" || unit.empty() ? range : range + " " + unit;
}

Description const* scalar_of(Description const& d) {
  for (auto const& one : d.alternatives)
    if (one->kind == Kind::quantity) return one.get();
  return nullptr;
}

/// What stands to the right of the colon, and of which unit it is.
std::string kind_text(Description const& d, std::string const& key_unit) {
  switch (d.kind) {
    case Kind::quantity:
      if (!key_unit.empty() && d.unit == key_unit) return "unit of the key";
      return d.unit == "1" ? "-" : code(d.unit);
    case Kind::integer:
      return "whole number";
    case Kind::flag:
      return "`true` or `false`";
    case Kind::choice:
      return "one of " + joined_code(d.choices);
    case Kind::list:
      return "list: " + kind_text(*d.element, key_unit);
    case Kind::named:
      return kind_text(*d.element, key_unit);
    case Kind::section:
      return "section";
    case Kind::either:
      break;
    default:
      return "text";
  }
  if (d.shape.empty()) return "see below";
  auto const* const scalar = scalar_of(d);
  return scalar ? kind_text(*scalar, key_unit) + ", " + link(d.shape) : link(d.shape);
}

std::string range_of(Description const& d, std::string const& key_unit) {
  if (d.kind == Kind::quantity && !key_unit.empty() && d.unit == key_unit) return "";
  if (d.kind == Kind::quantity || d.kind == Kind::integer)
    return with_unit(range_text(d.range), d.unit);
  if (d.kind == Kind::list || d.kind == Kind::named) return range_of(*d.element, key_unit);
  auto const* const scalar = d.kind == Kind::either ? scalar_of(d) : nullptr;
  return scalar ? range_of(*scalar, key_unit) : "";
}

bool has_keys(Description const& d) {
  return d.kind == Kind::section && (!d.keys.empty() || !d.selector.empty());
}

class ManualWriter {
 public:
  std::string write(Description const& root, std::string_view introduction) {
    out_ = std::string(introduction);
    out_ += "\n## The file\n\n";
    Description head = root;
    std::erase_if(head.keys, [](auto const& key) { return is_chapter(*key); });
    table(head, "");
    out_ += "\nThe sections:\n\n";
    for (auto const& key : root.keys)
      if (is_chapter(*key))
        out_ += fmt::format("- [`{0}`](#{0}): {1}{2}\n", key->name, key->about,
                            key->required ? " (required)" : "");
    for (auto const& key : root.keys)
      if (is_chapter(*key)) chapter(*key);
    // Describing one shape may bring up another one.
    for (auto const& name : {"axis", "polygon", "plan", "series"})
      if (auto const found = shared_.find(name); found != shared_.end()) shape(*found->second);
    return std::move(out_);
  }

 private:
  struct Row {
    std::string path;
    Description const* key;
  };

  static bool is_chapter(Description const& key) {
    return key.kind == Kind::section || key.kind == Kind::named || key.kind == Kind::list ||
           key.kind == Kind::either;
  }

  void chapter(Description const& d) {
    out_ += fmt::format("\n## {}\n\n{}.\n", d.name, capital(d.about));
    body(d, d.name);
  }

  static std::string capital(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(text[0]));
    return text;
  }

  /// Everything below one key, whose path is `path`.
  void body(Description const& d, std::string const& path) {
    if (d.kind == Kind::either) return ways(d);
    if (d.kind == Kind::section) return keys(d, path);
    Description const& element = *d.element;
    std::string const below = path + (d.kind == Kind::named ? ".NAME" : ".N");
    if (has_keys(element)) {
      out_ += fmt::format("\nEach `{}` holds:\n", below);
      return keys(element, below);
    }
    std::string const kind = kind_text(element, "");
    out_ += fmt::format("\nEach `{}` is a {}.\n", below, kind == "-" ? "plain number" : kind);
  }

  /// The table of a section, then its branches, then what its keys need more room for.
  void keys(Description const& d, std::string const& path) {
    if (!d.keys.empty() || !d.selector.empty()) out_ += "\n";
    auto const details = table(d, path);
    for (auto const& one : d.alternatives) {
      out_ += fmt::format("\n**`{}: {}`**{}\n", d.selector, one->name,
                          one->about.empty() ? "" : " - " + one->about);
      keys(*one, path);
    }
    for (auto const& row : details) {
      out_ += fmt::format("\n### `{}`\n\n{}.\n", row.path, capital(row.key->about));
      body(*row.key, row.path);
    }
  }

  void ways(Description const& d) {
    for (auto const& one : d.alternatives) {
      out_ += fmt::format("\n**{}**\n", way(*one));
      if (has_keys(*one)) keys(*one, "");
      if (one->kind == Kind::either) out_ += fmt::format("\nA {}.\n", kind_text(*one, ""));
      note_shape(*one);
    }
  }

  static std::string way(Description const& alternative) {
    auto const& about = alternative.about;
    if (!about.starts_with("{")) return about;
    auto const end = about.rfind('}') + 1;
    return code(about.substr(0, end)) + about.substr(end);
  }

  /// One row a key; sections without branches are unfolded. @return keys that need more room
  std::vector<Row> table(Description const& d, std::string const& path) {
    std::vector<Row> details;
    if (d.keys.empty() && d.selector.empty()) return details;
    out_ += "| key | meaning | unit or kind | range | default |\n|---|---|---|---|---|\n";
    if (!d.selector.empty()) {
      std::vector<std::string> names;
      for (auto const& one : d.alternatives) names.push_back(one->name);
      row(d.selector, d.selector_about, "one of " + joined_code(names), "", "**required**");
    }
    for (auto const& key : d.keys) rows(*key, key->name, path, details);
    return details;
  }

  void rows(Description const& key, std::string const& name, std::string const& path,
            std::vector<Row>& details) {
    bool const many = key.kind == Kind::named || key.kind == Kind::list;
    Description const& element = many ? *key.element : key;
    bool const in_name = key.kind == Kind::named || (many && has_keys(element));
    std::string const shown = name + (in_name ? key.kind == Kind::named ? ".NAME" : ".N" : "");
    bool const apart =
        !element.selector.empty() || (element.kind == Kind::either && element.shape.empty());
    row(shown, key.about,
        has_keys(element) ? (apart ? "see below" : "section") : kind_text(key, key_unit_),
        range_of(key, key_unit_), default_text(key));
    note_shape(element);
    if (apart)
      details.push_back({(path.empty() ? "" : path + ".") + name, &key});
    else if (has_keys(element))
      for (auto const& inner : element.keys) rows(*inner, shown + "." + inner->name, path, details);
  }

  std::string default_text(Description const& key) const {
    if (key.required) return "**required**";
    if (!key_unit_.empty() && key.fallback == key_unit_) return "that of the key";
    return code(key.fallback);
  }

  void row(std::string const& key, std::string const& about, std::string const& kind,
           std::string const& range, std::string const& fallback) {
    out_ += fmt::format("| `{}` | {} | {} | {} | {} |\n", key, cell(about), cell(kind), range,
                        fallback);
  }

  void note_shape(Description const& d) {
    if (!d.shape.empty()) shared_.emplace(d.shape, &d);
    if (d.kind == Kind::list || d.kind == Kind::named) note_shape(*d.element);
  }

  void shape(Description const& d) {
    auto const& [title, about] = shapes.at(d.shape);
    auto const* const scalar = scalar_of(d);
    key_unit_ = scalar ? scalar->unit : "";
    out_ += fmt::format("\n## {}\n\n{}\n", title, about);
    for (auto const& one : d.alternatives) {
      out_ += fmt::format("\n**{}**\n", one.get() == scalar ? "a number with its unit" : way(*one));
      if (has_keys(*one)) keys(*one, "");
    }
    key_unit_.clear();
  }

  std::string out_;
  std::string key_unit_;  // unit of the key, while one of the shared ways is described
  std::map<std::string, Description const*> shared_;
};

}  // namespace

std::string case_manual(Description const& root) {
  return ManualWriter().write(root, case_introduction);
}

std::string ensemble_manual(Description const& root) {
  return ManualWriter().write(root, ensemble_introduction);
}

}  // namespace sanggan
