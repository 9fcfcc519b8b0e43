#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// What excavation and cover have in common: other soil in place of a region, with clean water.
inline Edit clean_soil(MeasureView const& view, std::string const& material, double psi) {
  return PlaceSoil{{view.target.region,
                    view.account,
                    Refill{psi, std::vector<double>(view.site.species.size(), 0.0)},
                    {}},
                   material};
}

/// Cover of soil: the cells of its region, the uppermost of the heap, become cells of the cover.
struct SoilCover {
  std::string material;
  double pressure_head;  ///< of the water in the soil as it is placed (m)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool for_good = true;
  Edits edits(MeasureView const& view) const {
    if (!view.first) return {};
    return {clean_soil(view, material, pressure_head)};
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
