#pragma once
#include <array>
#include <string>
#include <vector>

#include "physics/edit.hpp"
#include "physics/key.hpp"

namespace sanggan {

/// Where a measure acts. Which members hold anything is told by the `target` of its kind.
struct MeasureTarget {
  Region region;
  std::vector<std::array<double, 2>> line;  ///< in plan (m)
  std::string boundary;                     ///< that of its patch
  std::vector<std::string> wells, loads;    ///< loads and sources
};

/// Name of the boundary of a patch that a measure opens.
inline std::string outlet_of(std::string const& measure) { return measure + "_outlet"; }

/// What a kind of measure needs to be told where it acts.
enum class TargetKind { nothing, region, line, patch, wells, loads };

/// What a measure sees of one interval of its time, over which it counts as constant.
struct MeasureView {
  Site const& site;  ///< without any measure
  MeasureTarget const& target;
  std::string const& name;
  int account = 0;    ///< of Site::accounts
  bool first = true;  ///< the interval in which the measure begins
  double age = 0;     ///< in the middle of the interval (s)
  double length = 0;  ///< of the interval (s)
  double left = 0;    ///< of the time in which it acts, at the start of the interval (s)
  double effect = 1;  ///< what ageing has left of it, mean over the interval (-)

  /// Index of a species of the site.
  int species(std::string const& wanted) const {
    int s = 0;
    while (site.species[static_cast<std::size_t>(s)].name != wanted) ++s;
    return s;
  }
};

using Edits = std::vector<Edit>;

}  // namespace sanggan
