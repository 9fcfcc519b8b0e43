#include "app/rank_groups.hpp"

#include <algorithm>

#include "io/first_rank.hpp"

namespace sanggan {
namespace {

enum Count { pieces_taken, groups_at_work, n_counts };

}  // namespace

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
  faults_.emplace(group_);
  MPI_Win_allocate(rank == 0 ? n_counts * sizeof(int) : 0, sizeof(int), MPI_INFO_NULL, world,
                   &counts_, &window_);
  if (rank == 0) {
    counts_[pieces_taken] = 0;
    counts_[groups_at_work] = groups;
  }
  MPI_Barrier(world);
  MPI_Win_lock_all(0, window_);
}

RankGroups::~RankGroups() {
  if (rank_in(group_) == 0) add(groups_at_work, -1);
  MPI_Win_unlock_all(window_);
  MPI_Win_free(&window_);
  faults_.reset();
  MPI_Comm_free(&group_);
}

int RankGroups::add(int which, int change) {
  int before = 0;
  MPI_Fetch_and_op(&change, &before, MPI_INT, 0, which, MPI_SUM, window_);
  MPI_Win_flush(0, window_);
  return before;
}

std::size_t RankGroups::next() {
  int mine = rank_in(group_) == 0 ? add(pieces_taken, 1) : 0;
  MPI_Bcast(&mine, 1, MPI_INT, 0, group_);
  return static_cast<std::size_t>(mine);
}

bool RankGroups::all_have_failed() {
  bool lost = false;
  bool const all = faults_->all_have_failed([&] {
    if (!lost) add(groups_at_work, -1);
    lost = true;
    return add(groups_at_work, 0) > 0;
  });
  if (all && lost) add(groups_at_work, 1);
  return all;
}

}  // namespace sanggan
