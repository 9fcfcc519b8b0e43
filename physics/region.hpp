#pragma once
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sanggan {

/// Whether a place x, y, z (m) fulfils a condition.
using PlaceCondition = std::function<bool(double x, double y, double z)>;

/// Part of the ground: cells of some zones whose centre fulfils a condition.
struct Region {
  std::vector<std::string> zones;  ///< empty: all
  PlaceCondition holds = {};       ///< empty: everywhere in them

  bool has_zone(std::string_view zone) const {
    return zones.empty() || std::find(zones.begin(), zones.end(), zone) != zones.end();
  }
  bool contains(std::string_view zone, double x, double y, double z) const {
    return has_zone(zone) && (!holds || holds(x, y, z));
  }
};

}  // namespace sanggan
