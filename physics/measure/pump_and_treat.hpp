#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Wells of the case that run while the measure is in force, and stand still else: for hydraulic
/// containment, or to take out what is then treated.
struct PumpAndTreat {
  double treatment;  ///< share that treatment keeps of what the wells pump (-)
  std::vector<std::string> reinjection = {};  ///< wells that inject what it leaves

  static constexpr TargetKind target = TargetKind::wells;
  Edits edits(MeasureView const& view) const {
    Edits all;
    for (std::string const& well : view.target.wells) all.emplace_back(RunWell{well});
    for (std::string const& well : reinjection) {
      all.emplace_back(RunWell{well});
      all.emplace_back(ReturnWater{well, {view.target.wells, 1 - treatment}});
    }
    return all;
  }
  static constexpr std::string_view name = "pump_and_treat";
  static constexpr std::string_view about =
      "wells that run while it is in force, and stand still else; treatment keeps a share of what "
      "they pump";
  static constexpr std::array<Key<PumpAndTreat>, 2> keys() {
    return {{{"treatment", "1", &PumpAndTreat::treatment, 0, 1, required,
              "share of the substances pumped that treatment keeps; told in run.json"},
             {"reinjection", "", &PumpAndTreat::reinjection, 0, 0, 0.0,
              "wells of the case that inject the treated water, at their own rate"}}};
  }
};

}  // namespace sanggan
