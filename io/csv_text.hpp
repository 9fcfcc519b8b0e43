#pragma once
#include <optional>
#include <string>

namespace sanggan {

/// A table as the text of a CSV file, field by field.
class CsvText {
 public:
  CsvText() = default;
  /// @param header as it stands in the file
  explicit CsvText(std::string header) : text_(std::move(header) + "\n") {}
  CsvText& operator<<(std::string const& field);
  CsvText& operator<<(double value);  ///< empty for what is no finite number
  CsvText& operator<<(std::optional<double> const& value);
  void end_row();
  std::string const& text() const { return text_; }

 private:
  CsvText& put(std::string const& field);
  std::string text_;
  bool begins_ = true;
};

}  // namespace sanggan
