#pragma once
#include "physics/retention.hpp"

namespace sanggan {

/// Flow between two points per unit of saturated conductance (m), positive from 1 to 2, with its
/// derivatives with respect to the two pressure heads (-).
struct UnitFlow {
  double flow, d_psi_1, d_psi_2;
};

/// Pressure head, relative permeability, and its slope at one end of a face.
struct FaceEnd {
  double psi, k_r, dk_r_dpsi;
};

/// Upstream weighting: k_r of the end with the higher head; exactly zero at equal heads.
/// dz = z_1 - z_2 (m).
UnitFlow upstream_flow(FaceEnd const& one, FaceEnd const& two, double dz);

/// Flow of constant flux through a soil whose k_r is exponential between the two ends
/// (exponential fitting), the exact solution for Gardner's law.  [Scharfetter1969, Gardner1958]
/// Second order where the state is smooth, upstream where gravity dominates over a cell, zero at
/// hydrostatic rest. Where one end is saturated, k_r is 1 up to where the pressure head is 0 on the
/// way and exponential from there. dz = z_1 - z_2 (m). Both ends must follow the same retention
/// curve.
UnitFlow exponential_flow(FaceEnd const& one, FaceEnd const& two, double dz);

}  // namespace sanggan
