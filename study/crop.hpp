#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "study/limits.hpp"

namespace sanggan {

/// Content of a crop in proportion to that of the soil.
struct BioconcentrationFactor {
  double factor = 0;  ///< content of the crop over that of the soil (-)
  double median(double soil, double) const { return factor * soil; }
};

/// Regression log10(crop) = intercept + soil_slope log10(soil) + pH_slope pH, contents in mg/kg as
/// such regressions are published.
struct LogLinearUptake {
  double intercept = 0, soil_slope = 1, pH_slope = 0;
  double median(double soil, double pH) const;
};

/// Uptake of a substance by a crop.
struct CropUptake {
  std::string crop, substance;
  std::variant<BioconcentrationFactor, LogLinearUptake> law;
  double scatter = 0;  ///< standard deviation of log10 of the content of crops on equal soils
};

/// A crop against the limit of food.
struct CropJudgement {
  double content = 0;            ///< median (kg/kg, of what the law and the limit count)
  Limit const* limit = nullptr;  ///< none: the standard sets none for this crop and substance
  std::optional<bool> meets;     ///< the median; none without a limit
  std::optional<double> chance;  ///< share of crops that meet it, contents being log-normal
};

/// Content of a crop on a soil of total content `soil` (kg/kg) and pH, against a standard of food.
/// [GBFood2022]
CropJudgement judge_crop(CropUptake const& uptake, double soil, double pH,
                         std::span<Limit const> limits, std::string_view standard);

}  // namespace sanggan
