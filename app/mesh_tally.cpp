#include "app/mesh_tally.hpp"

#include <algorithm>
#include <array>

namespace sanggan {
namespace {

std::vector<MeshTally::Part> summed(std::vector<MeshTally::Part> parts, MPI_Comm comm) {
  for (auto& part : parts) {
    MPI_Allreduce(MPI_IN_PLACE, &part.count, 1, MPI_INT64_T, MPI_SUM, comm);
    MPI_Allreduce(MPI_IN_PLACE, &part.size, 1, MPI_DOUBLE, MPI_SUM, comm);
  }
  return parts;
}

}  // namespace

MeshTally tally(Mesh const& mesh, MPI_Comm comm) {
  MeshTally out;
  for (std::string const& name : mesh.zone_names()) out.zones.push_back({name});
  constexpr double far = 1e300;
  // Least values; largest ones stand there with the sign reversed.
  std::array<double, 8> least{far, far, far, far, far, far, far, far};
  auto const take = [&least](std::size_t k, double value) {
    least[k] = std::min(least[k], value);
    least[k + 4] = std::min(least[k + 4], -value);
  };
  for (Index c = 0; c < mesh.n_owned_cells(); ++c) {
    auto& zone = out.zones[static_cast<std::size_t>(mesh.zone()[c])];
    ++zone.count;
    zone.size += mesh.volume()[c];
    take(3, mesh.volume()[c]);
  }
  for (Vec3 const x : mesh.node()) {
    take(0, x.x);
    take(1, x.y);
    take(2, x.z);
  }
  MPI_Allreduce(MPI_IN_PLACE, least.data(), static_cast<int>(least.size()), MPI_DOUBLE, MPI_MIN,
                comm);
  out.low = {least[0], least[1], least[2]};
  out.high = {-least[4], -least[5], -least[6]};
  out.smallest_cell = least[3];
  out.largest_cell = -least[7];
  for (Patch const& patch : mesh.patches()) {
    auto& part = out.patches.emplace_back(MeshTally::Part{patch.name, patch.last - patch.first});
    for (Index f = patch.first; f < patch.last; ++f) part.size += norm(mesh.area_vector()[f]);
  }
  out.zones = summed(std::move(out.zones), comm);
  out.patches = summed(std::move(out.patches), comm);
  return out;
}

}  // namespace sanggan
