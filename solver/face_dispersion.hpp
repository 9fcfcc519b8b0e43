#pragma once
#include <array>
#include <vector>

#include "mesh/halo.hpp"
#include "mesh/mesh.hpp"
#include "physics/site.hpp"
#include "solver/cell_properties.hpp"

namespace sanggan {

/// Darcy flux of every cell (m/s) from the flows through its faces, exact where the flux is
/// constant: q = sum of Q (x_face - x_cell) / V. [n_cells], ghosts included. Collective.
void cell_darcy_flux(Mesh const& mesh, Halo const& halo, ConstField Q, std::span<Vec3> q);

/// Dispersive conductances of one species: water and gas together, because in a cell the two are
/// in equilibrium.
struct FaceDispersion {
  std::vector<double> conductance;  ///< [n_faces] two-point part (m3/s); half cell on the boundary
  /// [n_interior_faces] A.D of owner and neighbour less their two-point parts, as they act in
  /// series: J = -cross[0] . (grad C)_owner - cross[1] . (grad C)_neighbour
  std::vector<std::array<Vec3, 2>> cross;
  std::vector<double> gas_boundary;  ///< [n_boundary_faces] gas part of the half cell (m3/s)
};

/// Dispersion of a species at water contents `water` [n_cells] and Darcy fluxes q [n_cells].
///   theta D = dispersion_tensor(q, tau theta D_m) + gas part K_H
/// The two half cells of a face act in series, and so does a barrier between them.  [Bear1972,
/// MillingtonQuirk1961]
void evaluate_dispersion(Mesh const& mesh, Site const& site, CellProperties const& cells,
                         ConstField porosity, ConstField water, std::span<Vec3 const> q,
                         Species const& species, FaceDispersion& out);

}  // namespace sanggan
