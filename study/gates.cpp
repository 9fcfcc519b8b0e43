#include "study/gates.hpp"

#include <fmt/format.h>

namespace sanggan {

bool Requirement::met() const {
  if (!value) return false;
  return sense == Sense::at_most ? *value <= bound : *value >= bound;
}

std::string Requirement::why_not() const {
  std::string const of_unit = unit.empty() ? "" : " " + unit;
  auto const side = sense == Sense::at_most ? "above" : "below";
  if (!value)
    return fmt::format("{} is not known; it must not be {} {:.4g}{}", criterion, side, bound,
                       of_unit);
  return fmt::format("{} is {:.4g}{}, {} {:.4g}{}", criterion, *value, of_unit, side, bound,
                     of_unit);
}

GateResult pass_gates(std::span<Requirement const> requirements) {
  for (Gate const gate : {Gate::risk, Gate::operability, Gate::economy}) {
    GateResult result;
    for (auto const& requirement : requirements)
      if (requirement.gate == gate && !requirement.met())
        result.reasons.push_back(requirement.why_not());
    if (result.reasons.empty()) continue;
    result.failed = gate;
    return result;
  }
  return {};
}

}  // namespace sanggan
