#pragma once
#include <mpi.h>

#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// Exchange of ghost values between neighbouring ranks. Built once from a mesh (collective).
class Halo {
 public:
  Halo(Mesh const& mesh, MPI_Comm comm);

  MPI_Comm comm() const { return comm_; }
  int rank() const { return rank_; }
  int size() const { return size_; }

  /// Fills the ghost part of a field [n_cells x width], `width` values a cell stored together,
  /// from the ranks that own those cells. Collective.
  void update(Field values, int width = 1) const;

  /// Row number of each cell, ghosts included, in a matrix whose rows are numbered rank by rank:
  /// [n_cells]. The rows of this rank start at first_row().
  std::span<GlobalIndex const> row() const { return row_; }
  GlobalIndex first_row() const { return first_row_; }

 private:
  struct Link {
    int rank;
    std::vector<Index> send;     // owned cells whose values that rank wants, in its order
    std::vector<Index> receive;  // ghosts here that it owns
  };
  MPI_Comm comm_;
  int rank_ = 0, size_ = 1;
  std::vector<Link> links_;
  std::vector<GlobalIndex> row_;
  GlobalIndex first_row_ = 0;
  mutable std::vector<double> send_buffer_, receive_buffer_;
  mutable std::vector<MPI_Request> requests_;
};

}  // namespace sanggan
