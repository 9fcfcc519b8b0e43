#pragma once

namespace sanggan {

/// Water content and relative permeability at one pressure head, with their slopes.
struct CurvePoint {
  double theta;        ///< volumetric water content (-)
  double dtheta_dpsi;  ///< water capacity (1/m)
  double k_r;          ///< relative permeability (-)
  double dk_r_dpsi;    ///< (1/m)
};

}  // namespace sanggan
