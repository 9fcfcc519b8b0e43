#include "io/geopackage.hpp"

#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <memory>

#include "io/io_error.hpp"
#include "io/quiet_gdal.hpp"
#include "io/units.hpp"

namespace sanggan {
namespace {

/// A GeoPackage that is written.
class Package {
 public:
  Package(std::string const& path, std::string const& crs) : path_(path) {
    std::filesystem::remove(path);
    auto* const driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver) file_.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!file_) fail();
    if (!crs.empty() && reference_.SetFromUserInput(crs.c_str()) == OGRERR_NONE) has_crs_ = true;
  }

  OGRLayer& layer(char const* name, OGRwkbGeometryType type) {
    auto* const made = file_->CreateLayer(name, has_crs_ ? &reference_ : nullptr, type, nullptr);
    if (!made) fail();
    return *made;
  }
  void add_field(OGRLayer& layer, std::string const& name, OGRFieldType type) const {
    OGRFieldDefn field(name.c_str(), type);
    if (layer.CreateField(&field) != OGRERR_NONE) fail();
  }
  void add(OGRLayer& layer, OGRFeature& feature) const {
    if (layer.CreateFeature(&feature) != OGRERR_NONE) fail();
  }
  /// @throws IoError if anything did not reach the disk
  void close() {
    file_.reset();
    if (CPLGetLastErrorType() >= CE_Failure) fail();
  }

 private:
  [[noreturn]] void fail() const { throw IoError(path_, CPLGetLastErrorMsg()); }

  std::string path_;
  std::unique_ptr<GDALDataset> file_;
  OGRSpatialReference reference_;
  bool has_crs_ = false;
};

void write_places(Package& package, std::vector<MonitoredPlace> const& places) {
  auto& layer = package.layer("monitors", wkbPoint25D);
  package.add_field(layer, "name", OFTString);
  package.add_field(layer, "kind", OFTString);
  if (places.empty()) return;
  for (auto const& s : places.front().species)
    for (char const* what : {"peak_mg_L", "peak_time_yr", "last_mg_L", "limit_mg_L"})
      package.add_field(layer, s.species + "_" + what, OFTReal);
  for (auto const& place : places) {
    OGRFeature feature(layer.GetLayerDefn());
    feature.SetField("name", place.name.c_str());
    feature.SetField("kind", place.kind.c_str());
    for (auto const& s : place.species) {
      feature.SetField((s.species + "_peak_mg_L").c_str(), s.peak);
      feature.SetField((s.species + "_peak_time_yr").c_str(), s.t_peak / julian_year);
      feature.SetField((s.species + "_last_mg_L").c_str(), s.last);
      if (s.limit > 0) feature.SetField((s.species + "_limit_mg_L").c_str(), s.limit);
    }
    OGRPoint const point(place.at.x, place.at.y, place.at.z);
    feature.SetGeometry(&point);
    package.add(layer, feature);
  }
}

using Polygons = std::vector<std::unique_ptr<OGRGeometry>>;

/// Outlines of the pixels above the limit.
Polygons outlines(PlanGrid const& grid, Plume const& plume) {
  PixelGrid const r = pixel_grid(grid);
  std::vector<unsigned char> above;
  for (double const C : pixels(grid, plume.map, r)) above.push_back(C > plume.limit);
  std::unique_ptr<GDALDataset> const raster(
      GetGDALDriverManager()->GetDriverByName("MEM")->Create("", r.nx, r.ny, 1, GDT_Byte, nullptr));
  double transform[] = {r.west, r.dx, 0, r.north, 0, -r.dy};
  raster->SetGeoTransform(transform);
  auto* const band = raster->GetRasterBand(1);
  bool sound = band->RasterIO(GF_Write, 0, 0, r.nx, r.ny, above.data(), r.nx, r.ny, GDT_Byte, 0,
                              0) == CE_None;
  std::unique_ptr<GDALDataset> const drawing(
      GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
  auto* const layer = drawing->CreateLayer("plume", nullptr, wkbPolygon, nullptr);
  sound = sound && GDALPolygonize(band, band, layer, -1, nullptr, nullptr, nullptr) == CE_None;
  if (!sound) throw IoError("the plume of " + plume.species, CPLGetLastErrorMsg());
  Polygons polygons;
  for (auto const& feature : *layer) polygons.emplace_back(feature->StealGeometry());
  return polygons;
}

void write_plumes(Package& package, PlanGrid const& grid, std::vector<Plume> const& plumes) {
  auto& layer = package.layer("plumes", wkbPolygon);
  package.add_field(layer, "species", OFTString);
  for (char const* name : {"limit_mg_L", "time_yr", "area_m2"})
    package.add_field(layer, name, OFTReal);
  for (Plume const& plume : plumes)
    for (auto const& polygon : outlines(grid, plume)) {
      OGRFeature feature(layer.GetLayerDefn());
      feature.SetField("species", plume.species.c_str());
      feature.SetField("limit_mg_L", plume.limit);
      feature.SetField("time_yr", plume.t / julian_year);
      feature.SetField("area_m2", polygon->toPolygon()->get_Area());
      feature.SetGeometry(polygon.get());
      package.add(layer, feature);
    }
}

}  // namespace

void write_geopackage(std::string const& path, std::vector<MonitoredPlace> const& places,
                      PlanGrid const& grid, std::vector<Plume> const& plumes,
                      std::string const& crs) {
  QuietGdal const quiet;
  GDALAllRegister();
  CPLErrorReset();
  Package package(path, crs);
  write_places(package, places);
  write_plumes(package, grid, plumes);
  package.close();
}

}  // namespace sanggan
