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

/// Dispersion tensor theta D (m2/s) of the Darcy flux (q_x, q_y, q_z) (m/s) with the dispersivities
/// alpha_L, alpha_T (m), plus isotropic diffusion theta tau D_m (m2/s).  [Bear1972]
inline SymmetricTensor dispersion_tensor(double q_x, double q_y, double q_z, double alpha_L,
                                         double alpha_T, double diffusion) {
  double const q = std::sqrt(q_x * q_x + q_y * q_y + q_z * q_z);
  double const along = q > 0 ? (alpha_L - alpha_T) / q : 0, across = alpha_T * q + diffusion;
  return {across + along * q_x * q_x, across + along * q_y * q_y, across + along * q_z * q_z,
          along * q_x * q_y,          along * q_x * q_z,          along * q_y * q_z};
}

}  // namespace sanggan
