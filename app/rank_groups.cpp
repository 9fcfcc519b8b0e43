#include "app/rank_groups.hpp"

#include <algorithm>

#include "io/first_rank.hpp"

namespace sanggan {

RankGroups::RankGroups(MPI_Comm world, int wanted, std::size_t pieces) {
  int size = 1;
  MPI_Comm_size(world, &size);
  int const rank = rank_in(world);
  int const most =
      static_cast<int>(std::clamp(pieces, std::size_t{1}, static_cast<std::size_t>(size)));
  int const groups = wanted > 0 ? std::min(wanted, most) : most;
  int const mine = rank * groups / size;
  index_ = static_cast<std::size_t>(mine);
  count_ = static_cast<std::size_t>(groups);
  MPI_Comm_split(world, mine, rank, &group_);
  MPI_Win_allocate(rank == 0 ? sizeof(int) : 0, sizeof(int), MPI_INFO_NULL, world, &counter_,
                   &window_);
  if (rank == 0) *counter_ = 0;
  MPI_Barrier(world);
  MPI_Win_lock_all(0, window_);
}

RankGroups::~RankGroups() {
  MPI_Win_unlock_all(window_);
  MPI_Win_free(&window_);
  MPI_Comm_free(&group_);
}

std::size_t RankGroups::next() {
  int const one = 1;
  int mine = 0;
  if (rank_in(group_) == 0) {
    MPI_Fetch_and_op(&one, &mine, MPI_INT, 0, 0, MPI_SUM, window_);
    MPI_Win_flush(0, window_);
  }
  MPI_Bcast(&mine, 1, MPI_INT, 0, group_);
  return static_cast<std::size_t>(mine);
}

}  // namespace sanggan
