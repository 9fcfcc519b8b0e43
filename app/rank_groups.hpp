#pragma once
#include <mpi.h>

#include <cstddef>
#include <optional>
#include <utility>

#include "app/fault.hpp"

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
  /// Called by each rank that has met an error: whether all of its group have. If it is alone, the
  /// group is lost, and the answer comes no sooner than the other groups have done all their work.
  bool all_have_failed();

 private:
  /// Adds to a count of all groups. @returns what it was before
  int add(int which, int change);

  std::size_t index_ = 0, count_ = 1;  // of the groups
  MPI_Comm group_ = MPI_COMM_NULL;
  std::optional<FaultWatch> faults_;  // of the group
  int* counts_ = nullptr;             // on rank 0 of the world
  MPI_Win window_ = MPI_WIN_NULL;
};

}  // namespace sanggan
