#pragma once
#include <array>

#include "physics/measure/species_rates.hpp"

namespace sanggan {

/// Permeable reactive barrier: substances react in the water of its region, dC/dt = -k C. Ageing
/// takes from k. Its filling, with its conductivity and a sorption whose capacity is used up, is
/// that of an excavation of the same region.
struct ReactiveBarrier {
  std::vector<std::string> species;
  std::vector<double> rate;  ///< k, by species (1/s)

  static constexpr TargetKind target = TargetKind::region;
  std::string prepare() const {
    return rate.size() == species.size() ? "" : "write as many rates as species";
  }
  Edits edits(MeasureView const& view) const {
    Edits all;
    for (std::size_t i = 0; i < species.size(); ++i)
      all.emplace_back(first_order_in_region(view, species[i], view.effect * rate[i]));
    return all;
  }
  static constexpr std::string_view name = "reactive_barrier";
  static constexpr std::string_view about =
      "permeable reactive barrier: first-order reaction in the water of its region";
  static constexpr std::array<Key<ReactiveBarrier>, 2> keys() {
    return {{{"species", "", &ReactiveBarrier::species, 0, 0, required, "what reacts"},
             {"rate", "1/s", &ReactiveBarrier::rate, 0, 1, required, "as many first-order rates"}}};
  }
};

}  // namespace sanggan
