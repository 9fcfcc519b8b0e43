#pragma once
#include <array>

#include "physics/measure/species_rates.hpp"

namespace sanggan {

/// Uptake of one substance by roots in its region, and its harvest: a flow per plan area over the
/// depth of the roots, as long as there is any left, within its season. Ageing takes from it.
struct Phytoremediation {
  std::string species;
  double uptake;  ///< while the plants grow (mol/(m2 s))
  double depth;   ///< of the region in which they root (m)

  static constexpr TargetKind target = TargetKind::region;
  Edits edits(MeasureView const& view) const {
    AddConsumption uptaken = first_order_in_region(view, species, 0);
    uptaken.term.zero_order = view.effect * uptake / depth;
    return {uptaken};
  }
  static constexpr std::string_view name = "phytoremediation";
  static constexpr std::string_view about =
      "uptake of one substance by roots, which the harvest takes away";
  static constexpr std::array<Key<Phytoremediation>, 3> keys() {
    return {{{"species", "", &Phytoremediation::species, 0, 0, required, "what is taken up"},
             {"uptake", "mol/m2/s", &Phytoremediation::uptake, 0, 1e-3, required,
              "per plan area and time while the plants grow"},
             {"rooting_depth", "m", &Phytoremediation::depth, 1e-3, 100, required,
              "thickness of the region over which the uptake is spread"}}};
  }
};

}  // namespace sanggan
