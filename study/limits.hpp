#pragma once
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "study/provenance.hpp"

namespace sanggan {

/// One figure of a standard: what a substance may amount to in a medium.
struct Limit {
  std::string standard;  ///< "GB 15618-2018"
  std::string in_force;  ///< ISO date, or a year
  std::string medium;    ///< "farmland soil", "groundwater", ...
  std::string substance;
  std::string use;   ///< land, crop, water use or class; "other" and "all" stand in for what lacks
  std::string kind;  ///< "limit", "least" (of pH), "screening", "intervention"
  double above_pH = -std::numeric_limits<double>::infinity();  ///< of the soil
  double up_to_pH = std::numeric_limits<double>::infinity();   ///< this value included
  double value = 0;         ///< kg/m3 in water, kg/kg in soil and crops; "1" for pH
  std::string unit;         ///< as in the standard, for tables
  bool background = false;  ///< what is not above the local background is not polluted
  Status status = Status::memory;
  std::string source;  ///< key of REFERENCES.md
};

/// Which limit is wanted. Without a pH (NaN) none that depends on it is found.
struct LimitQuery {
  std::string_view standard, substance, use, kind;
  double pH = std::numeric_limits<double>::quiet_NaN();
};

/// The limit that holds, in `limits`, or nullptr where the standard sets none: that of the use;
/// else that of "other", else that of "all", for a use which the standard does not name.
Limit const* find_limit(std::span<Limit const> limits, LimitQuery const& query);

/// True where a value does not keep to a limit from above or, for "least", from below. The limit
/// itself keeps to it; units were converted on the way, so that equal figures differ by round-off.
bool fails(double value, Limit const& limit);

/// What was found of a substance: kg/m3 in water, kg/kg in soil and crops; pH itself as "pH".
struct Content {
  std::string substance;
  double value = 0;
};

}  // namespace sanggan
