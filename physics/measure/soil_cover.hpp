#pragma once
#include <algorithm>
#include <array>

#include "physics/chemistry/site_chemistry.hpp"
#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// What excavation and cover have in common: other soil in place of a region, with clean water or,
/// where there is a chemistry, what it says of the material.
inline Edit placed_soil(MeasureView const& view, std::string const& material, double psi) {
  Refill refill{psi, std::vector<double>(view.site.species.size(), 0.0)};
  if (chemistry::SiteChemistry const* const site = view.site.chemistry.get()) {
    refill.fill = site->fill(material);
    chemistry::GroundContent const& fill = site->fills[static_cast<std::size_t>(refill.fill)];
    auto const& water = site->waters[static_cast<std::size_t>(fill.water)];
    std::copy(water.begin(), water.end(),
              refill.C.begin() + static_cast<std::ptrdiff_t>(view.site.first_mobile));
  }
  return PlaceSoil{{view.target.region, view.account, refill, {}}, material};
}

/// Cover of soil: the cells of its region, the uppermost of the heap, become cells of the cover.
struct SoilCover {
  std::string material;
  double pressure_head;  ///< of the water in the soil as it is placed (m)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool for_good = true;
  Edits edits(MeasureView const& view) const {
    if (!view.first) return {};
    return {placed_soil(view, material, pressure_head)};
  }
  static constexpr std::string_view name = "soil_cover";
  static constexpr std::string_view about =
      "cover: the cells of its region have the material of the cover from its start on; two of "
      "them, fine over coarse, make a capillary barrier";
  static constexpr std::array<Key<SoilCover>, 2> keys() {
    return {{{"material", "", &SoilCover::material, 0, 0, required, "material of the cover"},
             {"pressure_head", "m", &SoilCover::pressure_head, -1e4, 100, required,
              "of the water in the soil as it is placed"}}};
  }
};

}  // namespace sanggan
