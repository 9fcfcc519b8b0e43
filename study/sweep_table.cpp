#include "study/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "io/case_reader.hpp"
#include "io/csv.hpp"
#include "io/readers.hpp"

namespace sanggan {
namespace {

constexpr std::string_view name_column = "name";

/// Gives a value read from one field the place of that field.
void set_place(Node& node, Place place) {
  node.place = place;
  for (Node& item : node.items) set_place(item, place);
  for (Node::Entry& entry : node.entries) {
    entry.place = place;
    set_place(entry.value, place);
  }
}

void check_header(CsvTable const& csv, std::vector<Place> const& places, Reading& reading) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < csv.header.size(); ++i) {
    std::string const& key = csv.header[i];
    if (key.empty())
      reading.error(places[i], "the column has no name; write the path of a key, or \"name\"");
    else if (!seen.insert(key).second)
      reading.error(places[i], fmt::format("the column \"{}\" is there twice; remove one", key));
  }
  if (csv.rows.empty())
    reading.error(csv.header_place, "the table has no rows; write one for each run");
}

void set_value(SweepRow& row, std::string const& key, Place key_place, CsvField const& field,
               Reading& reading) {
  row.values.push_back(field.text);
  if (field.text.empty()) return;
  try {
    Node value = parse_yaml(field.text, field.place.file);
    set_place(value, field.place);
    row.settings.push_back({key, key_place, std::move(value)});
    row.overrides.push_back(key + "=" + field.text);
  } catch (SyntaxError const& error) {
    reading.error(field.place, fmt::format("{} \"{}\": {}", key, field.text, error.problem));
  }
}

/// The name in a field, or the number of the row among so many.
void set_name(SweepRow& row, CsvField const* field, std::size_t number, std::size_t n_rows,
              Reading& reading) {
  if (!field) {
    row.name = fmt::format("{:0{}}", number, std::to_string(n_rows).size());
    return;
  }
  row.name = field->text;
  if (!is_name(row.name))
    reading.error(field->place, fmt::format("the name \"{}\" cannot be that of a folder; write "
                                            "letters, digits and _ - + ( )",
                                            row.name));
}

void check_names(SweepTable const& table, Reading& reading) {
  std::map<std::string, int> line_of;
  for (SweepRow const& row : table.rows)
    if (auto const [first, is_new] = line_of.emplace(row.name, row.line); !is_new)
      reading.error({0, row.line, 1},
                    fmt::format("the name \"{}\" is that of line {} already; give each row its own",
                                row.name, first->second));
}

/// Where the fields of the header stand; blanks and quotes around them make it less exact.
std::vector<Place> places_of(std::vector<std::string> const& header, Place place) {
  std::vector<Place> places;
  for (std::string const& one : header) {
    places.push_back(place);
    place.column += static_cast<int>(one.size()) + 1;
  }
  return places;
}

}  // namespace

SweepTable read_sweep_table(std::string const& path, MPI_Comm comm) {
  Reading reading(comm);
  FileText const& content = reading.files.text(path);
  if (!content.problem.empty()) throw CaseError({path + ": " + content.problem});
  auto const csv = parse_csv(content.text, reading.files.number(path), reading);
  reading.throw_errors();
  auto const places = places_of(csv->header, csv->header_place);
  check_header(*csv, places, reading);
  SweepTable table;
  table.path = path;
  std::copy_if(csv->header.begin(), csv->header.end(), std::back_inserter(table.keys),
               [](std::string const& key) { return key != name_column; });
  for (auto const& fields : csv->rows) {
    SweepRow row;
    row.line = fields.front().place.line;
    CsvField const* name = nullptr;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (csv->header[i] == name_column)
        name = &fields[i];
      else
        set_value(row, csv->header[i], places[i], fields[i], reading);
    set_name(row, name, table.rows.size() + 1, csv->rows.size(), reading);
    table.rows.push_back(std::move(row));
  }
  check_names(table, reading);
  reading.throw_errors();
  return table;
}

Case row_case(SweepTable const& table, SweepRow const& row, std::string const& case_path,
              std::vector<std::string> const& overrides, MPI_Comm comm) {
  return read_case(case_path, overrides, comm, {table.path, {}, row.settings});
}

}  // namespace sanggan
