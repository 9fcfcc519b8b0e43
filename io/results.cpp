#include "io/results.hpp"

#include <algorithm>

namespace sanggan {
namespace {

constexpr int most_corners = 8;
constexpr std::uint8_t vtk_hexahedron = 12;

RowRange rows_of(Redistribution const& plan) {
  return {plan.first(), plan.last() - plan.first(), plan.n_global()};
}

GlobalIndex sum(GlobalIndex here, MPI_Comm comm) {
  MPI_Allreduce(MPI_IN_PLACE, &here, 1, MPI_INT64_T, MPI_SUM, comm);
  return here;
}

// Corners of the cells of this rank's block, one after another, and where each cell's begin.
struct Connectivity {
  std::vector<GlobalIndex> corners, offsets;
  GlobalIndex first = 0, total = 0;
};
Connectivity gather_corners(Mesh const& mesh, Redistribution const& plan, MPI_Comm comm) {
  std::vector<GlobalIndex> padded(static_cast<std::size_t>(mesh.n_owned_cells()) * most_corners,
                                  -1);
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    for (Index k = mesh.cell_node_offset()[c]; k < mesh.cell_node_offset()[c + 1]; ++k)
      padded[static_cast<std::size_t>(c * most_corners + k - mesh.cell_node_offset()[c])] =
          mesh.node_id()[mesh.cell_node()[k]];
  auto const block = plan.to_blocks(padded, most_corners, GlobalIndex{-1});
  Connectivity out;
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (i % most_corners == 0) out.offsets.push_back(static_cast<GlobalIndex>(out.corners.size()));
    if (block[i] >= 0) out.corners.push_back(block[i]);
  }
  GlobalIndex const mine = static_cast<GlobalIndex>(out.corners.size());
  MPI_Exscan(&mine, &out.first, 1, MPI_INT64_T, MPI_SUM, comm);
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  if (rank == 0) out.first = 0;
  out.total = sum(mine, comm);
  for (GlobalIndex& offset : out.offsets) offset += out.first;
  return out;
}

}  // namespace

ResultsWriter::ResultsWriter(std::string path, Mesh const& mesh, MPI_Comm comm,
                             ResultsHeader const& header)
    : path_(std::move(path)),
      cell_plan_(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                 mesh.n_cells_global(), comm),
      file_(std::make_unique<Hdf5File>(path_, Hdf5File::Mode::create, comm)) {
  MPI_Comm_rank(comm, &rank_);
  for (auto const& [name, text] : {std::pair{"case", &header.name},
                                   {"title", &header.title},
                                   {"crs", &header.crs},
                                   {"start_date", &header.start_date},
                                   {"version", &header.version},
                                   {"case_hash", &header.case_hash}})
    file_->set_attribute("/", name, *text);
  file_->make_group("mesh");
  file_->make_group("fields");
  write_mesh(mesh, comm);
  write_rank(mesh);
  file_->make_series("time", 0, 1);
  file_->set_attribute("time", "units", "s");
  file_->flush();
}

ResultsWriter::ResultsWriter(std::string path, Mesh const& mesh, MPI_Comm comm, double t)
    : path_(std::move(path)),
      cell_plan_(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                 mesh.n_cells_global(), comm),
      file_(std::make_unique<Hdf5File>(path_, Hdf5File::Mode::append, comm)) {
  MPI_Comm_rank(comm, &rank_);
  index_ = read_results_index(*file_, comm);
  auto& times = index_.times;
  times.erase(std::upper_bound(times.begin(), times.end(), t), times.end());
  file_->resize_series("time", static_cast<GlobalIndex>(times.size()));
  write_rank(mesh);
  file_->flush();
}

