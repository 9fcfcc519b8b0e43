#pragma once

namespace sanggan {

/// The box in which a guideline without a transport run mixes leachate into groundwater.
struct LeachingBox {
  double infiltration = 0;          ///< I (m/s)
  double darcy_flux = 0;            ///< U_gw, of the groundwater (m/s)
  double mixing_depth = 0;          ///< d_gw (m)
  double source_length = 0;         ///< W, along the flow of the groundwater (m)
  double theta_w = 0, theta_g = 0;  ///< water and gas content of the soil (-)
  double rho_b = 0;                 ///< bulk density (kg/m3)
  double K_d = 0;                   ///< (m3/kg)
  double K_H = 0;                   ///< gas to water (-)
};

/// Content of the soil (kg/kg) whose leachate brings the groundwater to the concentration C_limit
/// (kg/m3): C_limit (1 + U_gw d_gw/(I W)) (theta_w + K_d rho_b + K_H theta_g)/rho_b. A rough
/// figure to show beside that of a transport run.  [HJRisk2019]
constexpr double soil_for_groundwater(LeachingBox const& box, double C_limit) {
  double const dilution =
      1 + box.darcy_flux * box.mixing_depth / (box.infiltration * box.source_length);
  double const soil_per_water =
      (box.theta_w + box.K_d * box.rho_b + box.K_H * box.theta_g) / box.rho_b;
  return C_limit * dilution * soil_per_water;
}

}  // namespace sanggan
