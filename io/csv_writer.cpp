#include "io/csv_writer.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>

#include "io/atomic_file.hpp"
#include "io/io_error.hpp"

namespace sanggan {
namespace {

constexpr double same_time = 1e-9;  // relative

std::string quoted(std::string const& text) {
  return text.find_first_of(",\"") == std::string::npos ? text : fmt::format("\"{}\"", text);
}

// The fields of a row as this writer wrote it.
std::vector<double> numbers(std::string const& row) {
  std::vector<double> list;
  std::istringstream fields(row);
  for (std::string field; std::getline(fields, field, ',');)
    list.push_back(std::strtod(field.c_str(), nullptr));
  return list;
}

}  // namespace

CsvWriter::CsvWriter(std::string path, std::vector<Column> const& columns)
    : path_(std::move(path)), file_(path_, std::ios::trunc) {
  std::string header = "time (s)";
  for (Column const& column : columns)
    header += fmt::format(",{}", quoted(fmt::format("{} ({})", column.name, column.unit)));
  file_ << header << '\n' << std::flush;
  if (!file_) throw IoError(path_, std::strerror(errno));
}

CsvWriter::CsvWriter(std::string path, double t, Visit const& visit) : path_(std::move(path)) {
  std::istringstream old(read_text(path_));
  std::string kept, line;
  for (bool header = true; std::getline(old, line); header = false) {
    bool const whole = !old.eof();  // the last row of a killed run may lack its end
    if (!header && !(whole && std::strtod(line.c_str(), nullptr) <= t * (1 + same_time))) continue;
    kept += line + '\n';
    if (header || !visit) continue;
    auto const row = numbers(line);
    visit(row.front(), {row.begin() + 1, row.end()});
  }
  write_atomically(path_, kept);
  file_.open(path_, std::ios::app);
  if (!file_) throw IoError(path_, std::strerror(errno));
}

void CsvWriter::append(double t, std::vector<double> const& values) {
  std::string row = fmt::format("{:.10g}", t);
  for (double value : values) row += fmt::format(",{:.10g}", value);
  file_ << row << '\n' << std::flush;
  if (!file_) throw IoError(path_, std::strerror(errno));
}

}  // namespace sanggan
