#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Passivation by lime, phosphate, clay or biochar: more sorption of some species in its region, of
/// others perhaps less. Ageing leads the factor f back to 1: 1 + (f - 1) effect.
struct Amendment {
  std::vector<std::string> species;
  std::vector<double> factor;  ///< of the sorbed content, by species (-)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool needs_sorption = true;
  std::string prepare() const {
    return factor.size() == species.size() ? "" : "write as many factors as species";
  }
  Edits edits(MeasureView const& view) const {
    AlterSoil soil{view.target.region, 1, std::vector<double>(view.site.species.size(), 1.0)};
    for (std::size_t i = 0; i < species.size(); ++i)
      soil.sorption[static_cast<std::size_t>(view.species(species[i]))] =
          1 + (factor[i] - 1) * view.effect;
    return {soil};
  }
  static constexpr std::string_view name = "amendment";
  static constexpr std::string_view about =
      "passivation by lime, phosphate, clay or biochar: sorption by a factor";
  static constexpr std::array<Key<Amendment>, 2> keys() {
    return {{{"species", "", &Amendment::species, 0, 0, required, "whose sorption changes"},
             {"sorption_factor", "1", &Amendment::factor, 1e-3, 1e6, required,
              "as many factors of the sorbed content"}}};
  }
};

}  // namespace sanggan
