#include <fmt/format.h>

#include <array>

#include "study/read_study.hpp"

namespace sanggan {
namespace {

// More would take minutes to rank.
constexpr double most_weights = 1e5;

void read_gates(Section const& root, Study& study) {
  auto const gates = root.child("gates", "bounds that a scenario must keep, gate by gate");
  constexpr std::array<std::string_view, 3> keys{"risk", "operability", "economy"};
  for (std::size_t gate = 0; gate < keys.size(); ++gate) {
    auto const s = gates.child(keys[gate], gate_words[gate], Need::optional);
    for (auto const& metric : metrics)
      if (metric.gate == static_cast<Gate>(gate))
        if (auto const bound =
                s.optional_quantity({metric.name, metric.unit, metric.about, not_negative}))
          study.preferences.bounds[metric.metric] = *bound;
  }
}

void read_ranking(Section const& root, Study& study) {
  auto const s = root.child("ranking", "order of the scenarios that pass", Need::optional);
  if (!s) return;
  double sum = 0;
  auto const weights = s.child("weights", "weight of each metric that counts");
  for (auto const& metric : metrics)
    if (auto const weight =
            weights.optional_quantity({metric.name, "1", metric.about, not_negative}))
      sum += study.preferences.weights[metric.metric] = *weight;
  study.preferences.weight_steps =
      s.integer("weight_steps", "steps of each weight in the test of their sensitivity", 1, 100,
                study.preferences.weight_steps);
  double const number =
      number_of_weights(study.preferences.weights.size(), study.preferences.weight_steps);
  if (number > most_weights)
    s.error_at("weight_steps", fmt::format("makes {:.3g} weights of {} metrics; write fewer steps",
                                           number, study.preferences.weights.size()));
  if (weights && !weights.recording() && sum == 0)
    weights.error("gives no metric a weight; write one such as present_value: 1");
}

}  // namespace

void read_criteria(Section const& root, Study& study) {
  read_gates(root, study);
  read_ranking(root, study);
}

}  // namespace sanggan
