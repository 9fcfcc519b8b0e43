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
  CellProperties cells{
      std::vector<int>(n), {}, {K_factor.begin(), K_factor.end()}, std::vector<double>(n)};
  for (Material const& material : site.materials) cells.K.push_back(material.K);
  for (std::size_t c = 0; c < n; ++c) {
    int const m = material_of[mesh.zone()[c]];
    cells.material[c] = m;
    cells.S_s[c] = site.materials[m].S_s;
  }
  return cells;
}

std::vector<std::vector<Index>> cells_by_material(std::span<int const> material, int n_materials) {
  std::vector<std::vector<Index>> groups(n_materials);
  for (std::size_t c = 0; c < material.size(); ++c)
    groups[material[c]].push_back(static_cast<Index>(c));
  return groups;
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
    double const one = boundary_conductance(KA, A, h);
    double const two = boundary_conductance(cells.times_K(b, A), A, face_distance(mesh, f, b));
    T[f] = one * two / (one + two);
  }
  return T;
}

}  // namespace sanggan
