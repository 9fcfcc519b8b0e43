#pragma once
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "mesh/builders.hpp"

namespace sanggan {

/// An elevation or another property as a function of the place in plan; NaN where it has none.
using PlanFunction = std::function<double(Vec2)>;

/// Where the mesh lies, for checks of what stands in it.
struct Domain {
  std::vector<double> x, y;          ///< edges in plan (m)
  PlanFunction bottom, top;          ///< elevations (m)
  std::function<bool(Vec3)> active;  ///< empty: all of it
  double cells = 0;                  ///< at most so many

  bool covers(Vec2 p) const {
    return p.x >= x.front() && p.x <= x.back() && p.y >= y.front() && p.y <= y.back();
  }
};

/// What the later sections of a case file need to know of the earlier ones.
struct Setting {
  std::string crs;
  Domain domain;
  std::vector<std::string> zones, patches;  ///< of the mesh
  std::vector<std::string> species;
  std::vector<double> molar_mass;  ///< by species (kg/mol); 0: not given
};

}  // namespace sanggan
