#pragma once
#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "physics/region.hpp"

namespace sanggan {

/// The link of two neighbouring cells through the face between them.
struct CellLink {
  std::array<double, 3> from, to;  ///< their centres (m)
  std::array<double, 3> area;      ///< of the face, towards `to` (m2)
  std::string_view zone_from, zone_to;
};

/// An upright wall along a line in plan, where a condition holds.
struct WallLine {
  std::vector<std::array<double, 2>> vertices;  ///< (m)
  PlaceCondition holds = {};                    ///< empty: over the whole depth
  /// Area of the wall that stands between the two cells (m2), 0 if none does: that of the face as
  /// the wall sees it, so that a staircase of faces counts no more than the line that it follows.
  double area_between(CellLink const& link) const;
  /// The same, negative where the link leads from the right of the line to its left.
  double area_to_the_right(CellLink const& link) const;
};

/// A sheet under a region: all faces that lie below one of its cells and above another.
struct SheetBelow {
  Region region;
  double area_between(CellLink const& link) const;
};

/// A thin layer between cells, such as a cutoff wall or a liner: a resistance of faces, so that it
/// needs no thin cells. Its pores count as filled like those of the ground beside it: where that is
/// unsaturated, the relative permeability of the ground holds for the barrier too.
struct Barrier {
  std::string name;
  std::variant<WallLine, SheetBelow> place;
  double resistance = 0;  ///< to the flow of water: thickness over conductivity (s)
  double diffusion = 0;   ///< of solutes: effective diffusion coefficient over thickness (m/s)
};

}  // namespace sanggan
