#pragma once
#include <vector>

#include "mesh/mesh.hpp"

namespace sanggan {

/// An owned cell that an upright line passes through.
struct Passage {
  Index cell;
  double length;            ///< of the line within the cell (m)
  double width_x, width_y;  ///< of the cell across the line (m)
};

/// Owned cells that the upright line at `at` meets between two elevations (m). A line on an edge
/// belongs to one side of it alone. Without columns the cells count as convex with flat faces, and
/// their widths are those of a square of their mean horizontal section.
/// @param nudge length that does not matter (m); a line on an edge that follows neither axis is
/// moved by it
std::vector<Passage> passages(Mesh const& mesh, Vec2 at, double bottom, double top, double nudge);

/// How badly an owned cell fits a point (m): with columns, how far its centre is above or below the
/// point, infinite if the point is not over, under or in it; without, how far the point lies beyond
/// one of its faces, negative inside, infinite if that is far.
double misfit(Mesh const& mesh, Index cell, Vec3 at);

}  // namespace sanggan
