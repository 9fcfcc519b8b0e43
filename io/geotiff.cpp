#include "io/geotiff.hpp"

#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "io/io_error.hpp"
#include "io/quiet_gdal.hpp"
#include "io/section.hpp"

namespace sanggan {
namespace {

constexpr double most_pixels = 1e8;

double finest(std::vector<double> const& edges) {
  double width = edges.back() - edges.front();
  for (std::size_t i = 1; i < edges.size(); ++i) width = std::min(width, edges[i] - edges[i - 1]);
  return width;
}

std::size_t interval(std::vector<double> const& edges, double at) {
  auto const next = std::upper_bound(edges.begin(), edges.end(), at) - edges.begin();
  return static_cast<std::size_t>(
      std::clamp<std::ptrdiff_t>(next - 1, 0, static_cast<std::ptrdiff_t>(edges.size()) - 2));
}

}  // namespace

PixelGrid pixel_grid(PlanGrid const& grid) {
  double const width = grid.x.back() - grid.x.front(), height = grid.y.back() - grid.y.front();
  double const nx = std::round(width / finest(grid.x)), ny = std::round(height / finest(grid.y));
  if (nx * ny > most_pixels)
    throw CaseError({fmt::format(
        "a map as fine as the finest columns would have {:.0f} x {:.0f} pixels; that is too many",
        nx, ny)});
  return {grid.x.front(), grid.y.back(),        width / nx,
          height / ny,    static_cast<int>(nx), static_cast<int>(ny)};
}

std::vector<double> pixels(PlanGrid const& grid, PlanMap const& map, PixelGrid const& raster) {
  std::vector<double> values;
  for (int row = 0; row < raster.ny; ++row) {
    auto const j = interval(grid.y, raster.north - (row + 0.5) * raster.dy);
    for (int i = 0; i < raster.nx; ++i)
      values.push_back(
          map.values[j * grid.nx() + interval(grid.x, raster.west + (i + 0.5) * raster.dx)]);
  }
  return values;
}

void write_geotiff(std::string const& path, PlanGrid const& grid, PlanMap const& map,
                   std::string const& crs, double t) {
  QuietGdal const quiet;
  GDALAllRegister();
  CPLErrorReset();
  PixelGrid const r = pixel_grid(grid);
  auto values = pixels(grid, map, r);
  char const* options[] = {"COMPRESS=DEFLATE", nullptr};
  auto* const driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  std::unique_ptr<GDALDataset> const file(
      driver->Create(path.c_str(), r.nx, r.ny, 1, GDT_Float64, const_cast<char**>(options)));
  if (!file) throw IoError(path, CPLGetLastErrorMsg());
  double transform[] = {r.west, r.dx, 0, r.north, 0, -r.dy};
  file->SetGeoTransform(transform);
  OGRSpatialReference reference;
  if (!crs.empty() && reference.SetFromUserInput(crs.c_str()) == OGRERR_NONE)
    file->SetSpatialRef(&reference);
  file->SetMetadataItem("time", fmt::format("{:.17g} s", t).c_str());
  auto& band = *file->GetRasterBand(1);
  band.SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
  band.SetDescription(map.name.c_str());
  band.SetUnitType(map.unit.c_str());
  bool const written = band.RasterIO(GF_Write, 0, 0, r.nx, r.ny, values.data(), r.nx, r.ny,
                                     GDT_Float64, 0, 0) == CE_None;
  file->FlushCache();
  if (!written || CPLGetLastErrorType() >= CE_Failure) throw IoError(path, CPLGetLastErrorMsg());
}

}  // namespace sanggan
