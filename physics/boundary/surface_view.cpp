#include "physics/boundary/surface_view.hpp"

namespace sanggan {

BoundaryFlow SurfaceView::toward(double psi_face) const {
  CurvePoint const face = std::visit([&](auto const& law) { return law.at(psi_face); }, *retention);
  UnitFlow const unit = exponential_flow({psi, cell.k_r, cell.dk_r_dpsi},
                                         {psi_face, face.k_r, face.dk_r_dpsi}, z_cell - z_face);
  return {conductance * unit.flow, conductance * unit.d_psi_1};
}

}  // namespace sanggan
