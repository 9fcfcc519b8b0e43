#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Geosynthetic clay liner on the surface: leak = K (h + b)/b by Darcy, with the air at its lower
/// side. Exchange and drying raise K as ageing takes from its effect: K / effect.
struct GclCover {
  double conductivity;  ///< K (m/s)
  double thickness;     ///< b (m)
  double head;          ///< h, of the water on it (m)

  static constexpr TargetKind target = TargetKind::patch;
  Edits edits(MeasureView const& view) const {
    return {SealSurface{view.target.boundary,
                        conductivity / view.effect * (head + thickness) / thickness}};
  }
  static constexpr std::string_view name = "gcl_cover";
  static constexpr std::string_view about =
      "geosynthetic clay liner on a patch: what passes it by Darcy's law enters, nothing "
      "evaporates, no gas passes";
  static constexpr std::array<Key<GclCover>, 3> keys() {
    return {{{"conductivity", "m/s", &GclCover::conductivity, 1e-15, 1e-2, required,
              "hydraulic conductivity"},
             {"thickness", "m", &GclCover::thickness, 1e-4, 1, required, "thickness"},
             {"head", "m", &GclCover::head, 0, 10, required,
              "depth of the water that stands on it when it rains"}}};
  }
};

}  // namespace sanggan
