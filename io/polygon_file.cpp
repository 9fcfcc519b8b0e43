#include "io/polygon_file.hpp"

#include <cpl_error.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>

#include "io/files.hpp"
#include "io/raster.hpp"

namespace sanggan {
namespace {

constexpr char const* polygon_drivers[] = {"GeoJSON", "GPKG", nullptr};

/// What the case file asks for.
struct FeatureChoice {
  std::string layer, attribute, equals;  // empty: the only one
};

/// What rank 0 finds.
struct Found {
  std::vector<Vec2> ring;
  std::string wkt, problem;
};

Found failed(std::string problem) { return {{}, {}, std::move(problem)}; }

bool matches(OGRFeature const& feature, FeatureChoice const& wanted, int field) {
  return field < 0 || wanted.equals == feature.GetFieldAsString(field);
}

Found ring_of(OGRGeometry const* geometry) {
  if (!geometry) return failed("selects a feature without geometry");
  auto const type = wkbFlatten(geometry->getGeometryType());
  if (type == wkbMultiPolygon && geometry->toMultiPolygon()->getNumGeometries() == 1)
    geometry = geometry->toMultiPolygon()->getGeometryRef(0);
  else if (type != wkbPolygon)
    return failed(fmt::format("selects a {}, not a single polygon", OGRGeometryTypeToName(type)));
  auto const* const polygon = geometry->toPolygon();
  if (polygon->getNumInteriorRings() > 0)
    return failed("selects a polygon with holes; cut it into polygons without");
  auto const* const ring = polygon->getExteriorRing();
  Found found;
  for (int i = 0; ring && i + 1 < ring->getNumPoints(); ++i)
    found.ring.push_back({ring->getX(i), ring->getY(i)});
  return found;
}

std::string names_of_layers(GDALDataset& file) {
  std::vector<std::string> names;
  for (auto* const layer : file.GetLayers()) names.emplace_back(layer->GetName());
  return join_words(names);
}

Found read_ring(std::string const& path, FeatureChoice const& wanted) {
  GDALAllRegister();
  CPLErrorReset();
  std::unique_ptr<GDALDataset> const file(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, polygon_drivers));
  if (!file)
    return failed(fmt::format("cannot be read as GeoJSON or GeoPackage: {}", CPLGetLastErrorMsg()));
  if (wanted.layer.empty() && file->GetLayerCount() != 1)
    return failed(fmt::format("has {} layers; write layer: with one of {}", file->GetLayerCount(),
                              names_of_layers(*file)));
  auto* const layer =
      wanted.layer.empty() ? file->GetLayer(0) : file->GetLayerByName(wanted.layer.c_str());
  if (!layer)
    return failed(fmt::format("has no layer {}; it has {}", wanted.layer, names_of_layers(*file)));
  int const field = wanted.attribute.empty()
                        ? -1
                        : layer->GetLayerDefn()->GetFieldIndex(wanted.attribute.c_str());
  if (field < 0 && !wanted.attribute.empty())
    return failed(fmt::format("has no attribute {}", wanted.attribute));
  Found found;
  int count = 0;
  for (auto const& feature : *layer)
    if (matches(*feature, wanted, field) && ++count == 1)
      found = ring_of(feature->GetGeometryRef());
  if (count != 1)
    return failed(
        fmt::format("has {} features that fit; choose one by attribute and equals", count));
  char* wkt = nullptr;
  if (auto const* const crs = layer->GetSpatialRef(); crs && crs->exportToWkt(&wkt) == OGRERR_NONE)
    found.wkt = wkt;
  CPLFree(wkt);
  return found;
}

Found read_everywhere(std::string const& path, FeatureChoice const& wanted, MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  Found found;
  if (rank == 0) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    found = read_ring(path, wanted);
    CPLPopErrorHandler();
  }
  broadcast(found.problem, comm);
  broadcast(found.wkt, comm);
  int size = static_cast<int>(found.ring.size());
  MPI_Bcast(&size, 1, MPI_INT, 0, comm);
  found.ring.resize(static_cast<std::size_t>(size));
  MPI_Bcast(found.ring.data(), 2 * size, MPI_DOUBLE, 0, comm);
  return found;
}

}  // namespace

Polygon read_polygon_file(Section const& section, std::string const& crs) {
  auto const file =
      section.child("file", "GeoJSON or GeoPackage file, in the coordinate system of the case");
  auto const name = file.as_text();
  FeatureChoice const wanted{section.text("layer", "its layer; not needed if it has one", ""),
                             section.text("attribute", "attribute that selects the polygon", ""),
                             section.text("equals", "value of that attribute", "")};
  if (section.recording() || name.empty()) return {};
  auto const path = beside(file.file(), name);
  auto& files = section.reading().files;
  if (auto const problem = files.take_note(path); !problem.empty()) {
    file.error("cannot be read: " + problem);
    return {};
  }
  auto found = read_everywhere(path, wanted, files.comm());
  if (found.problem.empty()) found.problem = mismatch_of_crs(crs, found.wkt);
  if (!found.problem.empty()) file.error(found.problem);
  return {std::move(found.ring)};
}

}  // namespace sanggan
