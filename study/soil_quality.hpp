#pragma once
#include <array>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "study/judgement.hpp"
#include "study/limits.hpp"

namespace sanggan {

/// A soil and what is grown or built on it.
struct SoilSample {
  std::string use;  ///< farmland: "paddy", "orchard", "dry land", ...; plots: "class 1 land", ...
  double pH = std::numeric_limits<double>::quiet_NaN();  ///< of the soil; needed on farmland
  std::vector<Content> contents;    ///< total contents (kg/kg); of plots Cr(VI), not Cr
  std::vector<Content> background;  ///< of the region (kg/kg), where it is known
};

/// Grade of a soil: 0 at or below the screening value, 1 up to the intervention value, 2 above it.
/// A substance without an intervention value (Cu, Ni and Zn of farmland) never makes it 2; one that
/// the standard marks so (As, Co and V of plots) makes it 0 up to the background of the region.
/// [GBFarmland2018, GBBuildingLand2018]
Judgement judge_soil(SoilSample const& soil, std::span<Limit const> limits,
                     std::string_view standard);

/// What the grade is called for farmland.
inline constexpr std::array<std::string_view, 3> farmland_classes{"priority protection", "safe use",
                                                                  "strict control"};
/// What it means for a building plot: fit for its use; to be settled by a detailed survey; to be
/// controlled or remediated.
inline constexpr std::array<std::string_view, 3> plot_classes{
    "below screening", "between screening and intervention", "above intervention"};

}  // namespace sanggan
