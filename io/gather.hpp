#pragma once
#include <mpi.h>

#include <numeric>
#include <type_traits>
#include <vector>

namespace sanggan {

/// The values of all ranks one after another, on rank 0; empty on the others. Collective. For what
/// is small: a row of a mesh, not a field.
template <class T>
std::vector<T> gather_on_first(std::vector<T> const& mine, MPI_Comm comm) {
  static_assert(std::is_trivially_copyable_v<T>);
  int size = 1, rank = 0, bytes = static_cast<int>(mine.size() * sizeof(T));
  MPI_Comm_size(comm, &size);
  MPI_Comm_rank(comm, &rank);
  std::vector<int> counts(static_cast<std::size_t>(size)), starts(counts.size() + 1, 0);
  MPI_Gather(&bytes, 1, MPI_INT, counts.data(), 1, MPI_INT, 0, comm);
  std::partial_sum(counts.begin(), counts.end(), starts.begin() + 1);
  std::vector<T> all(rank == 0 ? static_cast<std::size_t>(starts.back()) / sizeof(T) : 0);
  MPI_Gatherv(mine.data(), bytes, MPI_BYTE, all.data(), counts.data(), starts.data(), MPI_BYTE, 0,
              comm);
  return all;
}

}  // namespace sanggan
