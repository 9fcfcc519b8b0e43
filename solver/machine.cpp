#include "solver/machine.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace sanggan {

std::vector<double> peak_memory(MPI_Comm comm) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  double const bytes = 1024.0 * static_cast<double>(usage.ru_maxrss);
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  std::vector<double> all(static_cast<std::size_t>(ranks));
  MPI_Allgather(&bytes, 1, MPI_DOUBLE, all.data(), 1, MPI_DOUBLE, comm);
  return all;
}

double stream_triad(MPI_Comm comm) {
  constexpr std::size_t n = 20'000'000;
  constexpr int repeats = 5;
  int ranks = 1;
  MPI_Comm_size(comm, &ranks);
  std::vector<double> a(n, 1.0), b(n, 2.0), c(n, 3.0);
  double best = 1e300;
  for (int k = 0; k < repeats; ++k) {
    MPI_Barrier(comm);
    double const start = MPI_Wtime();
#pragma omp parallel for
    for (std::size_t i = 0; i < n; ++i) a[i] = b[i] + 0.4 * c[i];
    MPI_Barrier(comm);
    best = std::min(best, MPI_Wtime() - start);
    std::swap(a, b);
  }
  MPI_Allreduce(MPI_IN_PLACE, &best, 1, MPI_DOUBLE, MPI_MAX, comm);
  return 3.0 * sizeof(double) * static_cast<double>(n) * ranks / best;
}

}  // namespace sanggan
