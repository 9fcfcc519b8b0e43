#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "io/case.hpp"
#include "io/tree.hpp"

namespace sanggan {

/// One row of the table of a sweep.
struct SweepRow {
  std::string name;
  int line = 0;                        ///< in the table
  std::vector<Node::Entry> settings;   ///< values by key path, where the row gives one
  std::vector<std::string> overrides;  ///< the same as key.path=value
  std::vector<std::string> values;     ///< as written, one for each key of the table
};

/// The table of a sweep: a column for each key that is set, a row for each run.
struct SweepTable {
  std::string path;
  std::vector<std::string> keys;
  std::vector<SweepRow> rows;
};

/// Reads a CSV file whose header holds key paths and, if wanted, `name`; rows without a name are
/// numbered. An empty field leaves what the case says. What the keys and values mean is checked
/// when a row is read as a case. Collective. @throws CaseError with all errors
SweepTable read_sweep_table(std::string const& path, MPI_Comm comm);

/// The case of a row. Collective.
/// @param overrides of all rows
/// @throws CaseError with all its errors, those of the row with their place in the table
Case row_case(SweepTable const& table, SweepRow const& row, std::string const& case_path,
              std::vector<std::string> const& overrides, MPI_Comm comm);

}  // namespace sanggan
