#include "io/raster.hpp"

#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "io/ascii_grid.hpp"
#include "io/files.hpp"
#include "io/quiet_gdal.hpp"

namespace sanggan {
namespace {

constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
constexpr char const* raster_drivers[] = {"GTiff", "AAIGrid", nullptr};
// Else a grid of whole numbers would lose its NaNs, and one of others its digits.
constexpr char const* options[] = {"DATATYPE=Float64", nullptr};

/// Part of a raster around the domain. Pixel (i, j) has its centre at x0 + i dx, y0 + j dy.
struct Window {
  double x0 = 0, y0 = 0, dx = 1, dy = 1;
  int nx = 0, ny = 0;
  std::vector<double> values;  // NaN where there is no data
  std::string wkt, problem;

  double at(Vec2 p) const {
    // Up to half a pixel beyond the outer centres is still covered by the pixel.
    double const u = (p.x - x0) / dx, v = (p.y - y0) / dy;
    constexpr double half = 0.5 + 1e-9;
    if (u < -half || v < -half || u > nx - 1 + half || v > ny - 1 + half) return no_data;
    double const s = std::clamp(u, 0.0, nx - 1.0), t = std::clamp(v, 0.0, ny - 1.0);
    int const i = std::min(static_cast<int>(s), std::max(nx - 2, 0)),
              j = std::min(static_cast<int>(t), std::max(ny - 2, 0));
    double const a = s - i, b = t - j;
    auto const value = [&](int k, int l, double weight) {
      if (weight == 0) return 0.0;  // a pixel without data beside the point must not count
      return weight * values[static_cast<std::size_t>(l) * static_cast<std::size_t>(nx) +
                             static_cast<std::size_t>(k)];
    };
    return value(i, j, (1 - a) * (1 - b)) + value(i + 1, j, a * (1 - b)) +
           value(i, j + 1, (1 - a) * b) + value(i + 1, j + 1, a * b);
  }
};

void mask(std::vector<double>& values, GDALRasterBand& band) {
  int has_nodata = 0;
  double const nodata = band.GetNoDataValue(&has_nodata);
  for (auto& v : values)
    if ((has_nodata && v == nodata) || !std::isfinite(v)) v = no_data;
}

/// First and last pixel needed along one axis for the range [low, high]; clipped to the raster.
std::pair<int, int> pixels(double low, double high, double origin, double step, int n) {
  double a = (low - origin) / step, b = (high - origin) / step;
  if (a > b) std::swap(a, b);
  auto const clip = [&](double pixel) { return static_cast<int>(std::clamp(pixel, 0.0, n - 1.0)); };
  return {clip(std::floor(a) - 2), clip(std::ceil(b) + 2)};
}

Window no_window(std::string problem) {
  Window w;
  w.problem = std::move(problem);
  return w;
}

Window read_window(std::string const& path, Domain const& domain) {
  QuietGdal const quiet;
  GDALAllRegister();
  CPLErrorReset();
  std::unique_ptr<GDALDataset> const file(
      GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, raster_drivers, options));
  std::string const reason = CPLGetLastErrorMsg();
  if (!file)
    return no_window("cannot be read as GeoTIFF or ASCII grid" +
                     (reason.empty() ? std::string() : ": " + reason));
  double g[6];
  if (file->GetRasterCount() < 1 || file->GetGeoTransform(g) != CE_None)
    return no_window("has no georeference");
  if (g[2] != 0 || g[4] != 0 || g[1] == 0 || g[5] == 0)
    return no_window("is rotated; warp it to north up");
  bool const ascii = std::string_view(file->GetDriverName()) == "AAIGrid";
  auto const problem =
      ascii ? problem_of_ascii_grid(path, file->GetRasterXSize(), file->GetRasterYSize())
            : std::string();
  if (!problem.empty()) return no_window(problem);
  auto const [i0, i1] =
      pixels(domain.x.front(), domain.x.back(), g[0], g[1], file->GetRasterXSize());
  auto const [j0, j1] =
      pixels(domain.y.front(), domain.y.back(), g[3], g[5], file->GetRasterYSize());
  Window w{g[0] + (i0 + 0.5) * g[1],
           g[3] + (j0 + 0.5) * g[5],
           g[1],
           g[5],
           i1 - i0 + 1,
           j1 - j0 + 1,
           {},
           {},
           {}};
  w.values.resize(static_cast<std::size_t>(w.nx) * static_cast<std::size_t>(w.ny));
  auto* const band = file->GetRasterBand(1);
  if (band->RasterIO(GF_Read, i0, j0, w.nx, w.ny, w.values.data(), w.nx, w.ny, GDT_Float64, 0, 0,
                     nullptr) != CE_None)
    return no_window(fmt::format("is damaged or cut off: {}", CPLGetLastErrorMsg()));
  mask(w.values, *band);
  if (char const* const wkt = file->GetProjectionRef()) w.wkt = wkt;
  return w;
}

Window read_everywhere(std::string const& path, Domain const& domain, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  Window w;
  if (rank == 0) w = read_window(path, domain);
  broadcast(w.problem, comm);
  broadcast(w.wkt, comm);
  double place[] = {w.x0, w.y0, w.dx, w.dy};
  int size[] = {w.nx, w.ny};
  MPI_Bcast(place, 4, MPI_DOUBLE, 0, comm);
  MPI_Bcast(size, 2, MPI_INT, 0, comm);
  w.x0 = place[0], w.y0 = place[1], w.dx = place[2], w.dy = place[3], w.nx = size[0],
  w.ny = size[1];
  w.values.resize(static_cast<std::size_t>(w.nx) * static_cast<std::size_t>(w.ny));
  for (int j = 0; j < w.ny; ++j)  // row by row: a count of values may exceed what MPI takes at once
    MPI_Bcast(w.values.data() + static_cast<std::size_t>(j) * static_cast<std::size_t>(w.nx), w.nx,
              MPI_DOUBLE, 0, comm);
  return w;
}

std::string name_of(OGRSpatialReference const& crs) {
  char const* const authority = crs.GetAuthorityName(nullptr);
  char const* const code = crs.GetAuthorityCode(nullptr);
  if (authority && code) return fmt::format("{}:{}", authority, code);
  return crs.GetName() ? crs.GetName() : "an unnamed one";
}

}  // namespace

