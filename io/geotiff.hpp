#pragma once
#include <string>

#include "io/plan_maps.hpp"

namespace sanggan {

/// Pixels of a map, north up.
struct PixelGrid {
  double west = 0, north = 0, dx = 1, dy = 1;  ///< (m)
  int nx = 0, ny = 0;
};

/// Pixels as fine as the finest column of the plan along each axis. @throws CaseError if that makes
/// more than a raster should have
PixelGrid pixel_grid(PlanGrid const& grid);

/// Values of the pixels, row by row from the north-west corner: each has that of the column that
/// holds its centre.
std::vector<double> pixels(PlanGrid const& grid, PlanMap const& map, PixelGrid const& raster);

/// Writes a map as GeoTIFF (64-bit, NaN where there is no value) with its unit, the time t (s), and
/// the coordinate system unless `crs` is empty. For one rank. @throws IoError
void write_geotiff(std::string const& path, PlanGrid const& grid, PlanMap const& map,
                   std::string const& crs, double t);

}  // namespace sanggan
