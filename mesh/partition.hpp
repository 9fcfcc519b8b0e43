#pragma once
#include <mpi.h>

#include <vector>

#include "mesh/types.hpp"

namespace sanggan {

/// This rank's part of an undirected graph whose vertices are numbered rank by rank. Each edge
/// appears at both of its ends with the same weight.
struct DistributedGraph {
  std::vector<Index> offset;           ///< [vertices+1] into neighbour
  std::vector<GlobalIndex> neighbour;  ///< global numbers of the vertices at the other end
  std::vector<Index> weight;           ///< [vertices] work, at least 1
  std::vector<Index> edge_weight;      ///< [neighbour] values that cross a cut
};

/// The rank on which each local vertex of the graph shall live: equal work a rank, few edges cut.
/// PT-Scotch where the graph is large enough for it; else, and where its answer is out of balance,
/// contiguous runs of vertices. With fewer vertices than ranks some ranks get none.
/// The same call on the same ranks gives the same answer. Collective.  [Chevalier2008]
std::vector<int> partition(DistributedGraph const& graph, MPI_Comm comm);

}  // namespace sanggan
