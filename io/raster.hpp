#pragma once
#include <string>

#include "io/section.hpp"
#include "io/setting.hpp"

namespace sanggan {

/// The raster that `file` names (GeoTIFF or ASCII grid) as a function of the plan: bilinear between
/// the centres of its pixels, constant over the outer half pixel, NaN outside and beside pixels
/// without data. Only the part over the domain is kept. Errors are recorded. Collective.
PlanFunction read_raster(Section const& file, Setting const& setting);

/// Why a coordinate system cannot be that of a case: unknown, or not in metres. Empty if it can.
std::string problem_of_crs(std::string const& crs);

/// Why a file with the coordinate system `wkt` does not fit a case with `crs`; empty if it does or
/// if one of them has none.
std::string mismatch_of_crs(std::string const& crs, std::string const& wkt);

}  // namespace sanggan
