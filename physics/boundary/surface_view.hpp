#pragma once
#include "physics/face_flow.hpp"

namespace sanggan {

/// Flow out of the domain through one boundary face (m3/s) and its slope with respect to the
/// pressure head of the cell (m2/s). `ponded` is the depth of water on the face at the end of the
/// step (m) and `runoff` what leaves over the surface (m3/s), both 0 but for the atmosphere.
struct BoundaryFlow {
  double Q = 0, dQ_dpsi = 0;
  double ponded = 0, runoff = 0;
};

/// What a flow boundary law sees of one face at one Newton iterate.
struct SurfaceView {
  double dt = 0;  ///< from the start of the solve to its end (s); infinite in a steady state
  double t_rate = 0, t_head = 0;         ///< when to take rates, and heads, of the forcing (s)
  CurvePoint cell{};                     ///< curves at the cell's pressure head
  double psi = 0;                        ///< pressure head of the cell (m)
  double z_cell = 0, z_face = 0;         ///< elevations of the centre, of its foot on the face (m)
  double conductance = 0;                ///< saturated, from cell centre to face (m2/s)
  double K_vertical = 0;                 ///< saturated vertical conductivity of the cell (m/s)
  double area = 0, plan_area = 0;        ///< of the face, and of its vertical projection (m2)
  double ponded = 0;                     ///< depth of water on the face at the start (m)
  Retention const* retention = nullptr;  ///< curves of the cell's material

  double head() const { return psi + z_cell; }
  /// Darcy flow from the cell to its face held at the pressure head psi_face (m).
  BoundaryFlow toward(double psi_face) const;
};

}  // namespace sanggan
