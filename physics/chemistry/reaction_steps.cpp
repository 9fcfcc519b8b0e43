#include "physics/chemistry/reaction_steps.hpp"

#include <algorithm>
#include <numeric>

namespace sanggan::chemistry {
namespace {

/// What each step has come to since the start.
std::vector<double> totals_of(StepList const* list, bool incremental) {
  if (list == nullptr) return {};
  std::vector<double> totals = list->values;
  if (list->equal_parts > 0) {
    totals.clear();
    for (int k = 1; k <= list->equal_parts; ++k)
      totals.push_back(list->values.back() * k / list->equal_parts);
  } else if (incremental) {
    std::partial_sum(totals.begin(), totals.end(), totals.begin());
  }
  return totals;
}

}  // namespace

std::vector<ReactionStep> reaction_steps(StepList const* times, StepList const* amounts,
                                         TemperatureBlock const* temperatures, bool incremental) {
  auto const time = totals_of(times, incremental), added = totals_of(amounts, incremental);
  TemperatureBlock const temperature = temperatures == nullptr ? TemperatureBlock{} : *temperatures;
  std::size_t const n = std::max({std::size_t{1}, time.size(), added.size(), temperature.size()});
  auto const at = [](std::vector<double> const& values, std::size_t k) {
    return values.empty() ? 0 : values[std::min(k, values.size() - 1)];
  };
  std::vector<ReactionStep> steps;
  for (std::size_t k = 0; k < n; ++k)
    steps.push_back({at(time, k), at(added, k), at(temperature, k)});
  return steps;
}

}  // namespace sanggan::chemistry
