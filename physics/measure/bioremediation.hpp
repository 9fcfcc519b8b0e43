#pragma once
#include <array>

#include "physics/measure/species_rates.hpp"

namespace sanggan {

/// Biological decay in the water of its region: first order and after Monod, per volume of water,
///   dC/dt = -k C - r C/(K + C).  [Monod1949]
/// Ageing takes from k and r; a season stops both for the cold months.
struct Bioremediation {
  std::vector<std::string> species;
  std::vector<double> rate;          ///< k, by species (1/s)
  std::vector<double> largest_rate;  ///< r (mol/(m3 s))
  std::vector<double> half;          ///< K (mol/m3)

  static constexpr TargetKind target = TargetKind::region;
  std::string prepare() const {
    if (rate.empty() && largest_rate.empty()) return "write rate or largest_rate";
    if (largest_rate.size() != half.size())
      return "write as many values of half_saturation as of largest_rate";
    return problem_of_lists(species, {&rate, &largest_rate, &half});
  }
  Edits edits(MeasureView const& view) const {
    Edits all;
    for (std::size_t i = 0; i < species.size(); ++i) {
      AddConsumption decay =
          first_order_in_region(view, species[i], rate.empty() ? 0 : view.effect * rate[i]);
      if (!half.empty()) {
        decay.term.monod_rate = view.effect * largest_rate[i];
        decay.term.monod_half = half[i];
      }
      all.emplace_back(std::move(decay));
    }
    return all;
  }
  static constexpr std::string_view name = "bioremediation";
  static constexpr std::string_view about =
      "biological decay in the water of its region, of first order and after Monod";
  static constexpr std::array<Key<Bioremediation>, 4> keys() {
    return {{{"species", "", &Bioremediation::species, 0, 0, required, "what decays"},
             {"rate", "1/s", &Bioremediation::rate, 0, 1, 0.0, "as many first-order rates"},
             {"largest_rate", "mol/m3/s", &Bioremediation::largest_rate, 0, 1, 0.0,
              "as many largest rates after Monod, per volume of water"},
             {"half_saturation", "mol/m3", &Bioremediation::half, 1e-12, 1e6, 0.0,
              "as many concentrations of half that rate"}}};
  }
};

}  // namespace sanggan
