#pragma once
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "mesh/plan.hpp"

namespace sanggan {

/// An elevation or another property as a function of the place in plan; NaN where it has none.
using PlanFunction = std::function<double(Vec2)>;

/// Where the mesh lies, for checks of what stands in it.
struct Domain {
  std::vector<double> x, y;  ///< edges in plan (m)
  std::vector<double> z;     ///< edges upwards of a box (m); empty: the cells follow the ground
  PlanFunction bottom, top;  ///< elevations (m)
  std::function<bool(Vec3)> active;  ///< of the cell centres of a box; empty: all of it
  Polygon outline;    ///< columns with a centre outside have no cells; empty: all have
  bool known = true;  ///< false after an error of the mesh: then nothing is checked against it
  std::shared_ptr<Plan const> plan = {};  ///< of a terrain that is refined in parts, else none
  bool only_bounds = false;  ///< there are no columns: all this is a box around the cells

  bool covers(Vec2 p) const {
    return p.x >= x.front() && p.x <= x.back() && p.y >= y.front() && p.y <= y.back();
  }
  /// True where a cell holds p and some elevation from low to high (m).
  bool has_cell(Vec2 p, double low, double high) const;
  /// True where any cell is active.
  bool has_any_cell() const;
};

/// What the later sections of a case file need to know of the earlier ones.
struct Setting {
  std::string crs;
  Domain domain;
  std::vector<std::string> zones, patches;  ///< of the mesh
  std::vector<std::string> species;
  std::vector<double> molar_mass;   ///< by species (kg/mol); 0: not given
  std::vector<std::string> waters;  ///< of the chemistry
  std::vector<std::string> fills;   ///< materials of which the chemistry says what they hold
  std::vector<std::string> solids;  ///< minerals and reactants of the chemistry
};

/// Adds a name where it is not among them yet and not empty.
void add_unique(std::vector<std::string>& names, std::string const& name);

}  // namespace sanggan