PlanFunction read_raster(Section const& file, Setting const& setting) {
  auto const name = file.as_text();
  if (file.recording() || name.empty()) return {};
  auto const path = beside(file.file(), name);
  auto& files = file.reading().files;
  if (auto const problem = files.take_note(path); !problem.empty()) {
    file.error("cannot be read: " + problem);
    return {};
  }
  auto const window =
      std::make_shared<Window const>(read_everywhere(path, setting.domain, files.comm()));
  auto const problem =
      window->problem.empty() ? mismatch_of_crs(setting.crs, window->wkt) : window->problem;
  if (!problem.empty()) {
    file.error(problem);
    return {};
  }
  return [window](Vec2 p) { return window->at(p); };
}

std::string problem_of_crs(std::string const& crs) {
  QuietGdal const quiet;
  OGRSpatialReference reference;
  if (reference.SetFromUserInput(
          crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE)
    return "is not a coordinate system; write one such as EPSG:32649";
  if (reference.IsGeographic())
    return "is in degrees; write a projected coordinate system, such as EPSG:32649";
  if (std::abs(reference.GetLinearUnits() - 1) > 1e-12)
    return "is not in metres; write a projected coordinate system in metres, such as EPSG:32649";
  return {};
}

std::string mismatch_of_crs(std::string const& crs, std::string const& wkt) {
  if (crs.empty() || wkt.empty()) return {};
  QuietGdal const quiet;
  OGRSpatialReference ours, theirs;
  bool const readable =
      ours.SetFromUserInput(
          crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) == OGRERR_NONE &&
      theirs.importFromWkt(wkt.c_str()) == OGRERR_NONE;
  if (!readable) return {};
  char const* const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                 "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
  if (ours.IsSame(&theirs, options)) return {};
  return fmt::format("has the coordinate system {}, but the case {}; reproject the file",
                     name_of(theirs), name_of(ours));
}

}  // namespace sanggan
