#include "io/first_rank.hpp"

#include "io/io_error.hpp"

namespace sanggan {

int rank_in(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank;
}

void on_first_rank(MPI_Comm comm, std::string const& path, std::function<void()> const& work) {
  int const rank = rank_in(comm);
  int failed = 0;
  std::string reason;
  try {
    if (rank == 0) work();
  } catch (std::exception const& error) {
    failed = 1;
    reason = error.what();
    if (reason.starts_with(path + ": ")) reason.erase(0, path.size() + 2);
  }
  MPI_Bcast(&failed, 1, MPI_INT, 0, comm);
  if (failed) throw IoError(path, rank == 0 ? reason : "cannot be written");
}

void fail_together(std::string const& path, std::string const& problem, MPI_Comm comm) {
  int failed = !problem.empty();
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MAX, comm);
  if (failed) throw IoError(path, problem.empty() ? "another rank cannot use it" : problem);
}

}  // namespace sanggan