void ResultsWriter::write_mesh(Mesh const& mesh, MPI_Comm comm) {
  auto const n = static_cast<std::size_t>(mesh.n_owned_cells());
  Redistribution const nodes(mesh.node_id(), mesh.n_nodes_global(), comm);
  auto const flat = [](std::span<Vec3 const> v) {
    return std::span<double const>(reinterpret_cast<double const*>(v.data()), 3 * v.size());
  };
  auto const put = [&](std::string const& name, auto const& block, RowRange range, int width) {
    using T = typename std::remove_cvref_t<decltype(block)>::value_type;
    file_->write("mesh/" + name, std::span<T const>(block), range, width);
  };
  put("points", nodes.to_blocks(flat(mesh.node()), 3), rows_of(nodes), 3);
  auto const connectivity = gather_corners(mesh, cell_plan_, comm);
  GlobalIndex const n_corners = static_cast<GlobalIndex>(connectivity.corners.size());
  put("connectivity", connectivity.corners, {connectivity.first, n_corners, connectivity.total}, 1);
  // One offset more than cells: the rank with the last block writes the end.
  auto offsets = connectivity.offsets;
  RowRange range = rows_of(cell_plan_);
  bool const last = range.first < range.total && range.first + range.count == range.total;
  if (last) offsets.push_back(connectivity.total);
  put("offsets", offsets, {range.first, range.count + last, range.total + 1}, 1);
  auto const types = cell_plan_.to_blocks(mesh.cell_type(), 1);
  put("types", types, cells(), 1);
  std::vector<GlobalIndex> zone(mesh.zone().begin(),
                                mesh.zone().begin() + static_cast<std::ptrdiff_t>(n));
  put("zone", cell_plan_.to_blocks(zone), cells(), 1);
  put("cell_centre", cell_plan_.to_blocks(flat(mesh.centre().first(n)), 3), cells(), 3);
  put("cell_volume", cell_plan_.to_blocks(mesh.volume().first(n)), cells(), 1);
  std::string names;
  for (auto const& name : mesh.zone_names()) names += (names.empty() ? "" : "\n") + name;
  file_->set_attribute("mesh/zone", "names", names);
  for (char const* object : {"mesh/points", "mesh/cell_centre"})
    file_->set_attribute(object, "units", "m");
  file_->set_attribute("mesh/cell_volume", "units", "m3");

  int others = std::any_of(types.begin(), types.end(), [](auto t) { return t != vtk_hexahedron; });
  MPI_Allreduce(MPI_IN_PLACE, &others, 1, MPI_INT, MPI_MAX, comm);
  index_.only_hexahedra = others == 0;
  index_.n_cells = mesh.n_cells_global();
  index_.n_nodes = mesh.n_nodes_global();
  index_.n_connectivity = connectivity.total;
}

void ResultsWriter::write_rank(Mesh const& mesh) {
  std::vector<GlobalIndex> const rank(static_cast<std::size_t>(mesh.n_owned_cells()), rank_);
  file_->write("mesh/rank", std::span<GlobalIndex const>(cell_plan_.to_blocks(rank)), cells());
}

RowRange ResultsWriter::cells() const { return rows_of(cell_plan_); }

void ResultsWriter::append(Snapshot const& shot) {
  GlobalIndex const at = static_cast<GlobalIndex>(index_.times.size());
  for (OutputField const& field : shot.fields) {
    std::string const name = "fields/" + field.name;
    if (!file_->exists(name)) {
      file_->make_series(name, cell_plan_.n_global(), field.components);
      file_->set_attribute(name, "units", field.unit);
      index_.fields.push_back({field.name, field.unit, field.components});
    }
    auto const block = cell_plan_.to_blocks(field.values, field.components);
    file_->write_series(name, at, block, cells(), field.components);
  }
  file_->flush();
  file_->write_series("time", at, std::span(&shot.t, 1), single(), 1);
  file_->flush();
  index_.times.push_back(shot.t);
}

ResultsIndex read_results_index(Hdf5File const& file, MPI_Comm comm) {
  file.require_checksums();
  ResultsIndex index;
  index.n_cells = file.rows("mesh/types");
  index.n_nodes = file.rows("mesh/points");
  index.n_connectivity = file.rows("mesh/connectivity");
  Hdf5File const& f = file;
  int size = 1, rank = 0;
  MPI_Comm_size(comm, &size);
  MPI_Comm_rank(comm, &rank);
  BlockLayout const blocks{index.n_cells, size};
  GlobalIndex const first = blocks.first(rank), last = blocks.last(rank);
  auto const types = f.read<std::uint8_t>("mesh/types", {first, last - first, index.n_cells});
  int others = std::any_of(types.begin(), types.end(), [](auto t) { return t != vtk_hexahedron; });
  MPI_Allreduce(MPI_IN_PLACE, &others, 1, MPI_INT, MPI_MAX, comm);
  index.only_hexahedra = others == 0;
  GlobalIndex const n_times = f.rows("time");
  index.times = f.read<double>("time", {0, n_times, n_times});
  for (std::string const& name : f.names("fields"))
    index.fields.push_back(
        {name, f.text_attribute("fields/" + name, "units"), f.components("fields/" + name)});
  return index;
}

}  // namespace sanggan
