#pragma once
#include <mpi.h>

#include <memory>
#include <string>
#include <vector>

#include "io/hdf5_file.hpp"
#include "mesh/directory.hpp"
#include "mesh/mesh.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// What the results say of themselves.
struct ResultsHeader {
  std::string name, title, crs, start_date, version;
  std::string case_hash;  ///< hexadecimal
};

/// One field of results.h5.
struct FieldInfo {
  std::string name, unit;
  int components = 1;
};

/// What a reader of results.h5 has to know to show it.
struct ResultsIndex {
  GlobalIndex n_cells = 0, n_nodes = 0, n_connectivity = 0;
  bool only_hexahedra = true;
  std::vector<double> times;  ///< (s)
  std::vector<FieldInfo> fields;
};

/// Writes results.h5: the mesh once, then fields [time, cell] in the order of the global cell
/// numbers, so that the file does not depend on the number of ranks. The time of a step is written
/// last, after all else has been flushed: what /time lists is complete.
class ResultsWriter {
 public:
  /// A new file with the mesh. Collective. @throws IoError
  ResultsWriter(std::string path, Mesh const& mesh, MPI_Comm comm, ResultsHeader const& header);
  /// Goes on with a file after a restart at time t (s): later times are cut off, and the cells
  /// are said to be on the ranks that have them now. Collective.
  ResultsWriter(std::string path, Mesh const& mesh, MPI_Comm comm, double t);

  /// Adds one time. Collective. @throws IoError
  void append(Snapshot const& shot);
  ResultsIndex const& index() const { return index_; }

 private:
  void write_mesh(Mesh const& mesh, MPI_Comm comm);
  void write_rank(Mesh const& mesh);
  RowRange cells() const;
  RowRange single() const { return {0, rank_ == 0 ? 1 : 0, 0}; }

  std::string path_;
  int rank_ = 0;
  Redistribution cell_plan_;
  ResultsIndex index_;
  std::unique_ptr<Hdf5File> file_;
};

/// Reads the index of a results file. Collective. @throws IoError
ResultsIndex read_results_index(Hdf5File const& file, MPI_Comm comm);

}  // namespace sanggan
