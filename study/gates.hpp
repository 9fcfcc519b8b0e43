#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sanggan {

/// The three gates that an option passes one after another: risk acceptable, technically operable,
/// economically bearable.  [ShuozhouSoilPlan2017]
enum class Gate { risk, operability, economy };
inline constexpr std::array<std::string_view, 3> gate_words{
    "risk acceptable", "technically operable", "economically bearable"};

/// What an option must keep to pass a gate.
struct Requirement {
  Gate gate = Gate::risk;
  std::string criterion;        ///< "cancer risk of Cd at the school"
  std::optional<double> value;  ///< of the option; none: not known, which does not pass
  double bound = 0;
  enum class Sense { at_most, at_least } sense = Sense::at_most;
  std::string unit;

  bool met() const;
  /// "cancer risk of Cd at the school is 3e-05, above 1e-06".
  std::string why_not() const;
};

/// Where an option ends.
struct GateResult {
  std::optional<Gate> failed;        ///< the first gate that it does not pass; none: it passes all
  std::vector<std::string> reasons;  ///< all the requirements of that gate that it misses
};

/// Sends an option through the gates in order; those after the first that it fails are not asked.
GateResult pass_gates(std::span<Requirement const> requirements);

}  // namespace sanggan
