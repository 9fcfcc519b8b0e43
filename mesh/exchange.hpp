#pragma once
#include <mpi.h>

#include <functional>
#include <span>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// Which of this rank's items go to which rank, and how many come from each.
/// Counts and offsets are in items, one entry a rank.
struct Routing {
  MPI_Comm comm = MPI_COMM_NULL;
  std::vector<Index> order;  ///< local items grouped by destination, else in their own order
  std::vector<int> send_count, send_offset;
  std::vector<int> receive_count, receive_offset;
  int n_received = 0;
};

/// The routing that sends item i to rank destination[i]. Collective.
Routing make_routing(std::span<int const> destination, MPI_Comm comm);

/// Sends items of `bytes` bytes, packed in the order of routing.order, to their destinations, where
/// they arrive sorted by source; `backward` sends such items home again. Collective.
void forward(Routing const& routing, void const* packed, void* received, std::size_t bytes);
void backward(Routing const& routing, void const* received, void* packed, std::size_t bytes);

/// Runs `work` on every rank; if it throws anywhere, every rank throws a MeshError with the message
/// of the lowest such rank, so that nobody is left waiting in a collective call. Collective.
void all_or_none(MPI_Comm comm, std::function<void()> const& work);

}  // namespace sanggan
