#pragma once
#include <array>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// Control of loads and sources: dust suppression, the end of irrigation with sewage, the repair of
/// a leak. Ageing takes from the share that is kept off.
struct SourceControl {
  double share;  ///< (-)

  static constexpr TargetKind target = TargetKind::loads;
  Edits edits(MeasureView const& view) const {
    Edits all;
    for (std::string const& load : view.target.loads)
      all.emplace_back(ScaleLoad{load, 1 - view.effect * share});
    return all;
  }
  static constexpr std::string_view name = "source_control";
  static constexpr std::string_view about =
      "a share of loads and sources is kept off: dust suppression, end of sewage irrigation";
  static constexpr std::array<Key<SourceControl>, 1> keys() {
    return {{{"share", "1", &SourceControl::share, 0, 1, required, "share that no longer comes"}}};
  }
};

}  // namespace sanggan
