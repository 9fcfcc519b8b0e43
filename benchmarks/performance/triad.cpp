#include <mpi.h>
#include <sys/resource.h>

#include <algorithm>
#include <vector>

#include "benchmarks/performance/problems.hpp"

namespace sanggan::benchmark {

double triad() {
  constexpr std::size_t n = 20'000'000;
  constexpr int repeats = 5;
  std::vector<double> a(n, 1.0), b(n, 2.0), c(n, 3.0);
  double best = 1e300;
  for (int k = 0; k < repeats; ++k) {
    MPI_Barrier(MPI_COMM_WORLD);
    double const start = MPI_Wtime();
#pragma omp parallel for
    for (std::size_t i = 0; i < n; ++i) a[i] = b[i] + 0.4 * c[i];
    MPI_Barrier(MPI_COMM_WORLD);
    best = std::min(best, MPI_Wtime() - start);
    std::swap(a, b);
  }
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  return 3.0 * sizeof(double) * static_cast<double>(n) * ranks / best;
}

double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  double bytes = 1024.0 * static_cast<double>(usage.ru_maxrss);
  MPI_Allreduce(MPI_IN_PLACE, &bytes, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return bytes;
}

}  // namespace sanggan::benchmark
