#pragma once
#include <gtest/gtest.h>
#include <mpi.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan::testing_tools {

inline int rank_of(MPI_Comm comm = MPI_COMM_WORLD) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank;
}
inline int size_of(MPI_Comm comm = MPI_COMM_WORLD) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  return size;
}
inline double sum_over_ranks(double value) {
  MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return value;
}

inline std::vector<double> edges(double from, double to, int n) {
  std::vector<double> list(n + 1);
  for (int k = 0; k <= n; ++k) list[k] = from + (to - from) * k / n;
  return list;
}

/// Volume of all owned cells (m3).
inline double total_volume(Mesh const& mesh) {
  auto const own = mesh.volume().first(mesh.n_owned_cells());
  return sum_over_ranks(std::accumulate(own.begin(), own.end(), 0.0));
}

/// Volume (m3) of the owned cells of a zone.
inline double zone_volume(Mesh const& mesh, std::string const& zone) {
  Index const wanted = mesh.zone_index(zone);
  double sum = 0;
  for (Index c = 0; c < mesh.n_owned_cells(); ++c)
    if (mesh.zone()[c] == wanted) sum += mesh.volume()[c];
  return sum_over_ranks(sum);
}

/// Sum of the area vectors of a patch (m2).
inline Vec3 patch_area(Mesh const& mesh, std::string const& name) {
  Patch const& patch = mesh.patches()[mesh.patch_index(name)];
  Vec3 sum;
  for (Index f = patch.first; f < patch.last; ++f) sum = sum + mesh.area_vector()[f];
  return {sum_over_ranks(sum.x), sum_over_ranks(sum.y), sum_over_ranks(sum.z)};
}

/// Sum of the magnitudes of the areas of a patch (m2).
inline double patch_size(Mesh const& mesh, std::string const& name) {
  Patch const& patch = mesh.patches()[mesh.patch_index(name)];
  double sum = 0;
  for (Index f = patch.first; f < patch.last; ++f) sum += norm(mesh.area_vector()[f]);
  return sum_over_ranks(sum);
}

/// All values of the ranks, one after the other, on every rank. Small meshes only.
template <class T>
std::vector<T> gather(std::vector<T> const& here, MPI_Comm comm = MPI_COMM_WORLD) {
  std::vector<int> count(size_of(comm)), offset(size_of(comm));
  int const n = static_cast<int>(here.size() * sizeof(T));
  MPI_Allgather(&n, 1, MPI_INT, count.data(), 1, MPI_INT, comm);
  std::exclusive_scan(count.begin(), count.end(), offset.begin(), 0);
  std::vector<T> all((offset.back() + count.back()) / sizeof(T));
  MPI_Allgatherv(here.data(), n, MPI_BYTE, all.data(), count.data(), offset.data(), MPI_BYTE, comm);
  return all;
}

/// What a cell is, whoever owns it.
struct CellRecord {
  GlobalIndex id;
  Vec3 centre;
  double volume;
  Index zone;
  bool operator==(CellRecord const&) const = default;
};
inline std::vector<CellRecord> records(Mesh const& mesh, Index from, Index to) {
  std::vector<CellRecord> list;
  for (Index c = from; c < to; ++c)
    list.push_back({mesh.cell_id()[c], mesh.centre()[c], mesh.volume()[c], mesh.zone()[c]});
  return list;
}
inline std::vector<CellRecord> all_records(Mesh const& mesh) {
  auto all = gather(records(mesh, 0, mesh.n_owned_cells()));
  std::ranges::sort(all, {}, &CellRecord::id);
  return all;
}

/// What a face is, whoever sees it: the ids of its cells (-1 outside) and its geometry.
struct FaceRecord {
  GlobalIndex owner, neighbour;
  Vec3 area, centre;
  bool operator==(FaceRecord const&) const = default;
};
inline std::vector<FaceRecord> all_interior_faces(Mesh const& mesh) {
  std::vector<FaceRecord> here;
  for (Index f = 0; f < mesh.n_interior_faces(); ++f)
    here.push_back({mesh.cell_id()[mesh.owner()[f]], mesh.cell_id()[mesh.neighbour()[f]],
                    mesh.area_vector()[f], mesh.face_centre()[f]});
  auto all = gather(here);
  std::ranges::sort(all, {}, [](FaceRecord const& f) { return std::pair(f.owner, f.neighbour); });
  return all;
}

/// Every law that a mesh has to keep, whatever it shows.
inline void expect_sound(Mesh const& mesh) {
  auto const cells = all_records(mesh);
  ASSERT_EQ(static_cast<GlobalIndex>(cells.size()), mesh.n_cells_global());
  for (std::size_t c = 0; c < cells.size(); ++c)
    ASSERT_EQ(cells[c].id, static_cast<GlobalIndex>(c));

  // Each rank's ghosts are what their owners say they are, bit for bit.
  for (CellRecord const& ghost : records(mesh, mesh.n_owned_cells(), mesh.n_cells()))
    ASSERT_TRUE(ghost == cells[ghost.id]);

  // A face at a cut appears on two ranks, all others on one; both see the same, bit for bit.
  auto const faces = all_interior_faces(mesh);
  for (std::size_t f = 1; f < faces.size(); ++f)
    if (faces[f].owner == faces[f - 1].owner && faces[f].neighbour == faces[f - 1].neighbour) {
      ASSERT_TRUE(faces[f] == faces[f - 1]);
    }

  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    ASSERT_LT(std::min(mesh.owner()[f], mesh.neighbour()[f]), mesh.n_owned_cells());
    Vec3 const across = mesh.centre()[mesh.neighbour()[f]] - mesh.centre()[mesh.owner()[f]];
    ASSERT_GT(dot(across, mesh.area_vector()[f]), 0);
  }
  Index next = mesh.n_interior_faces();
  for (Patch const& patch : mesh.patches()) {
    ASSERT_EQ(patch.first, next);
    next = patch.last;
    for (Index f = patch.first; f < patch.last; ++f) {
      ASSERT_LT(mesh.owner()[f], mesh.n_owned_cells());
      Vec3 const out = mesh.face_centre()[f] - mesh.centre()[mesh.owner()[f]];
      ASSERT_GT(dot(out, mesh.area_vector()[f]), 0);
    }
  }
  ASSERT_EQ(next, mesh.n_faces());

  // Closed to round-off: far tighter than the audit of the mesh itself.
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    Vec3 sum;
    double total = 0;
    for (auto const [face, sign] : mesh.faces_of(c)) {
      sum = sum + static_cast<double>(sign) * mesh.area_vector()[face];
      total += norm(mesh.area_vector()[face]);
    }
    ASSERT_LE(norm(sum), 1e-13 * total);
  }

  auto nodes = gather(std::vector<GlobalIndex>(mesh.node_id().begin(), mesh.node_id().end()));
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  ASSERT_EQ(static_cast<GlobalIndex>(nodes.size()), mesh.n_nodes_global());
  if (!nodes.empty()) {
    ASSERT_EQ(nodes.front(), 0);
    ASSERT_EQ(nodes.back(), mesh.n_nodes_global() - 1);
  }
}

/// The mesh of all ranks equals the one that a single rank builds, bit for bit.
inline void expect_same_on_one_rank(Mesh const& mesh, auto const& build) {
  Mesh const serial = build(MPI_COMM_SELF);
  auto expected = records(serial, 0, serial.n_owned_cells());
  std::ranges::sort(expected, {}, &CellRecord::id);
  EXPECT_TRUE(all_records(mesh) == expected);
}

}  // namespace sanggan::testing_tools
