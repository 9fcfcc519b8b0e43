#include "io/cell_field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/hdf5_file.hpp"
#include "io/io_error.hpp"
#include "io/section.hpp"
#include "mesh/directory.hpp"

namespace sanggan {
namespace {

std::vector<double> by_cell(CellFieldSource const& source, Mesh const& mesh, MPI_Comm comm) {
  Hdf5File const file(source.hdf5_file, Hdf5File::Mode::read, comm);
  GlobalIndex const rows = file.rows(source.hdf5_dataset);
  if (rows != mesh.n_cells_global())
    throw CaseError(
        {fmt::format("{}: {} has {} values; write one for each of the {} cells", source.hdf5_file,
                     source.hdf5_dataset, rows, mesh.n_cells_global())});
  Redistribution const plan(mesh.cell_id().first(static_cast<std::size_t>(mesh.n_owned_cells())),
                            rows, comm);
  return plan.from_blocks(
      file.read<double>(source.hdf5_dataset, {plan.first(), plan.last() - plan.first(), rows}));
}

// A file of the case that cannot be read makes a wrong case.
std::vector<double> read_by_cell(CellFieldSource const& source, Mesh const& mesh, MPI_Comm comm) {
  try {
    return by_cell(source, mesh, comm);
  } catch (IoError const& error) {
    throw CaseError(
        {fmt::format("cell_fields: {} cannot be read: {}; give a whole HDF5 file with it",
                     source.hdf5_dataset, error.what())});
  }
}

// All ranks fail or none, with the same text.
void refuse_unsound(std::vector<double> const& factor, Mesh const& mesh, MPI_Comm comm) {
  GlobalIndex bad = mesh.n_cells_global();
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    if (!(factor[c] > 0 && std::isfinite(factor[c]))) bad = std::min(bad, mesh.cell_id()[c]);
  MPI_Allreduce(MPI_IN_PLACE, &bad, 1, MPI_INT64_T, MPI_MIN, comm);
  if (bad < mesh.n_cells_global())
    throw CaseError(
        {fmt::format("cell_fields: the factor of hydraulic_conductivity is not a "
                     "positive number at cell {}; write positive numbers",
                     bad)});
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
  refuse_unsound(factor, mesh, halo.comm());
  halo.update(factor);
  return factor;
}

}  // namespace sanggan
