#pragma once
#include <string>
#include <vector>

#include "io/geotiff.hpp"

namespace sanggan {

/// Concentrations of one species at one monitored place since the start (mg/L).
struct MonitoredSpecies {
  std::string species;
  double peak = 0, t_peak = 0;  ///< t_peak in s
  double last = 0;
  double limit = 0;  ///< 0: none
};

/// A monitored point or well.
struct MonitoredPlace {
  std::string name, kind;  ///< kind: point or well
  Vec3 at;                 ///< (m)
  std::vector<MonitoredSpecies> species;
};

/// Where a species is above its limit in plan at one time.
struct Plume {
  std::string species;
  double limit = 0;  ///< (mg/L)
  double t = 0;      ///< (s)
  PlanMap map;       ///< concentration (mg/L)
};

/// Writes a GeoPackage with a layer of points, `monitors`, and one of polygons, `plumes`: the
/// outlines of the pixels above the limit, one polygon for each connected part. The coordinate
/// system is left out if `crs` is empty. For one rank. @throws IoError
void write_geopackage(std::string const& path, std::vector<MonitoredPlace> const& places,
                      PlanGrid const& grid, std::vector<Plume> const& plumes,
                      std::string const& crs);

}  // namespace sanggan
