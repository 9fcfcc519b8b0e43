#include "mesh/partition.hpp"

#include <mpi.h>
// ptscotch.h needs FILE and MPI_Comm before it.
#include <ptscotch.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

namespace sanggan {
namespace {

constexpr double balance_asked = 0.02;    // of PT-Scotch, over the average work
constexpr double balance_refused = 0.05;  // beyond this the contiguous runs are tried

// PT-Scotch takes a null pointer for "no such array", so empty ones need an address too.
std::vector<SCOTCH_Num> scotch_numbers(auto const& values) {
  std::vector<SCOTCH_Num> numbers;
  numbers.reserve(values.size() + 1);
  numbers.assign(values.begin(), values.end());
  return numbers;
}

// Most work of a rank over the average; a large number if a rank gets nothing.
double imbalance(DistributedGraph const& graph, std::vector<int> const& part, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  std::vector<GlobalIndex> work(size, 0);
  for (std::size_t v = 0; v < part.size(); ++v) work[part[v]] += graph.weight[v];
  MPI_Allreduce(MPI_IN_PLACE, work.data(), size, MPI_INT64_T, MPI_SUM, comm);
  if (*std::ranges::min_element(work) == 0) return 1e30;
  double const total = std::accumulate(work.begin(), work.end(), 0.0);
  return static_cast<double>(*std::ranges::max_element(work)) * size / total - 1;
}

// Vertices in their own order, cut where the running sum of work passes the share of a rank.
std::vector<int> contiguous_runs(DistributedGraph const& graph, GlobalIndex n_vertices,
                                 MPI_Comm comm) {
  int rank = 0, size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  std::array<GlobalIndex, 2> here{0, static_cast<GlobalIndex>(graph.weight.size())};
  here[0] = std::accumulate(graph.weight.begin(), graph.weight.end(), GlobalIndex{0});
  std::array<GlobalIndex, 2> before{0, 0};
  GlobalIndex total = 0;
  MPI_Exscan(here.data(), before.data(), 2, MPI_INT64_T, MPI_SUM, comm);
  if (rank == 0) before = {0, 0};
  MPI_Allreduce(here.data(), &total, 1, MPI_INT64_T, MPI_SUM, comm);

  std::vector<int> part(graph.weight.size());
  GlobalIndex work = before[0];
  for (std::size_t v = 0; v < part.size(); ++v) {
    double const middle = static_cast<double>(work) + 0.5 * graph.weight[v];
    GlobalIndex const number = before[1] + static_cast<GlobalIndex>(v);
    part[v] = n_vertices < size ? static_cast<int>(number)
                                : std::min(size - 1, static_cast<int>(middle * size / total));
    work += graph.weight[v];
  }
  return part;
}

// Empty where PT-Scotch fails. Collective.
std::vector<int> scotch_parts(DistributedGraph const& graph, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  auto const n = static_cast<SCOTCH_Num>(graph.weight.size());
  auto offset = scotch_numbers(graph.offset);
  auto neighbour = scotch_numbers(graph.neighbour);
  auto weight = scotch_numbers(graph.weight);
  auto edge_weight = scotch_numbers(graph.edge_weight);
  auto const n_edges = static_cast<SCOTCH_Num>(neighbour.size());
  std::vector<SCOTCH_Num> part(n + 1);

  SCOTCH_Context context;
  SCOTCH_Dgraph dgraph, bound;
  SCOTCH_Strat strategy;
  SCOTCH_contextInit(&context);
  SCOTCH_contextOptionSetNum(&context, SCOTCH_OPTIONNUMDETERMINISTIC, 1);
  SCOTCH_contextRandomSeed(&context, 1);
  SCOTCH_contextRandomReset(&context);
  SCOTCH_contextThreadSpawn(&context, 1, nullptr);
  SCOTCH_dgraphInit(&dgraph, comm);
  SCOTCH_dgraphInit(&bound, comm);
  SCOTCH_stratInit(&strategy);
  SCOTCH_stratDgraphMapBuild(&strategy, SCOTCH_STRATBALANCE, size, size, balance_asked);
  int failed = SCOTCH_dgraphBuild(&dgraph, 0, n, n, offset.data(), nullptr, weight.data(), nullptr,
                                  n_edges, n_edges, neighbour.data(), nullptr, edge_weight.data());
  if (!failed) failed = SCOTCH_contextBindDgraph(&context, &dgraph, &bound);
  if (!failed) failed = SCOTCH_dgraphPart(&bound, size, &strategy, part.data());
  SCOTCH_stratExit(&strategy);
  SCOTCH_dgraphExit(&bound);
  SCOTCH_dgraphExit(&dgraph);
  SCOTCH_contextExit(&context);
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MAX, comm);
  return failed ? std::vector<int>{} : std::vector<int>(part.begin(), part.begin() + n);
}

}  // namespace

std::vector<int> partition(DistributedGraph const& graph, MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  if (size == 1) return std::vector<int>(graph.weight.size(), 0);
  GlobalIndex n_vertices = static_cast<GlobalIndex>(graph.weight.size());
  MPI_Allreduce(MPI_IN_PLACE, &n_vertices, 1, MPI_INT64_T, MPI_SUM, comm);

  auto runs = contiguous_runs(graph, n_vertices, comm);
  if (n_vertices <= 2 * static_cast<GlobalIndex>(size))
    return runs;  // too few for a multilevel method
  auto const parts = scotch_parts(graph, comm);
  int const usable = parts.size() == graph.weight.size();
  int all_usable = 0;
  MPI_Allreduce(&usable, &all_usable, 1, MPI_INT, MPI_MIN, comm);
  if (!all_usable) return runs;
  double const found = imbalance(graph, parts, comm);
  return found <= balance_refused || found <= imbalance(graph, runs, comm) ? parts : runs;
}

}  // namespace sanggan
