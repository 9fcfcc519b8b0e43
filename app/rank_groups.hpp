#pragma once
#include <mpi.h>

#include <cstddef>
#include <utility>

namespace sanggan {

/// The ranks of a communicator in groups of about equal size, to which pieces of work are handed
/// out: each takes the next one when it is free. To make and to destroy it is collective.
class RankGroups {
 public:
  /// @param wanted number of groups; 0: as many as there are ranks
  /// @param pieces of work; there are never more groups than that, and at least one
  RankGroups(MPI_Comm world, int wanted, std::size_t pieces);
  ~RankGroups();
  RankGroups(RankGroups const&) = delete;
  RankGroups& operator=(RankGroups const&) = delete;

  /// That of this rank.
  MPI_Comm group() const { return group_; }
  /// The part of so many things that falls to this rank's group: first, and one past the last.
  std::pair<std::size_t, std::size_t> share(std::size_t things) const {
    return {things * index_ / count_, things * (index_ + 1) / count_};
  }
  /// The number of the next piece, from 0 on; at least `pieces` where none is left. Collective in
  /// the group.
  std::size_t next();

 private:
  std::size_t index_ = 0, count_ = 1;  // of the groups
  MPI_Comm group_ = MPI_COMM_NULL;
  int* counter_ = nullptr;  // on rank 0 of the world
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace sanggan
