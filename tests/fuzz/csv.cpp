#include "io/csv.hpp"

#include "tests/fuzz/targets.hpp"

namespace sanggan::test {

void fuzz_csv(std::string_view bytes) {
  Reading reading(MPI_COMM_SELF);
  auto const table = parse_csv(bytes, reading.files.number("series.csv"), reading);
  if (!table) return;
  for (std::size_t column = 0; column < table->header.size(); ++column)
    csv_numbers(*table, static_cast<int>(column), reading);
  for (auto const& row : table->rows)
    for (auto const& field : row) seconds_between("2020-03-01", field.text);
}

}  // namespace sanggan::test
