#include "io/csv_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sanggan {
namespace {

std::string quoted(std::string const& field) {
  std::string out = "\"";
  for (char const ch : field) out += ch == '"' ? std::string("\"\"") : std::string(1, ch);
  return out + "\"";
}

}  // namespace

CsvText& CsvText::operator<<(std::string const& field) {
  bool const plain = field.find_first_of(",\"\n") == std::string::npos;
  return put(plain ? field : quoted(field));
}

CsvText& CsvText::operator<<(double value) {
  return put(std::isfinite(value) ? fmt::format("{:.8g}", value) : "");
}

CsvText& CsvText::operator<<(std::optional<double> const& value) {
  return value ? *this << *value : put("");
}

void CsvText::end_row() {
  text_ += "\n";
  begins_ = true;
}

CsvText& CsvText::put(std::string const& field) {
  if (!begins_) text_ += ",";
  begins_ = false;
  text_ += field;
  return *this;
}

}  // namespace sanggan
