#include "mesh/columns.hpp"

#include <array>
#include <map>
#include <numeric>
#include <optional>

#include "mesh/directory.hpp"
#include "mesh/partition.hpp"

namespace sanggan {
namespace {

constexpr GlobalIndex nobody = -1;

// Natural numbers of the columns to the west, east, south and north; `nobody` beyond the plan.
std::array<GlobalIndex, 4> beside(GlobalIndex column, Index nx, Index ny) {
  GlobalIndex const i = column % nx, j = column / nx;
  return {i > 0 ? column - 1 : nobody, i + 1 < nx ? column + 1 : nobody,
          j > 0 ? column - nx : nobody, j + 1 < ny ? column + nx : nobody};
}

// A contiguous block of columns with one row of columns before it and one behind it.
class BlockOfColumns {
 public:
  BlockOfColumns(Index nx, Index ny, MPI_Comm comm) : nx_(nx), ny_(ny), n_(GlobalIndex{nx} * ny) {
    BlockLayout layout{n_};
    int rank = 0;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &layout.size);
    first_ = layout.first(rank);
    last_ = layout.last(rank);
    bool const empty = first_ == last_;
    begin_ = empty ? first_ : std::max<GlobalIndex>(0, first_ - nx);
    end_ = empty ? last_ : std::min(n_, last_ + nx);
    plan_.emplace(numbers(begin_, end_), n_, comm);
  }

  std::vector<GlobalIndex> columns() const { return numbers(first_, last_); }

  // Values of the block and of the rows around it, from the values of the blocks. Collective.
  template <class T>
  std::vector<T> with_margin(std::vector<T> const& block) const {
    return plan_->from_blocks(block);
  }
  std::size_t in_margin(GlobalIndex column) const { return column - begin_; }

  // Visits the columns beside one of the block.
  void each_beside(GlobalIndex column, auto const& visit) const {
    for (GlobalIndex other : beside(column, nx_, ny_))
      if (other != nobody) visit(other);
  }

 private:
  static std::vector<GlobalIndex> numbers(GlobalIndex from, GlobalIndex to) {
    std::vector<GlobalIndex> list(to - from);
    std::iota(list.begin(), list.end(), from);
    return list;
  }
  Index nx_, ny_;
  GlobalIndex n_, first_, last_, begin_, end_;
  std::optional<Redistribution> plan_;  // made once the margin is known
};

// Vertices are the columns of the block that have cells; an edge weighs the faces it may carry.
DistributedGraph column_graph(BlockOfColumns const& block, std::vector<Index> const& n_cells,
                              MPI_Comm comm) {
  std::vector<GlobalIndex> vertex(n_cells.size(), nobody);
  GlobalIndex n_here = 0, before = 0;
  for (std::size_t c = 0; c < n_cells.size(); ++c)
    if (n_cells[c] > 0) vertex[c] = n_here++;
  MPI_Exscan(&n_here, &before, 1, MPI_INT64_T, MPI_SUM, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  for (GlobalIndex& v : vertex)
    if (v != nobody && rank > 0) v += before;

  auto const all_vertices = block.with_margin(vertex);
  auto const all_cells = block.with_margin(n_cells);
  DistributedGraph graph{{0}, {}, {}, {}};
  auto const columns = block.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (n_cells[c] == 0) continue;
    block.each_beside(columns[c], [&](GlobalIndex other) {
      std::size_t const o = block.in_margin(other);
      if (all_vertices[o] == nobody) return;
      graph.neighbour.push_back(all_vertices[o]);
      graph.edge_weight.push_back(std::min(n_cells[c], all_cells[o]));
    });
    graph.offset.push_back(static_cast<Index>(graph.neighbour.size()));
    graph.weight.push_back(n_cells[c]);
  }
  return graph;
}

// What the owner of a column is told: its number, those beside it and who owns them.
struct ColumnNotice {
  GlobalIndex column;
  std::array<GlobalIndex, 4> beside;
  std::array<int, 4> rank;
};

std::vector<ColumnNotice> send_to_owners(BlockOfColumns const& block, std::vector<int> const& owner,
                                         Index nx, Index ny, MPI_Comm comm) {
  auto const all_owners = block.with_margin(owner);
  std::vector<ColumnNotice> notices;
  std::vector<int> destination;
  auto const columns = block.columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (owner[c] < 0) continue;
    ColumnNotice notice{columns[c], beside(columns[c], nx, ny), {}};
    for (int s = 0; s < 4; ++s)
      notice.rank[s] =
          notice.beside[s] == nobody ? -1 : all_owners[block.in_margin(notice.beside[s])];
    notices.push_back(notice);
    destination.push_back(owner[c]);
  }
  Routing const routing = make_routing(destination, comm);
  std::vector<ColumnNotice> packed, received(routing.n_received);
  packed.reserve(notices.size());
  for (Index i : routing.order) packed.push_back(notices[i]);
  forward(routing, packed.data(), received.data(), sizeof(ColumnNotice));
  return received;  // blocks come in the order of ranks, so the columns are sorted
}

}  // namespace

LocalColumns share_columns(
    Index nx, Index ny,
    std::function<std::vector<Index>(std::span<GlobalIndex const>)> const& count_cells,
    MPI_Comm comm) {
  int rank = 0, size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  BlockOfColumns const block(nx, ny, comm);
  if (size == 1) return {block.columns(), {}};

  std::vector<Index> n_cells;
  all_or_none(comm, [&] { n_cells = count_cells(block.columns()); });
  auto const part = partition(column_graph(block, n_cells, comm), comm);
  std::vector<int> owner(n_cells.size(), -1);
  auto next = part.begin();
  for (std::size_t c = 0; c < owner.size(); ++c)
    if (n_cells[c] > 0) owner[c] = *next++;

  LocalColumns local;
  std::map<GlobalIndex, int> ghosts;
  for (ColumnNotice const& notice : send_to_owners(block, owner, nx, ny, comm)) {
    local.id.push_back(notice.column);
    for (int s = 0; s < 4; ++s)
      if (notice.rank[s] >= 0 && notice.rank[s] != rank) ghosts[notice.beside[s]] = notice.rank[s];
  }
  for (auto const& [column, owner_rank] : ghosts) {
    local.id.push_back(column);
    local.ghost_rank.push_back(owner_rank);
  }
  return local;
}

}  // namespace sanggan
