#pragma once
#include "io/cell_block.hpp"
#include "io/results.hpp"

namespace sanggan {

/// Reads results.h5, also of a run that still goes on, on any number of ranks: each has one block
/// of cells in the order of their global numbers. All methods are collective; all throw IoError.
class ResultsReader {
 public:
  ResultsReader(std::string const& path, MPI_Comm comm);

  ResultsIndex const& index() const { return index_; }
  MPI_Comm comm() const { return comm_; }
  /// An attribute of the whole: case, title, crs, start_date, version, case_hash.
  std::string about(std::string const& name) const { return file_.text_attribute("/", name); }
  std::vector<std::string> zone_names() const;

  /// Global numbers of this rank's cells.
  RowRange cells() const { return cells_; }
  std::vector<double> centres() const;     ///< [n_cells x 3] (m)
  std::vector<double> volumes() const;     ///< [n_cells] (m3)
  std::vector<GlobalIndex> zones() const;  ///< [n_cells] index into zone_names
  CellBlock cell_block() const;
  /// All fields at one time.
  Snapshot snapshot(std::size_t time) const;
  /// One field at one time. @pre the file has it
  OutputField field(FieldInfo const& info, std::size_t time) const;

 private:
  MPI_Comm comm_;
  Hdf5File file_;
  ResultsIndex index_;
  RowRange cells_;
};

}  // namespace sanggan
