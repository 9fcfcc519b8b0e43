#pragma once
#include <mpi.h>

#include <algorithm>
#include <ranges>
#include <vector>

#include "mesh/exchange.hpp"
#include "mesh/types.hpp"

namespace sanggan {

/// The numbers 0 .. n-1 in equal contiguous blocks, one a rank; the last ones may be empty.
struct BlockLayout {
  GlobalIndex n = 0;
  int size = 1;
  GlobalIndex block() const { return std::max<GlobalIndex>(1, (n + size - 1) / size); }
  GlobalIndex first(int rank) const { return std::min(n, rank * block()); }
  GlobalIndex last(int rank) const { return std::min(n, (rank + 1) * block()); }
  int rank_of(GlobalIndex id) const { return static_cast<int>(id / block()); }
};

/// Moves values between their places on the ranks and equal blocks in the order of their global
/// ids: what a writer of results needs (each rank writes one contiguous block), and what a
/// directory needs (ask the block that holds an id). No rank holds more than its block.
/// Values are of any trivially copyable type, `width` of them an id, stored together.
///
///     Redistribution const plan(mesh.cell_id().first(mesh.n_owned_cells()), n_global, comm);
///     std::vector<double> block = plan.to_blocks(psi_owned);  // ids plan.first() .. plan.last()-1
class Redistribution {
 public:
  /// @param ids global ids of the local values, each in 0 .. n_global-1. Collective.
  Redistribution(std::span<GlobalIndex const> ids, GlobalIndex n_global, MPI_Comm comm);

  GlobalIndex n_global() const { return n_global_; }
  GlobalIndex first() const { return first_; }  ///< of this rank's block
  GlobalIndex last() const { return last_; }    ///< one past its last
  Index n_local() const { return static_cast<Index>(routing_.order.size()); }

  /// Values of this rank's block, [(last-first) x width], from local values [n_local x width].
  /// An id that several ranks hold takes the value of the highest rank; one that none holds takes
  /// `missing`. Collective.
  template <std::ranges::contiguous_range R, class T = std::ranges::range_value_t<R>>
  std::vector<T> to_blocks(R const& local, int width = 1, T missing = T{}) const {
    std::vector<T> packed(routing_.order.size() * width), received(slot_.size() * width);
    copy_items(
        local, packed, width,
        [&](std::size_t i) {
          return Move{routing_.order[i], i};
        },
        routing_.order.size());
    forward(routing_, packed.data(), received.data(), sizeof(T) * width);
    std::vector<T> block(static_cast<std::size_t>(last_ - first_) * width, missing);
    copy_items(
        received, block, width,
        [&](std::size_t i) {
          return Move{i, slot_[i]};
        },
        slot_.size());
    return block;
  }

  /// Local values [n_local x width] from those of the blocks [(last-first) x width]. Collective.
  template <std::ranges::contiguous_range R, class T = std::ranges::range_value_t<R>>
  std::vector<T> from_blocks(R const& block, int width = 1) const {
    std::vector<T> received(slot_.size() * width), packed(routing_.order.size() * width);
    copy_items(
        block, received, width,
        [&](std::size_t i) {
          return Move{slot_[i], i};
        },
        slot_.size());
    backward(routing_, received.data(), packed.data(), sizeof(T) * width);
    std::vector<T> local(packed.size());
    copy_items(
        packed, local, width,
        [&](std::size_t i) {
          return Move{i, routing_.order[i]};
        },
        routing_.order.size());
    return local;
  }

 private:
  struct Move {
    std::size_t from, to;
    Move(auto f, auto t) : from(static_cast<std::size_t>(f)), to(static_cast<std::size_t>(t)) {}
  };
  static void copy_items(auto const& from, auto& to, int width, auto const& move,
                         std::size_t n_items) {
    for (std::size_t i = 0; i < n_items; ++i) {
      Move const m = move(i);
      std::copy_n(std::ranges::data(from) + m.from * width, width, to.data() + m.to * width);
    }
  }

  GlobalIndex n_global_ = 0, first_ = 0, last_ = 0;
  Routing routing_;
  std::vector<Index> slot_;  // place in the block of each value received
};

/// New numbers 0 .. n-1 for those of the keys 0 .. n_keys-1 that some rank names, in the order of
/// the keys and thus the same on any layout.
struct CompactIds {
  std::vector<GlobalIndex> id;  ///< [keys]
  GlobalIndex n = 0;
};
/// Collective.
CompactIds compact_ids(std::span<GlobalIndex const> keys, GlobalIndex n_keys, MPI_Comm comm);

}  // namespace sanggan
