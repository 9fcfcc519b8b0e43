#pragma once
#include <algorithm>
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "physics/site.hpp"
#include "solver/tensor.hpp"

namespace sanggan {

/// A barrier in the face between two cells.
struct WallFace {
  Index face;
  double resistance;  ///< head that it takes per flow (s/m2)
  double diffusion;   ///< what diffuses through it per difference of concentration (m3/s)
};

/// Material constants spread over the cells of this rank, ghosts included.
struct CellProperties {
  std::vector<int> material;       ///< [n_cells] index into Site::materials
  std::vector<SymmetricTensor> K;  ///< [materials] saturated conductivity (m/s)
  std::vector<double> K_factor;    ///< [n_cells] what multiplies it in a cell (-)
  std::vector<double> S_s;         ///< [n_cells] specific storage (1/m)
  std::vector<WallFace> walls;     ///< interior faces with barriers, in ascending order
  /// Conductivity of a cell times a vector, such as the area vector of a face (m4/s).
  Vec3 times_K(Index cell, Vec3 A) const { return K_factor[cell] * times(K[material[cell]], A); }
  bool has_wall(Index face) const {
    return std::binary_search(walls.begin(), walls.end(), WallFace{face, 0, 0},
                              [](auto const& a, auto const& b) { return a.face < b.face; });
  }
};

/// The two cells of an interior face, as places see them.
CellLink link_through(Mesh const& mesh, Index face);

/// The interior faces in which barriers stand; several in one face act in series.
std::vector<WallFace> wall_faces(Mesh const& mesh, std::vector<Barrier> const& barriers);

/// Material of each cell from its zone and the changes of the site, conductivity times `K_factor`
/// [n_cells].
/// @throws std::runtime_error if a zone has no material
CellProperties spread_materials(Mesh const& mesh, Site const& site, ConstField K_factor);

/// Cells of each material in ascending order, so that a law is chosen once per group: [material].
std::vector<std::vector<Index>> cells_by_material(std::span<int const> material, int n_materials);

/// Two-point conductance of every face at saturation (m2/s), [n_faces]: between the two cells in
/// the interior, with the barriers that stand there, from the owner to the plane of the face on the
/// boundary.
std::vector<double> face_conductance(Mesh const& mesh, CellProperties const& cells);

}  // namespace sanggan
