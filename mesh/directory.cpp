#include "mesh/directory.hpp"

namespace sanggan {
namespace {

std::vector<int> block_ranks(std::span<GlobalIndex const> ids, BlockLayout const& layout) {
  std::vector<int> rank(ids.size());
  std::ranges::transform(ids, rank.begin(), [&](GlobalIndex id) { return layout.rank_of(id); });
  return rank;
}

}  // namespace

Redistribution::Redistribution(std::span<GlobalIndex const> ids, GlobalIndex n_global,
                               MPI_Comm comm)
    : n_global_(n_global) {
  BlockLayout layout{n_global};
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &layout.size);
  first_ = layout.first(rank);
  last_ = layout.last(rank);
  routing_ = make_routing(block_ranks(ids, layout), comm);

  std::vector<GlobalIndex> packed(ids.size()), received(routing_.n_received);
  std::ranges::transform(routing_.order, packed.begin(), [&](Index i) { return ids[i]; });
  forward(routing_, packed.data(), received.data(), sizeof(GlobalIndex));
  slot_.resize(received.size());
  std::ranges::transform(received, slot_.begin(),
                         [&](GlobalIndex id) { return static_cast<Index>(id - first_); });
}

CompactIds compact_ids(std::span<GlobalIndex const> keys, GlobalIndex n_keys, MPI_Comm comm) {
  Redistribution const plan(keys, n_keys, comm);
  std::vector<GlobalIndex> number =
      plan.to_blocks(std::vector<GlobalIndex>(keys.size(), 1));  // 1 where named, else 0
  GlobalIndex n_here = 0, before = 0;
  for (GlobalIndex& used : number) {
    GlobalIndex const next = n_here + used;
    used = n_here;
    n_here = next;
  }
  MPI_Exscan(&n_here, &before, 1, MPI_INT64_T, MPI_SUM, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank == 0) before = 0;
  for (GlobalIndex& id : number) id += before;

  CompactIds result{plan.from_blocks(number), 0};
  MPI_Allreduce(&n_here, &result.n, 1, MPI_INT64_T, MPI_SUM, comm);
  return result;
}

}  // namespace sanggan
