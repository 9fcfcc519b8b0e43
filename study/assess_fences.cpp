#include "study/assess.hpp"

namespace sanggan {

std::vector<FenceFinding> assess_fences(Study const& study, Case const& c,
                                        MonitorTable const& monitors) {
  constexpr double day = 86400;
  std::vector<FenceFinding> findings;
  for (MonitorFence const& fence : c.output.fences)
    for (Substance const& substance : substances_of(study, c)) {
      auto const& by_day =
          monitors.values[monitors.column(fence.name + " flow of " + substance.species)];
      FenceFinding& one = findings.emplace_back();
      one.fence = fence.name;
      one.substance = substance.name;
      one.t = monitors.t;
      for (double const rate : by_day) one.rate.push_back(rate / day);
      for (std::size_t k = 1; k < one.t.size(); ++k)
        one.total += (one.t[k] - one.t[k - 1]) * (one.rate[k - 1] + one.rate[k]) / 2;
    }
  return findings;
}

}  // namespace sanggan
