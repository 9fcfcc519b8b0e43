#pragma once
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "study/soil_quality.hpp"

namespace sanggan {

/// A piece of farmland.
struct FarmlandUnit {
  std::string name, county;
  double area = 0;  ///< (m2)
  SoilSample soil;
};

/// Areas of farmland (m2) by county and class: priority protection, safe use, strict control.
using FarmlandAreas = std::map<std::string, std::array<double, 3>>;

/// Areas by the class of the soil of each unit.
FarmlandAreas farmland_areas(std::span<FarmlandUnit const> units, std::span<Limit const> limits,
                             std::string_view standard);

/// How polluted farmland is, and what is done with it, in the official count.
enum class Pollution { none, light, moderate, heavy };
enum class FarmlandMeasure { none, priority_protection, safe_use, strict_control };
struct CountedFarmland {
  double area = 0;  ///< (m2)
  Pollution pollution = Pollution::none;
  FarmlandMeasure measure = FarmlandMeasure::none;  ///< safe_use stands for remediation as well
  bool produce_meets = false;                       ///< the limits of food
};

/// Safe-utilisation rate of polluted farmland, A = (B + C + D) / E by area: B lightly polluted with
/// measures of priority protection; C lightly and moderately polluted with measures of safe use or
/// remediation and produce that meets its limits; D heavily polluted with measures of strict
/// control; E all polluted. Measures and produce count, a falling content alone does not. None
/// where nothing is polluted.  [SafeUtilisation2020]
std::optional<double> safe_utilisation_rate(std::span<CountedFarmland const> land);

}  // namespace sanggan
