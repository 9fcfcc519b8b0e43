#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Upright cutoff or slurry wall along a line. Ageing takes from its resistance.
struct CutoffWall {
  double thickness;     ///< b (m)
  double conductivity;  ///< K (m/s)
  double diffusion;     ///< effective diffusion coefficient of solutes in it (m2/s)

  static constexpr TargetKind target = TargetKind::line;
  Edits edits(MeasureView const& view) const {
    return {AddBarrier{{view.name, WallLine{view.target.line, view.target.region.holds},
                        view.effect * thickness / conductivity, diffusion / thickness}}};
  }
  static constexpr std::string_view name = "cutoff_wall";
  static constexpr std::string_view about = "slurry wall along a line: a resistance of the faces";
  static constexpr std::array<Key<CutoffWall>, 3> keys() {
    return {{{"thickness", "m", &CutoffWall::thickness, 1e-3, 100, required, "thickness"},
             {"conductivity", "m/s", &CutoffWall::conductivity, 1e-15, 1, required,
              "hydraulic conductivity of the wall"},
             {"diffusion", "m2/s", &CutoffWall::diffusion, 0, 1e-8, required,
              "effective diffusion coefficient of solutes in the wall"}}};
  }
};

}  // namespace sanggan
