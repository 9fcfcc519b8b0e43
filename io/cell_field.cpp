#include "io/cell_field.hpp"

#include <fmt/format.h>

#include "io/hdf5_file.hpp"
#include "io/io_error.hpp"
#include "mesh/directory.hpp"

namespace sanggan {
namespace {

std::vector<double> read_by_cell(CellFieldSource const& source, Mesh const& mesh, MPI_Comm comm) {
  Hdf5File const file(source.hdf5_file, Hdf5File::Mode::read, comm);
  GlobalIndex const rows = file.rows(source.hdf5_dataset);
  if (rows != mesh.n_cells_global())
    throw IoError(source.hdf5_file, fmt::format("{} has {} values; the mesh has {} cells",
                                                source.hdf5_dataset, rows, mesh.n_cells_global()));
  Redistribution const plan(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                            rows, comm);
  return plan.from_blocks(
      file.read<double>(source.hdf5_dataset, {plan.first(), plan.last() - plan.first(), rows}));
}

}  // namespace

std::vector<double> conductivity_factor(std::vector<CellFieldSource> const& sources,
                                        Mesh const& mesh, Halo const& halo) {
  std::vector<double> factor(static_cast<std::size_t>(mesh.n_cells()), 1.0);
  for (CellFieldSource const& source : sources) {
    if (source.property != "hydraulic_conductivity") continue;
    if (source.at) {
      for (Index c = 0; c < mesh.n_owned_cells(); ++c) factor[c] *= source.at(mesh.centre()[c]);
    } else {
      auto const values = read_by_cell(source, mesh, halo.comm());
      for (Index c = 0; c < mesh.n_owned_cells(); ++c) factor[c] *= values[c];
    }
  }
  halo.update(factor);
  return factor;
}

}  // namespace sanggan
