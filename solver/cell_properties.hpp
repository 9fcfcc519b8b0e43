#pragma once
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "physics/site.hpp"

namespace sanggan {

/// Material constants spread over the cells of this rank, ghosts included.
struct CellProperties {
  std::vector<int> material;       ///< [n_cells] index into Site::materials
  std::vector<double> Kx, Ky, Kz;  ///< [n_cells] saturated conductivity (m/s)
  std::vector<double> S_s;         ///< [n_cells] specific storage (1/m)
};

/// Material of each cell from its zone, conductivity times `K_factor` [n_cells].
/// @throws std::runtime_error if a zone has no material
CellProperties spread_materials(Mesh const& mesh, Site const& site, ConstField K_factor);

/// Cells of each material in ascending order, so that a law is chosen once per group: [material].
std::vector<std::vector<Index>> cells_by_material(std::span<int const> material, int n_materials);

/// Transmissibility from the centre of a cell to a point of a face with area vector A:
/// A . diag(Kx, Ky, Kz) d / |d|^2 (m2/s), d from centre to face.
double half_conductance(Vec3 d, Vec3 A, double Kx, double Ky, double Kz);

/// Two-point transmissibility of every face (m2/s), [n_faces]: harmonic mean of the two halves in
/// the interior, the half of the owner on the boundary.
std::vector<double> face_conductance(Mesh const& mesh, ConstField Kx, ConstField Ky, ConstField Kz);

}  // namespace sanggan
