#pragma once
#include <mpi.h>

#include <functional>
#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// The columns of a plan of nx by ny that a rank needs, by their natural number i + nx j: its own
/// ones in increasing order, then those beside them that other ranks own.
struct LocalColumns {
  std::vector<GlobalIndex> id;
  std::vector<int> ghost_rank;  ///< [ghost columns] the rank that owns each
  Index n_owned() const { return static_cast<Index>(id.size() - ghost_rank.size()); }
};

/// Shares the columns out among the ranks by their number of cells. Columns without cells belong
/// to nobody (on one rank they stay in the list).
/// @param count_cells number of cells of each of the given columns; called once, not on one rank
/// Collective.
LocalColumns share_columns(
    Index nx, Index ny,
    std::function<std::vector<Index>(std::span<GlobalIndex const>)> const& count_cells,
    MPI_Comm comm);

}  // namespace sanggan
