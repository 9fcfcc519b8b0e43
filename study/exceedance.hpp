#pragma once
#include <optional>
#include <span>

namespace sanggan {

/// How a concentration at a receptor keeps to a limit, over the records there are: nothing is said
/// of the time before the first and after the last.
struct Exceedance {
  double peak = 0;              ///< largest concentration (as the records)
  double time_of_peak = 0;      ///< its first time (s)
  std::optional<double> first;  ///< first time above the limit (s); none: never
  double time_above = 0;        ///< (s)
  /// Time from which the limit is kept to the last record (s): that of the first record if it
  /// always was; none if the last record is above.
  std::optional<double> compliance;
};

/// Concentration, linear between its records at the times t (s, increasing), against a limit. At
/// the limit is not above it, as the standards have it.
/// @pre as many times as concentrations, at least one
Exceedance exceedance(std::span<double const> t, std::span<double const> C, double limit);

}  // namespace sanggan
