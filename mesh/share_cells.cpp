#include "mesh/share_cells.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "mesh/cell_shape.hpp"
#include "mesh/directory.hpp"
#include "mesh/partition.hpp"

namespace sanggan {
namespace {

constexpr GlobalIndex none = -1;
constexpr std::size_t faces_per_cell = 6;

// Nodes of a face in increasing order; a triangle ends with the largest number there is.
using FaceNodesKey = std::array<GlobalIndex, 4>;

FaceNodesKey key_of(GmshCell const& cell, ShapeFace const& face) {
  FaceNodesKey key;
  key.fill(std::numeric_limits<GlobalIndex>::max());
  for (std::size_t k = 0; k < face.n; ++k) key[k] = cell.node[face.corner[k]];
  std::ranges::sort(key);
  return key;
}

// A face as its cell reports it to the rank that holds its lowest node.
struct FaceReport {
  FaceNodesKey key;
  GlobalIndex cell;
};

// What the cells on the other side of the reported faces are; `none` where there is no other.
std::vector<GlobalIndex> match(std::vector<FaceReport> const& reports) {
  std::vector<std::size_t> order(reports.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::tie(reports[a].key, reports[a].cell) < std::tie(reports[b].key, reports[b].cell);
  });
  auto const equal = [&](std::size_t i, std::size_t j) {
    return j < order.size() && reports[order[i]].key == reports[order[j]].key;
  };
  std::vector<GlobalIndex> other(reports.size(), none);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!equal(i, i + 1)) continue;
    if (equal(i, i + 2)) throw MeshError("more than two cells share a face");
    other[order[i]] = reports[order[i + 1]].cell;
    other[order[i + 1]] = reports[order[i]].cell;
    ++i;
  }
  return other;
}

// The cells of this rank's block and, for each of their faces, the cell on the other side.
class Block {
 public:
  Block(GmshSpec const& spec, MPI_Comm comm) : spec_(spec), comm_(comm) {
    BlockLayout layout{spec.n_cells}, nodes{spec.n_nodes};
    int rank = 0;
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &layout.size);
    nodes.size = layout.size;
    first_ = layout.first(rank);
    find_neighbours(nodes);
  }

  GlobalIndex number(std::size_t cell) const { return first_ + static_cast<GlobalIndex>(cell); }
  std::vector<GlobalIndex> const& neighbours() const { return neighbour_; }  // [6 x cells]

  DistributedGraph graph() const {
    DistributedGraph graph{{0}, {}, {}, {}};
    for (std::size_t c = 0; c < spec_.cells.size(); ++c) {
      for (std::size_t f = 0; f < faces_per_cell; ++f)
        if (GlobalIndex const other = neighbour_[faces_per_cell * c + f]; other != none)
          graph.neighbour.push_back(other);
      graph.offset.push_back(static_cast<Index>(graph.neighbour.size()));
    }
    graph.weight.assign(spec_.cells.size(), 1);
    graph.edge_weight.assign(graph.neighbour.size(), 1);
    return graph;
  }

 private:
  void find_neighbours(BlockLayout const& nodes) {
    std::vector<FaceReport> reports;
    std::vector<std::size_t> place;
    std::vector<int> destination;
    for (std::size_t c = 0; c < spec_.cells.size(); ++c) {
      auto const shape = faces_of_shape(spec_.cells[c].type);
      for (std::size_t f = 0; f < shape.size(); ++f) {
        reports.push_back({key_of(spec_.cells[c], shape[f]), number(c)});
        place.push_back(faces_per_cell * c + f);
        destination.push_back(nodes.rank_of(reports.back().key[0]));
      }
    }
    Routing const routing = make_routing(destination, comm_);
    std::vector<FaceReport> packed, received(static_cast<std::size_t>(routing.n_received));
    packed.reserve(reports.size());
    for (Index i : routing.order) packed.push_back(reports[static_cast<std::size_t>(i)]);
    forward(routing, packed.data(), received.data(), sizeof(FaceReport));
    std::vector<GlobalIndex> other, answer(packed.size());
    all_or_none(comm_, [&] { other = match(received); });
    backward(routing, other.data(), answer.data(), sizeof(GlobalIndex));
    neighbour_.assign(faces_per_cell * spec_.cells.size(), none);
    for (std::size_t i = 0; i < answer.size(); ++i)
      neighbour_[place[static_cast<std::size_t>(routing.order[i])]] = answer[i];
  }

  GmshSpec const& spec_;
  MPI_Comm comm_;
  GlobalIndex first_ = 0;
  std::vector<GlobalIndex> neighbour_;
};

// A cell near an upright line, and the part that it was given.
struct CellAtLine {
  Index line;
  int part;
  GlobalIndex cell;
};

