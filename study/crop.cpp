#include "study/crop.hpp"

#include <cmath>

#include "physics/normal_distribution.hpp"

namespace sanggan {
namespace {

/// Share of the crops at or below the limit.
double chance_to_meet(double median, double scatter, double limit) {
  if (median <= limit && (scatter == 0 || median == 0)) return 1;
  if (scatter == 0) return 0;
  return normal_probability(std::log10(limit / median) / scatter);
}

}  // namespace

double LogLinearUptake::median(double soil, double pH) const {
  constexpr double mg_per_kg = 1e-6;
  return mg_per_kg *
         std::pow(10, intercept + soil_slope * std::log10(soil / mg_per_kg) + pH_slope * pH);
}

CropJudgement judge_crop(CropUptake const& uptake, double soil, double pH,
                         std::span<Limit const> limits, std::string_view standard) {
  CropJudgement result;
  result.content = std::visit([&](auto const& law) { return law.median(soil, pH); }, uptake.law);
  result.limit = find_limit(limits, {standard, uptake.substance, uptake.crop, "limit"});
  if (!result.limit) return result;
  result.meets = !fails(result.content, *result.limit);
  result.chance = chance_to_meet(result.content, uptake.scatter, result.limit->value);
  return result;
}

}  // namespace sanggan
