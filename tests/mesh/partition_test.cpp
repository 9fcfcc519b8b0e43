#include "mesh/partition.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "mesh/directory.hpp"
#include "mesh_checks.hpp"

namespace sanggan {
namespace {
using namespace testing_tools;

/// A grid graph of n by n, of which rank r holds a block of rows of vertices.
DistributedGraph grid(Index n, std::function<Index(Index i, Index j)> const& weight) {
  BlockLayout const layout{GlobalIndex{n} * n, size_of()};
  DistributedGraph graph{{0}, {}, {}, {}};
  for (GlobalIndex v = layout.first(rank_of()); v < layout.last(rank_of()); ++v) {
    auto const i = static_cast<Index>(v % n), j = static_cast<Index>(v / n);
    if (i > 0) graph.neighbour.push_back(v - 1);
    if (i + 1 < n) graph.neighbour.push_back(v + 1);
    if (j > 0) graph.neighbour.push_back(v - n);
    if (j + 1 < n) graph.neighbour.push_back(v + n);
    graph.offset.push_back(static_cast<Index>(graph.neighbour.size()));
    graph.weight.push_back(weight(i, j));
  }
  graph.edge_weight.assign(graph.neighbour.size(), 1);
  return graph;
}

struct Quality {
  double imbalance = 0, least_work = 0, cut = 0;
};
Quality quality(DistributedGraph const& graph, std::vector<int> const& part) {
  auto const all_parts = gather(part);
  auto const all_weights = gather(graph.weight);
  std::vector<double> work(size_of(), 0);
  for (std::size_t v = 0; v < all_parts.size(); ++v) work[all_parts[v]] += all_weights[v];
  Quality q;
  double const average = std::accumulate(work.begin(), work.end(), 0.0) / size_of();
  q.imbalance = *std::ranges::max_element(work) / average - 1;
  q.least_work = *std::ranges::min_element(work);
  for (std::size_t v = 0; v < part.size(); ++v)
    for (Index k = graph.offset[v]; k < graph.offset[v + 1]; ++k)
      q.cut += 0.5 * (all_parts[graph.neighbour[k]] != part[v]);
  q.cut = sum_over_ranks(q.cut);
  return q;
}

TEST(Partition, IsBalancedByWeightAndCutsFewEdges) {
  Index const n = 60;
  auto const heap = [](Index i, Index j) { return 10 + (i > 20 && i < 40 && j < 25 ? 30 : 0); };
  auto const graph = grid(n, heap);
  auto const q = quality(graph, partition(graph, MPI_COMM_WORLD));
  EXPECT_LE(q.imbalance, 0.05);
  EXPECT_GT(q.least_work, 0);
  // Strips would cut n (size - 1) edges; squares cut 2 n on four ranks.
  EXPECT_LE(q.cut, size_of() == 1 ? 0 : size_of() == 2 ? 1.3 * n : 2.7 * n);
}

TEST(Partition, RepeatsItself) {
  auto const graph = grid(50, [](Index i, Index j) { return 1 + (7 * i + 3 * j) % 5; });
  auto const first = partition(graph, MPI_COMM_WORLD);
  for (int k = 0; k < 5; ++k) EXPECT_EQ(partition(graph, MPI_COMM_WORLD), first);
}

TEST(Partition, SmallGraphsLeaveNoRankWithoutWork) {
  for (Index n : {2, 3, 4, 5, 8}) {
    auto const graph = grid(n, [](Index, Index) { return 1; });
    auto const q = quality(graph, partition(graph, MPI_COMM_WORLD));
    EXPECT_GT(q.least_work, 0) << n;
    double const best = std::ceil(n * n / static_cast<double>(size_of())) * size_of() / (n * n) - 1;
    EXPECT_LE(q.imbalance, std::max(0.05, best) + 1e-12) << n;
  }
}

TEST(Partition, VerticesMayAllStartOnOneRank) {
  Index const n = 20;
  DistributedGraph graph{{0}, {}, {}, {}};
  if (rank_of() == size_of() - 1)
    for (Index v = 0; v < n * n; ++v) {
      if (v % n > 0) graph.neighbour.push_back(v - 1);
      if (v % n + 1 < n) graph.neighbour.push_back(v + 1);
      if (v >= n) graph.neighbour.push_back(v - n);
      if (v < n * (n - 1)) graph.neighbour.push_back(v + n);
      graph.offset.push_back(static_cast<Index>(graph.neighbour.size()));
      graph.weight.push_back(1);
    }
  graph.edge_weight.assign(graph.neighbour.size(), 1);
  auto const q = quality(graph, partition(graph, MPI_COMM_WORLD));
  EXPECT_LE(q.imbalance, 0.05);
}

TEST(Partition, FewerVerticesThanRanksGoToOneRankEach) {
  DistributedGraph graph{{0}, {}, {}, {}};
  if (rank_of() == 0) graph = {{0, 0}, {}, {5}, {}};
  auto const part = gather(partition(graph, MPI_COMM_WORLD));
  ASSERT_EQ(part.size(), 1u);
  EXPECT_EQ(part[0], 0);
}

}  // namespace
}  // namespace sanggan
