#pragma once

namespace sanggan {

/// What a release law sees of one cell of waste over one step.
struct ReleaseView {
  double dt = 0;                      ///< (s)
  double stock = 0;                   ///< leachable content left at the start of the step (mol/kg)
  double L_S_begin = 0, L_S_end = 0;  ///< water drained per mass of waste in the column (m3/kg)
  double saturation = 1;              ///< water content over its saturated value (-)
  double C_oxidant = 0;               ///< dissolved oxidant at the end of the step (mol/m3)
};

}  // namespace sanggan
