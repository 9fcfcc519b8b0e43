#include "mesh/halo.hpp"

#include <gtest/gtest.h>

#include "mesh/builders.hpp"
#include "mesh_checks.hpp"

namespace sanggan {
namespace {
using namespace testing_tools;

Mesh holey_box(MPI_Comm comm = MPI_COMM_WORLD) {
  BoxSpec spec;
  spec.x = edges(0, 9, 9);
  spec.y = edges(0, 7, 7);
  spec.z = edges(0, 3, 3);
  spec.active = [](Vec3 p) { return std::abs(p.x - 4) + std::abs(p.y - 3) + p.z > 2; };
  return build_box(spec, comm);
}

TEST(Halo, GhostsReceiveWhatTheirOwnersHold) {
  Mesh const mesh = holey_box();
  Halo const halo(mesh, MPI_COMM_WORLD);
  int const width = 4;
  std::vector<double> values(mesh.n_cells() * width, -1);
  auto const expected = [&](Index c, int k) {
    Vec3 const x = mesh.centre()[c];
    std::array<double, 4> const all{static_cast<double>(mesh.cell_id()[c]), x.x, x.y, x.z};
    return all[k];
  };
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    for (int k = 0; k < width; ++k) values[c * width + k] = expected(c, k);
  halo.update(values, width);
  for (Index c = 0; c < mesh.n_cells(); ++c)
    for (int k = 0; k < width; ++k) EXPECT_EQ(values[c * width + k], expected(c, k));
  if (size_of() > 1) {
    EXPECT_GT(mesh.n_cells(), mesh.n_owned_cells()) << "nothing was exchanged";
  }
}

TEST(Halo, RowsAreConsecutiveByRankAndGhostsKnowTheirs) {
  Mesh const mesh = holey_box();
  Halo const halo(mesh, MPI_COMM_WORLD);
  std::vector<GlobalIndex> own;
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    EXPECT_EQ(halo.row()[c], halo.first_row() + c);
    own.push_back(mesh.cell_id()[c]);
  }
  auto const id_of_row = gather(own);  // rank after rank, as the rows are
  ASSERT_EQ(static_cast<GlobalIndex>(id_of_row.size()), mesh.n_cells_global());
  for (Index c = 0; c < mesh.n_cells(); ++c) EXPECT_EQ(id_of_row[halo.row()[c]], mesh.cell_id()[c]);
}

TEST(Halo, LivesWithRanksWithoutCells) {
  BoxSpec spec;
  spec.x = {0, 1, 2};
  spec.y = {0, 1};
  spec.z = edges(0, 1, 5);
  Mesh const mesh = build_box(spec, MPI_COMM_WORLD);
  Halo const halo(mesh, MPI_COMM_WORLD);
  std::vector<double> values(mesh.n_cells(), 0);
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) values[c] = mesh.centre()[c].z;
  halo.update(values);
  for (Index c = 0; c < mesh.n_cells(); ++c) EXPECT_EQ(values[c], mesh.centre()[c].z);
}

}  // namespace
}  // namespace sanggan
