#pragma once
#include <string>
#include <vector>

#include "io/cell_block.hpp"
#include "solver/state.hpp"

namespace sanggan {

/// Writes a folder that any VTK program opens: for each time one PVTU with a piece from every rank
/// (inline binary, which all versions of ParaView read), and results.pvd that lists the times.
class VtuWriter {
 public:
  /// Makes the folder if need be. Collective. @throws IoError
  VtuWriter(std::string folder, MPI_Comm comm);

  /// Writes the cells of every rank and their fields at the k-th time. Collective. @throws IoError
  void write(CellBlock const& block, Snapshot const& shot, std::size_t k) const;

  /// One time in results.pvd.
  struct Step {
    double t;  ///< (s)
    std::size_t k;
  };
  /// Writes results.pvd anew with these times. Collective. @throws IoError
  void write_list(std::vector<Step> const& steps) const;
  /// The same with all times of a run.
  void write_list(std::vector<double> const& times) const;

 private:
  std::string folder_;
  MPI_Comm comm_;
  int rank_ = 0, size_ = 1;
};

}  // namespace sanggan
