#pragma once

namespace sanggan {

// Units in which results are shown, in SI.
inline constexpr double mg_per_L = 1e-3;        ///< (kg/m3)
inline constexpr double mg_per_kg = 1e-6;       ///< (kg/kg)
inline constexpr double year = 365.25 * 86400;  ///< (s)

}  // namespace sanggan
