#include "solver/cell_properties.hpp"

#include <stdexcept>

#include "solver/two_point.hpp"

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

Vec3 CellProperties::times_K(Index cell, Vec3 A) const {
  return {Kx[cell] * A.x, Ky[cell] * A.y, Kz[cell] * A.z};
}

std::vector<double> face_conductance(Mesh const& mesh, CellProperties const& cells) {
  std::vector<double> T(mesh.n_faces());
#pragma omp parallel for
  for (Index f = 0; f < mesh.n_faces(); ++f) {
    Index const a = mesh.owner()[f];
    Vec3 const A = mesh.area_vector()[f], KA = cells.times_K(a, A);
    double const h = face_distance(mesh, f, a);
    if (f >= mesh.n_interior_faces()) {
      T[f] = boundary_conductance(KA, A, h);
      continue;
    }
    Index const b = mesh.neighbour()[f];
    T[f] = interior_conductance(KA, cells.times_K(b, A), mesh.centre()[b] - mesh.centre()[a], h,
                                face_distance(mesh, f, b));
  }
  return T;
}

}  // namespace sanggan
