#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Liner under the cells of its region. Ageing takes from its resistance.
struct BottomLiner {
  double thickness;     ///< b (m)
  double conductivity;  ///< K, of a composite liner that which gives its leak (m/s)
  double diffusion;     ///< effective diffusion coefficient of solutes in it (m2/s)

  static constexpr TargetKind target = TargetKind::region;
  Edits edits(MeasureView const& view) const {
    return {AddBarrier{{view.name, SheetBelow{view.target.region},
                        view.effect * thickness / conductivity, diffusion / thickness}}};
  }
  static constexpr std::string_view name = "bottom_liner";
  static constexpr std::string_view about =
      "liner under its region, where other cells lie below: a resistance of the faces";
  static constexpr std::array<Key<BottomLiner>, 3> keys() {
    return {{{"thickness", "m", &BottomLiner::thickness, 1e-4, 100, required, "thickness"},
             {"conductivity", "m/s", &BottomLiner::conductivity, 1e-16, 1, required,
              "hydraulic conductivity of the liner"},
             {"diffusion", "m2/s", &BottomLiner::diffusion, 0, 1e-8, required,
              "effective diffusion coefficient of solutes in the liner"}}};
  }
};

}  // namespace sanggan
