#pragma once
#include <mpi.h>

#include <functional>
#include <string>

namespace sanggan {

/// This process's number in a communicator.
int rank_in(MPI_Comm comm);

/// Lets rank 0 write something at a path. Collective. @throws IoError on all ranks where it fails
void on_first_rank(MPI_Comm comm, std::string const& path, std::function<void()> const& work);

/// What went wrong with a file on any rank goes wrong on all. Collective.
/// @param problem on this rank; empty: none @throws IoError on all ranks
void fail_together(std::string const& path, std::string const& problem, MPI_Comm comm);

}  // namespace sanggan
