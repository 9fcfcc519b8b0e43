#include "solver/cell_properties.hpp"

#include <algorithm>
#include <stdexcept>

namespace sanggan {

CellProperties spread_materials(Mesh const& mesh, Site const& site, ConstField K_factor) {
  std::vector<int> material_of(mesh.zone_names().size(), -1);
  for (auto const& [zone, material] : site.material_of_zone)
    if (Index const z = mesh.zone_index(zone); z >= 0) material_of[z] = material;
  for (std::size_t z = 0; z < material_of.size(); ++z)
    if (material_of[z] < 0)
      throw std::runtime_error("zone " + mesh.zone_names()[z] + " has no material");
  auto const n = static_cast<std::size_t>(mesh.n_cells());
  CellProperties cells{std::vector<int>(n), std::vector<double>(n), std::vector<double>(n),
                       std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t c = 0; c < n; ++c) {
    int const m = material_of[mesh.zone()[c]];
    Material const& material = site.materials[m];
    cells.material[c] = m;
    cells.Kx[c] = material.K[0] * K_factor[c];
    cells.Ky[c] = material.K[1] * K_factor[c];
    cells.Kz[c] = material.K[2] * K_factor[c];
    cells.S_s[c] = material.S_s;
  }
  return cells;
}

std::vector<std::vector<Index>> cells_by_material(std::span<int const> material, int n_materials) {
  std::vector<std::vector<Index>> groups(n_materials);
  for (std::size_t c = 0; c < material.size(); ++c)
    groups[material[c]].push_back(static_cast<Index>(c));
  return groups;
}

double half_conductance(Vec3 d, Vec3 A, double Kx, double Ky, double Kz) {
  return std::max(0.0, (A.x * Kx * d.x + A.y * Ky * d.y + A.z * Kz * d.z) / dot(d, d));
}

std::vector<double> face_conductance(Mesh const& mesh, ConstField Kx, ConstField Ky,
                                     ConstField Kz) {
  std::vector<double> T(mesh.n_faces());
  auto const half = [&](Index cell, Index f, double sign) {
    return half_conductance(mesh.face_centre()[f] - mesh.centre()[cell],
                            sign * mesh.area_vector()[f], Kx[cell], Ky[cell], Kz[cell]);
  };
#pragma omp parallel for
  for (Index f = 0; f < mesh.n_faces(); ++f) {
    double const one = half(mesh.owner()[f], f, +1);
    if (f >= mesh.n_interior_faces()) {
      T[f] = one;
      continue;
    }
    double const two = half(mesh.neighbour()[f], f, -1);
    T[f] = one + two > 0 ? one * two / (one + two) : 0;
  }
  return T;
}

}  // namespace sanggan
