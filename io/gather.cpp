#include "io/gather.hpp"

#include <numeric>

namespace sanggan {

std::vector<std::byte> gather_bytes(std::span<std::byte const> mine, MPI_Comm comm) {
  int size = 1, rank = 0, bytes = static_cast<int>(mine.size());
  MPI_Comm_size(comm, &size);
  MPI_Comm_rank(comm, &rank);
  std::vector<int> counts(static_cast<std::size_t>(size)), starts(counts.size() + 1, 0);
  MPI_Gather(&bytes, 1, MPI_INT, counts.data(), 1, MPI_INT, 0, comm);
  std::partial_sum(counts.begin(), counts.end(), starts.begin() + 1);
  std::vector<std::byte> all(rank == 0 ? static_cast<std::size_t>(starts.back()) : 0);
  MPI_Gatherv(mine.data(), bytes, MPI_BYTE, all.data(), counts.data(), starts.data(), MPI_BYTE, 0,
              comm);
  return all;
}

}  // namespace sanggan
