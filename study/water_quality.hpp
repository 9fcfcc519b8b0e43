#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "study/judgement.hpp"
#include "study/limits.hpp"

namespace sanggan {

/// One substance against the limit of a use.
struct Comparison {
  std::string substance;
  double value = 0;
  Limit const* limit = nullptr;  ///< in the limits given; none: the standard sets none
  bool met = true;
  /// Single-factor index, value over limit; 0 where there is no limit.
  double index() const { return limit ? value / limit->value : 0; }
};

/// Each substance of a water against the limit of a use, such as "tap" or "vegetable".
/// [GBDrinkingWater2022, GBIrrigation2021]
std::vector<Comparison> compare_with_limits(std::span<Content const> contents,
                                            std::span<Limit const> limits,
                                            std::string_view standard, std::string_view use);

/// Class of a water by a standard with classes I to V, as the grade 1 to 5. Equal limits of two
/// classes mean the better one. Where the standard has no figures for V (GB/T 14848), V is what
/// fails IV; where it has (GB 3838), grade 6 is what fails V. Grade 0: nothing could be judged.
/// [GBGroundwater2017, GBSurfaceWater2002]
Judgement classify_water(std::span<Content const> contents, std::span<Limit const> limits,
                         std::string_view standard);

/// "I" to "V", "worse than V", or "not known".
std::string_view water_class_name(int grade);

}  // namespace sanggan
