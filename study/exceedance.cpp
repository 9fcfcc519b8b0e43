#include "study/exceedance.hpp"

#include <algorithm>
#include <cassert>

namespace sanggan {

Exceedance exceedance(std::span<double const> t, std::span<double const> C, double limit) {
  assert(!t.empty() && t.size() == C.size());
  Exceedance result;
  auto const peak = std::max_element(C.begin(), C.end()) - C.begin();
  result.peak = C[static_cast<std::size_t>(peak)];
  result.time_of_peak = t[static_cast<std::size_t>(peak)];
  if (C[0] > limit)
    result.first = t[0];
  else
    result.compliance = t[0];
  for (std::size_t k = 1; k < t.size(); ++k) {
    bool const before = C[k - 1] > limit, after = C[k] > limit;
    if (before && after) result.time_above += t[k] - t[k - 1];
    if (before == after) continue;
    double const crossing = t[k - 1] + (t[k] - t[k - 1]) * (limit - C[k - 1]) / (C[k] - C[k - 1]);
    if (after && !result.first) result.first = crossing;
    result.time_above += after ? t[k] - crossing : crossing - t[k - 1];
    result.compliance = after ? std::nullopt : std::optional(crossing);
  }
  return result;
}

}  // namespace sanggan
