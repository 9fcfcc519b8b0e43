#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "study/metrics.hpp"

namespace sanggan {

/// What came out of a scenario; a metric that is absent is not known.
struct Outcome {
  std::string name;
  std::map<Metric, double> values;
};

/// What people want: bounds of the gates, and weights of the metrics that rank what passes. A
/// weight of 0 lets a metric count for the trade-off front alone.
struct Preferences {
  std::map<Metric, double> bounds, weights;
  int weight_steps = 20;  ///< of the grid on which the sensitivity to the weights is told
};

/// How a scenario fares.
struct Verdict {
  std::string name;
  GateResult gates;
  /// Weighted metrics that are not known: it passes, but cannot be compared.
  std::vector<std::string> lacks;
  bool on_front = false;
  std::optional<double> closeness;    ///< TOPSIS
  std::optional<int> rank;            ///< by it, among those compared
  std::optional<double> share_first;  ///< of all weights on the grid by which it is first
};

/// Verdicts in the order of the outcomes: the gates one after another, then the trade-off front and
/// TOPSIS among those that pass.
std::vector<Verdict> decide(std::span<Outcome const> outcomes, Preferences const& preferences);

}  // namespace sanggan
