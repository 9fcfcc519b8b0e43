#pragma once
#include <mpi.h>

#include <vector>

namespace sanggan {

/// Peak resident memory of every rank so far (bytes). Collective.
std::vector<double> peak_memory(MPI_Comm comm);

/// Memory bandwidth of all ranks together (bytes/s): the best of a few triads a = b + s c over
/// arrays that no cache holds, 0.5 GB a rank. Collective.  [McCalpin1995]
double stream_triad(MPI_Comm comm);

}  // namespace sanggan
