#pragma once
#include <array>
#include <cmath>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// In-situ stabilisation or solidification: factors of conductivity, of what waste gives off, and
/// of the sorption of all species. Ageing leads each back to 1, in proportion to its logarithm.
struct Stabilisation {
  double conductivity, release, sorption;  ///< (-)

  static constexpr TargetKind target = TargetKind::region;
  Edits edits(MeasureView const& view) const {
    auto const aged = [&](double factor) { return std::pow(factor, view.effect); };
    AlterSoil const soil{view.target.region, aged(conductivity),
                         std::vector<double>(view.site.species.size(), aged(sorption))};
    Edits all;
    if (conductivity != 1 || sorption != 1) all.emplace_back(soil);
    if (release != 1) all.emplace_back(ScaleRelease{{view.target.region, -1, aged(release)}});
    return all;
  }
  static constexpr std::string_view name = "stabilisation";
  static constexpr std::string_view about =
      "stabilisation or solidification in place: conductivity, release and sorption by factors";
  static constexpr std::array<Key<Stabilisation>, 3> keys() {
    return {{{"conductivity_factor", "1", &Stabilisation::conductivity, 1e-12, 1e3, 1.0,
              "of the conductivity"},
             {"release_factor", "1", &Stabilisation::release, 1e-9, 1, 1.0,
              "of what the waste gives off"},
             {"sorption_factor", "1", &Stabilisation::sorption, 1e-3, 1e6, 1.0,
              "of the sorbed content of all species"}}};
  }
};

}  // namespace sanggan
