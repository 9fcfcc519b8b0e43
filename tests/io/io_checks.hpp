#pragma once
#include <gtest/gtest.h>
#include <mpi.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "mesh/builders.hpp"

namespace sanggan::test {

inline int rank_of(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank;
}
inline int size_of(MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  return size;
}

/// An empty folder that all ranks see; it is gone when the test ends. Collective.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string path = std::filesystem::temp_directory_path() / "sanggan_test_XXXXXX";
    if (rank_of(MPI_COMM_WORLD) == 0 && !mkdtemp(path.data())) std::abort();
    MPI_Bcast(path.data(), static_cast<int>(path.size()), MPI_CHAR, 0, MPI_COMM_WORLD);
    path_ = path;
  }
  ~ScratchFolder() {
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank_of(MPI_COMM_WORLD) == 0) std::filesystem::remove_all(path_);
  }
  ScratchFolder(ScratchFolder const&) = delete;
  ScratchFolder& operator=(ScratchFolder const&) = delete;
  std::string operator/(std::string const& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline std::vector<double> edges(double from, double to, int n) {
  std::vector<double> list;
  for (int k = 0; k <= n; ++k) list.push_back(from + (to - from) * k / n);
  return list;
}

/// A small slope with a layer that thins out, so that not every cell is a hexahedron.
inline Mesh build_slope(MPI_Comm comm) {
  TerrainSpec spec;
  spec.x = edges(0, 60, 6);
  spec.y = edges(0, 40, 4);
  spec.base = [](Vec2) { return -4.0; };
  TerrainLayer rock, soil;
  rock.zone = "rock";
  rock.cells = 2;
  rock.top = [](Vec2 p) { return 0.02 * p.x; };
  soil.zone = "soil";
  soil.cells = 2;
  soil.top = [](Vec2 p) { return 0.02 * p.x + (p.x < 35 ? 0.03 * (35 - p.x) : 0.0); };
  spec.layers = {rock, soil};
  return build_terrain(spec, comm);
}

}  // namespace sanggan::test