bool meets(UprightLine const& line, std::span<Vec3 const> corners) {
  Vec3 low = corners[0], high = low;
  for (Vec3 const p : corners) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
  }
  double const near = 1e-3 * norm(high - low);  // a line on an edge may be counted to either side
  return line.x >= low.x - near && line.x <= high.x + near && line.y >= low.y - near &&
         line.y <= high.y + near && line.bottom <= high.z + near && line.top >= low.z - near;
}

std::vector<CellAtLine> cells_at_lines(GmshSpec const& spec, Block const& block,
                                       std::vector<int> const& part, MPI_Comm comm) {
  std::vector<GlobalIndex> ids;
  for (GmshCell const& cell : spec.cells) ids.insert(ids.end(), cell.node.begin(), cell.node.end());
  auto const points = Redistribution(ids, spec.n_nodes, comm).from_blocks(spec.nodes);
  std::vector<CellAtLine> here;
  for (std::size_t c = 0; c < spec.cells.size(); ++c) {
    auto const corners = std::span(points).subspan(8 * c, corners_of_shape(spec.cells[c].type));
    for (std::size_t l = 0; l < spec.keep_together.size(); ++l)
      if (meets(spec.keep_together[l], corners))
        here.push_back({static_cast<Index>(l), part[c], block.number(c)});
  }
  int size = 1, n = static_cast<int>(here.size());
  MPI_Comm_size(comm, &size);
  std::vector<int> everyone(static_cast<std::size_t>(size * n));
  for (int i = 0; i < size * n; ++i) everyone[static_cast<std::size_t>(i)] = i / std::max(n, 1);
  Routing const routing = make_routing(everyone, comm);
  std::vector<CellAtLine> packed, all(static_cast<std::size_t>(routing.n_received));
  for (int r = 0; r < size; ++r) packed.insert(packed.end(), here.begin(), here.end());
  forward(routing, packed.data(), all.data(), sizeof(CellAtLine));
  return all;
}

// Gives all cells around a line, and around lines that share cells, to the part of the first.
void keep_lines_together(GmshSpec const& spec, Block const& block, std::vector<int>& part,
                         MPI_Comm comm) {
  if (spec.keep_together.empty()) return;
  auto const all = cells_at_lines(spec, block, part, comm);
  std::vector<Index> cluster(spec.keep_together.size());
  std::iota(cluster.begin(), cluster.end(), 0);
  std::map<GlobalIndex, Index> line_of;
  for (CellAtLine const& at : all) {
    auto const [known, is_new] = line_of.emplace(at.cell, at.line);
    Index const from = cluster[static_cast<std::size_t>(at.line)],
                to = cluster[static_cast<std::size_t>(known->second)];
    if (!is_new && from != to) std::ranges::replace(cluster, from, to);
  }
  std::map<Index, int> part_of;  // of a cluster; cells come in the order of their numbers
  for (CellAtLine const& at : all)
    part_of.emplace(cluster[static_cast<std::size_t>(at.line)], at.part);
  for (CellAtLine const& at : all) {
    GlobalIndex const place = at.cell - block.number(0);
    if (place >= 0 && place < static_cast<GlobalIndex>(part.size()))
      part[static_cast<std::size_t>(place)] =
          part_of.at(cluster[static_cast<std::size_t>(at.line)]);
  }
}

}  // namespace

std::vector<SharedCell> share_cells(GmshSpec const& spec, MPI_Comm comm) {
  Block const block(spec, comm);
  auto part = partition(block.graph(), comm);
  keep_lines_together(spec, block, part, comm);

  std::vector<GlobalIndex> asked;
  for (GlobalIndex const other : block.neighbours())
    if (other != none) asked.push_back(other);
  auto const answer = Redistribution(asked, spec.n_cells, comm).from_blocks(part);
  std::vector<SharedCell> copies;
  std::vector<int> destination;
  auto next = answer.begin();
  for (std::size_t c = 0; c < spec.cells.size(); ++c) {
    std::vector<int> to{part[c]};
    for (std::size_t f = 0; f < faces_per_cell; ++f) {
      if (block.neighbours()[faces_per_cell * c + f] == none) continue;
      int const rank = *next++;
      if (std::ranges::find(to, rank) == to.end()) to.push_back(rank);
    }
    for (int const rank : to) {
      copies.push_back({block.number(c), part[c], spec.cells[c]});
      destination.push_back(rank);
    }
  }
  Routing const routing = make_routing(destination, comm);
  std::vector<SharedCell> packed, received(static_cast<std::size_t>(routing.n_received));
  packed.reserve(copies.size());
  for (Index i : routing.order) packed.push_back(copies[static_cast<std::size_t>(i)]);
  copies = {};
  forward(routing, packed.data(), received.data(), sizeof(SharedCell));
  // Blocks come in the order of ranks, so each half is sorted by number.
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::stable_partition(received.begin(), received.end(),
                        [rank](SharedCell const& c) { return c.owner == rank; });
  return received;
}

}  // namespace sanggan
