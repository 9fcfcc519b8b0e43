#pragma once
#include <cmath>

namespace sanggan::chemistry {

/// Density of pure water (kg/m3) at 1 atm and temperature T (K), 273 to 423 K.  [Kell1975]
double water_density(double T);

/// Relative permittivity of water (-) at 1 atm and temperature T (K).  [BradleyPitzer1979]
double water_permittivity(double T);

/// Parameters of Debye and Hueckel at one temperature.
struct DebyeHueckel {
  double A;  ///< (kg/mol)^0.5, for log10 of the coefficient
  double B;  ///< (kg/mol)^0.5 per angstrom
};
DebyeHueckel debye_hueckel(double T);

/// One form for all activity models,
/// log10 gamma = -A z^2 sqrt(I)/(1 + c sqrt(I)) + d I:
/// extended Debye-Hueckel (c = B a, d = b) [TruesdellJones1974], its limiting law (c = d = 0),
/// Davies (c = 1, d = 0.3 A z^2) [Davies1962], B-dot (c = B a, d = B-dot), neutral species (z = 0).
struct ActivityCurve {
  double limit;  ///< A z^2
  double c;      ///< (kg/mol)^0.5
  double d;      ///< (kg/mol)

  /// log10 gamma at ionic strength I (mol/kg), with its square root at hand.
  double log_gamma(double I, double sqrt_I) const {
    return -limit * sqrt_I / (1 + c * sqrt_I) + d * I;
  }
  /// d log10 gamma / dI (kg/mol), I > 0.
  double slope(double sqrt_I) const {
    double const denominator = 1 + c * sqrt_I;
    return -limit / (2 * sqrt_I * denominator * denominator) + d;
  }
};

/// a_w = 1 - 0.017 (sum of molalities), the activity of water.  [GarrelsChrist1965]
inline constexpr double water_activity_slope = 0.017;
inline constexpr double least_water_activity = 0.05;  ///< brines would make it negative

/// Coefficient k of the charge sigma (C/m2) of a surface of potential psi (V) in a solution of
/// ionic strength I: sigma = k sqrt(I) sinh(F psi/(2 R T)), k = sqrt(8000 eps eps_0 R T).
/// [DzombakMorel1990]
double diffuse_layer_coefficient(double T);

}  // namespace sanggan::chemistry
