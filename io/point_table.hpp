#pragma once
#include <vector>

#include "io/setting.hpp"
#include "mesh/types.hpp"

namespace sanggan {

/// A value known at points of the plan (x, y in m, the value in z) as a function of the plan. If
/// the points fill a rectangular grid it is bilinear between them; else it is the mean of the 12
/// nearest points, weighted by the inverse square of their distance. NaN outside their bounding
/// box.
PlanFunction interpolate_points(std::vector<Vec3> points);

}  // namespace sanggan
