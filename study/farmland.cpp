#include "study/farmland.hpp"

namespace sanggan {
namespace {

bool counts_as_safe(CountedFarmland const& land) {
  using enum Pollution;
  bool const protected_light =
      land.pollution == light && land.measure == FarmlandMeasure::priority_protection;
  bool const used_safely = (land.pollution == light || land.pollution == moderate) &&
                           land.measure == FarmlandMeasure::safe_use && land.produce_meets;
  bool const controlled =
      land.pollution == heavy && land.measure == FarmlandMeasure::strict_control;
  return protected_light || used_safely || controlled;
}

}  // namespace

FarmlandAreas farmland_areas(std::span<FarmlandUnit const> units, std::span<Limit const> limits,
                             std::string_view standard) {
  FarmlandAreas areas;
  for (auto const& unit : units) {
    auto const grade = judge_soil(unit.soil, limits, standard).grade;
    areas[unit.county][static_cast<std::size_t>(grade)] += unit.area;
  }
  return areas;
}

std::optional<double> safe_utilisation_rate(std::span<CountedFarmland const> land) {
  double safe = 0, polluted = 0;
  for (auto const& piece : land) {
    if (piece.pollution == Pollution::none) continue;
    polluted += piece.area;
    if (counts_as_safe(piece)) safe += piece.area;
  }
  return polluted > 0 ? std::optional(safe / polluted) : std::nullopt;
}

}  // namespace sanggan
