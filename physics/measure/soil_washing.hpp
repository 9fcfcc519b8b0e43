#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Washing of the soil of a region: a share of some species leaves with the wash water, at once.
struct SoilWashing {
  std::vector<std::string> species;
  std::vector<double> removed;  ///< share, by species (-)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool for_good = true;
  std::string prepare() const {
    return removed.size() == species.size() ? "" : "write as many shares as species";
  }
  Edits edits(MeasureView const& view) const {
    if (!view.first) return {};
    std::vector<double> share(view.site.species.size(), 0.0);
    for (std::size_t i = 0; i < species.size(); ++i)
      share[static_cast<std::size_t>(view.species(species[i]))] = removed[i];
    return {TakeAway{{view.target.region, view.account, {}, share}}};
  }
  static constexpr std::string_view name = "soil_washing";
  static constexpr std::string_view about =
      "a share of what its region holds of some species is washed out at its start";
  static constexpr std::array<Key<SoilWashing>, 2> keys() {
    return {{{"species", "", &SoilWashing::species, 0, 0, required, "what is washed out"},
             {"removed", "1", &SoilWashing::removed, 0, 1, required, "as many shares"}}};
  }
};

}  // namespace sanggan
