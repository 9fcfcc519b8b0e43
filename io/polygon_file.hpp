#pragma once
#include <string>

#include "io/section.hpp"
#include "mesh/builders.hpp"

namespace sanggan {

/// The polygon that {file, layer, attribute, equals} selects from a GeoJSON or GeoPackage file, in
/// the coordinates of the file, which must be those of the case. Errors are recorded. Collective.
Polygon read_polygon_file(Section const& section, std::string const& crs);

}  // namespace sanggan
