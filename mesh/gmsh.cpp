#include "mesh/gmsh.hpp"

#include <algorithm>

#include "mesh/assemble.hpp"
#include "mesh/cell_shape.hpp"
#include "mesh/directory.hpp"
#include "mesh/petsc_gmsh.hpp"
#include "mesh/share_cells.hpp"

namespace sanggan {
namespace {

void broadcast(auto& number, MPI_Comm comm) {
  MPI_Bcast(&number, static_cast<int>(sizeof number), MPI_BYTE, 0, comm);
}

void broadcast(std::vector<GlobalIndex>& numbers, MPI_Comm comm) {
  std::size_t n = numbers.size();
  broadcast(n, comm);
  numbers.resize(n);
  MPI_Bcast(numbers.data(), static_cast<int>(n), MPI_INT64_T, 0, comm);
}

void broadcast(std::vector<std::string>& names, MPI_Comm comm) {
  std::size_t n = names.size();
  broadcast(n, comm);
  names.resize(n);
  for (std::string& name : names) {
    std::size_t length = name.size();
    broadcast(length, comm);
    name.resize(length);
    MPI_Bcast(name.data(), static_cast<int>(length), MPI_CHAR, 0, comm);
  }
}

// Sends each rank its block of what rank 0 holds, in the same order; nothing stays there.
template <class T>
std::vector<T> deal(std::vector<T> whole, GlobalIndex n, MPI_Comm comm) {
  BlockLayout layout{n};
  MPI_Comm_size(comm, &layout.size);
  std::vector<int> destination(whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i)
    destination[i] = layout.rank_of(static_cast<GlobalIndex>(i));
  Routing const routing = make_routing(destination, comm);
  std::vector<T> block(static_cast<std::size_t>(routing.n_received));
  forward(routing, whole.data(), block.data(), sizeof(T));
  return block;
}

void describe(GmshContent const& whole, double unit, GmshSpec& spec) {
  spec.zone_names = whole.zone_names;
  spec.patch_names = whole.patch_names;
  spec.faces_of_patch = whole.faces_of_patch;
  spec.n_cells = static_cast<GlobalIndex>(whole.cell.size());
  spec.n_nodes = static_cast<GlobalIndex>(whole.node.size());
  spec.low = spec.high = unit * whole.node[0];
  for (Vec3 const p : whole.node) {
    Vec3 const q = unit * p;
    spec.low = {std::min(spec.low.x, q.x), std::min(spec.low.y, q.y), std::min(spec.low.z, q.z)};
    spec.high = {std::max(spec.high.x, q.x), std::max(spec.high.y, q.y),
                 std::max(spec.high.z, q.z)};
  }
}

std::vector<GlobalIndex> count(std::vector<GmshCell> const& cells, std::size_t n_zones,
                               MPI_Comm comm) {
  std::vector<GlobalIndex> n(n_zones, 0);
  for (GmshCell const& cell : cells) ++n[static_cast<std::size_t>(cell.zone)];
  MPI_Allreduce(MPI_IN_PLACE, n.data(), static_cast<int>(n.size()), MPI_INT64_T, MPI_SUM, comm);
  return n;
}

CellSoup make_soup(GmshSpec const& spec, std::vector<SharedCell> const& cells, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  CellSoup soup;
  soup.has_columns = false;
  soup.n_cell_keys = spec.n_cells;
  soup.n_node_keys = spec.n_nodes;
  for (SharedCell const& shared : cells)
    for (std::size_t k = 0; k < corners_of_shape(shared.cell.type); ++k)
      soup.node_key.push_back(shared.cell.node[k]);
  std::ranges::sort(soup.node_key);
  soup.node_key.erase(std::unique(soup.node_key.begin(), soup.node_key.end()), soup.node_key.end());
  soup.node = Redistribution(soup.node_key, spec.n_nodes, comm).from_blocks(spec.nodes);
  for (SharedCell const& shared : cells) {
    for (std::size_t k = 0; k < corners_of_shape(shared.cell.type); ++k)
      soup.cell_node.push_back(static_cast<Index>(
          std::ranges::lower_bound(soup.node_key, shared.cell.node[k]) - soup.node_key.begin()));
    soup.node_offset.push_back(static_cast<Index>(soup.cell_node.size()));
    soup.type.push_back(shared.cell.type);
    soup.cell_key.push_back(shared.number);
    if (shared.owner == rank)
      soup.column.push_back(shared.cell.zone);
    else
      soup.ghost_rank.push_back(shared.owner);
  }
  soup.n_owned = static_cast<Index>(soup.column.size());
  return soup;
}

// Cells are asked for in their order on this rank: the owned ones by number, then the others.
ZoneOfCell zone_finder(std::vector<SharedCell> const& cells, Index n_owned) {
  return [&cells, n_owned](GlobalIndex number, Vec3) {
    auto const middle = cells.begin() + n_owned;
    auto const find = [number](auto first, auto last) {
      return std::ranges::lower_bound(first, last, number, {}, &SharedCell::number);
    };
    auto const own = find(cells.begin(), middle);
    bool const is_own = own != middle && own->number == number;
    return (is_own ? own : find(middle, cells.end()))->cell.zone;
  };
}

}  // namespace

GmshSpec read_gmsh(std::string const& path, double unit, std::string const& zone_of_the_rest,
                   MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  GmshSpec spec;
  spec.path = path;
  GmshContent whole;
  all_or_none(comm, [&] {
    if (rank != 0) return;
    whole = load_gmsh(path, zone_of_the_rest);
    describe(whole, unit, spec);
  });
  broadcast(spec.zone_names, comm);
  broadcast(spec.patch_names, comm);
  broadcast(spec.faces_of_patch, comm);
  broadcast(spec.n_cells, comm);
  broadcast(spec.n_nodes, comm);
  broadcast(spec.low, comm);
  broadcast(spec.high, comm);
  spec.cells = deal(std::move(whole.cell), spec.n_cells, comm);
  spec.nodes = deal(std::move(whole.node), spec.n_nodes, comm);
  for (Vec3& p : spec.nodes) p = unit * p;
  spec.cells_of_zone = count(spec.cells, spec.zone_names.size(), comm);
  return spec;
}

Mesh build_gmsh(GmshSpec const& spec, MPI_Comm comm) try {
  auto const cells = share_cells(spec, comm);
  CellSoup const soup = make_soup(spec, cells, comm);
  auto const patch_of = [&cells](Index cell, int face, Vec3) {
    return cells[static_cast<std::size_t>(cell)].cell.patch[static_cast<std::size_t>(face)];
  };
  return assemble(soup, spec.zone_names, spec.patch_names, zone_finder(cells, soup.n_owned),
                  patch_of, comm);
} catch (MeshError const& error) {
  throw MeshError(spec.path + ": " + error.what());
}

}  // namespace sanggan
