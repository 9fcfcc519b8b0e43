#include "solver/cell_properties.hpp"

#include <array>
#include <stdexcept>

#include "solver/two_point.hpp"

namespace sanggan {
namespace {

void change_materials(Mesh const& mesh, Site const& site, std::vector<int>& material) {
  for (MaterialChange const& change : site.material_changes)
    for (Index c = 0; c < mesh.n_cells(); ++c) {
      Vec3 const x = mesh.centre()[c];
      if ((change.from < 0 || material[c] == change.from) &&
          change.region.contains(mesh.zone_names()[mesh.zone()[c]], x.x, x.y, x.z))
        material[c] = change.to;
    }
}

}  // namespace

CellLink link_through(Mesh const& mesh, Index face) {
  auto const array = [](Vec3 v) { return std::array{v.x, v.y, v.z}; };
  Index const a = mesh.owner()[face], b = mesh.neighbour()[face];
  return {array(mesh.centre()[a]), array(mesh.centre()[b]), array(mesh.area_vector()[face]),
          mesh.zone_names()[mesh.zone()[a]], mesh.zone_names()[mesh.zone()[b]]};
}

std::vector<WallFace> wall_faces(Mesh const& mesh, std::vector<Barrier> const& barriers) {
  std::vector<WallFace> list;
  if (barriers.empty()) return list;
  for (Index f = 0; f < mesh.n_interior_faces(); ++f) {
    CellLink const link = link_through(mesh, f);
    for (Barrier const& barrier : barriers) {
      double const area =
          std::visit([&](auto const& place) { return place.area_between(link); }, barrier.place);
      if (!(area > 0)) continue;
      WallFace const wall{f, barrier.resistance / area, barrier.diffusion * area};
      if (list.empty() || list.back().face != f) {
        list.push_back(wall);
        continue;
      }
      double const sum = list.back().diffusion + wall.diffusion;
      list.back().resistance += wall.resistance;
      list.back().diffusion = sum > 0 ? list.back().diffusion * wall.diffusion / sum : 0;
    }
  }
  return list;
}

CellProperties spread_materials(Mesh const& mesh, Site const& site, ConstField K_factor) {
  std::vector<int> material_of(mesh.zone_names().size(), -1);
  for (auto const& [zone, material] : site.material_of_zone)
    if (Index const z = mesh.zone_index(zone); z >= 0) material_of[z] = material;
  for (std::size_t z = 0; z < material_of.size(); ++z)
    if (material_of[z] < 0)
      throw std::runtime_error("zone " + mesh.zone_names()[z] + " has no material");
  auto const n = static_cast<std::size_t>(mesh.n_cells());
  CellProperties cells{std::vector<int>(n),
                       {},
                       {K_factor.begin(), K_factor.end()},
                       std::vector<double>(n),
                       wall_faces(mesh, site.barriers)};
  for (Material const& material : site.materials) cells.K.push_back(material.K);
  for (std::size_t c = 0; c < n; ++c) cells.material[c] = material_of[mesh.zone()[c]];
  change_materials(mesh, site, cells.material);
  for (std::size_t c = 0; c < n; ++c) cells.S_s[c] = site.materials[cells.material[c]].S_s;
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
  for (WallFace const& wall : cells.walls) T[wall.face] /= 1 + T[wall.face] * wall.resistance;
  return T;
}

}  // namespace sanggan
