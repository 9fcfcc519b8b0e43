#pragma once

namespace sanggan {

/// What a soil may still take up of a substance. Contents in kg/kg; the mass M of the plough layer
/// in kg/m2 (2.25e6 kg/ha is 225 kg/m2).
struct SoilCapacity {
  double mass_per_area = 0;  ///< M (kg/m2)
  double limit = 0;          ///< C_s, such as a screening value
};

/// Static capacity W = M (C_s - C) (kg/m2): what brings the present content C to the limit at once.
/// Negative where the limit is passed.
double static_capacity(SoilCapacity const& soil, double content);

/// Dynamic capacity Q = M (C_s - C K^n) (1 - K) / (K (1 - K^n)) (kg/m2 a year): the yearly load
/// that brings the present content C to the limit in n years, where a share K of what is in the
/// soil stays from year to year and C_(k+1) = K (C_k + Q/M). K = 1 is its limit, Q = M (C_s - C)/n.
/// @pre 0 < K <= 1, n > 0
double dynamic_capacity(SoilCapacity const& soil, double content, double K, double years);

}  // namespace sanggan
