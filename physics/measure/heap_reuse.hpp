#pragma once
#include <array>
#include <cmath>

#include "physics/measure/measure_view.hpp"

namespace sanggan {

/// A share (-) of all that the region of a measure holds leaves the site.
inline Edit share_taken(MeasureView const& view, double share) {
  return TakeAway{
      {view.target.region, view.account, {}, std::vector<double>(view.site.species.size(), share)}};
}

/// Re-use of a heap: what it holds leaves with the gangue that is sold, at the start of each
/// interval of its time the share 1 - exp(-rate length). The shape of the ground stays.
struct HeapReuse {
  double rate;  ///< share taken per time (1/s)

  static constexpr TargetKind target = TargetKind::region;
  static constexpr bool in_intervals = true;
  Edits edits(MeasureView const& view) const {
    return {share_taken(view, -std::expm1(-rate * view.length))};
  }
  static constexpr std::string_view name = "heap_reuse";
  static constexpr std::string_view about =
      "gangue is taken away and with it what it holds, in steps of ageing.every; the shape of the "
      "heap stays";
  static constexpr std::array<Key<HeapReuse>, 1> keys() {
    return {{{"rate", "1/s", &HeapReuse::rate, 0, 1e-6, required, "share of it taken per time"}}};
  }
};

}  // namespace sanggan
