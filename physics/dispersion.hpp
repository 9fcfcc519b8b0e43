#pragma once
#include <algorithm>
#include <cmath>

#include "physics/tensor.hpp"

namespace sanggan {

/// Tortuosity factor of diffusion in one fluid at its volumetric content (-) in a soil of porosity
/// phi (-): content^(7/3) / phi^2.  [MillingtonQuirk1961]
inline double millington_quirk(double content, double phi) {
  return content > 0 ? std::cbrt(content) * content * content / (phi * phi) : 0;
}

/// Dispersivities of a soil (m). With one for all directions across the flow the tensor turns with
/// the flow; layered ground spreads less towards the vertical than to the sides.
struct Dispersivity {
  double longitudinal = 0;         ///< alpha_L
  double transverse = 0;           ///< alpha_T: to the sides
  double transverse_vertical = 0;  ///< alpha_V: across, where flow or spreading is vertical
};

/// Dispersion tensor theta D (m2/s) of the Darcy flux (q_x, q_y, q_z) (m/s), plus isotropic
/// diffusion theta tau D_m (m2/s).  [BurnettFrind1987]; with alpha_V = alpha_T that of [Bear1972].
inline SymmetricTensor dispersion_tensor(double q_x, double q_y, double q_z, Dispersivity alpha,
                                         double diffusion) {
  double const q = std::sqrt(q_x * q_x + q_y * q_y + q_z * q_z), inverse = q > 0 ? 1 / q : 0;
  double const L = alpha.longitudinal * inverse, T = alpha.transverse * inverse,
               V = alpha.transverse_vertical * inverse;
  double const xx = q_x * q_x, yy = q_y * q_y, zz = q_z * q_z;
  return {L * xx + T * yy + V * zz + diffusion,
          T * xx + L * yy + V * zz + diffusion,
          V * (xx + yy) + L * zz + diffusion,
          (L - T) * q_x * q_y,
          (L - V) * q_x * q_z,
          (L - V) * q_y * q_z};
}

}  // namespace sanggan
