// GeoTIFF and GeoPackage files that are cut off, or of which bytes have changed: each is read or
// refused by a message; any other exception, or a crash, fails.
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>

#include "io/polygon_file.hpp"
#include "io/raster.hpp"
#include "tests/support/bad_input.hpp"

namespace sanggan {
namespace {

constexpr char const* crs = "EPSG:32649";
constexpr int pixels = 24;

std::unique_ptr<GDALDataset> create(char const* driver, char const* path, int size,
                                    char const* const* options) {
  GDALAllRegister();
  return std::unique_ptr<GDALDataset>(GetGDALDriverManager()->GetDriverByName(driver)->Create(
      path, size, size, size > 0 ? 1 : 0, GDT_Float64, options));
}

OGRSpatialReference reference() {
  OGRSpatialReference made;
  made.SetFromUserInput(crs);
  return made;
}

/// Elevations x + y at the centres of pixels of 1 m.
void write_raster(bool compressed) {
  char const* const options[] = {compressed ? "COMPRESS=DEFLATE" : "COMPRESS=NONE", nullptr};
  auto const file = create("GTiff", "ground.tif", pixels, options);
  double place[] = {0, 1, 0, pixels, 0, -1};
  file->SetGeoTransform(place);
  auto const srs = reference();
  file->SetSpatialRef(&srs);
  std::vector<double> values;
  for (int j = 0; j < pixels; ++j)
    for (int i = 0; i < pixels; ++i) values.push_back(i + 0.5 + pixels - j - 0.5);
  EXPECT_EQ(file->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, pixels, pixels, values.data(), pixels,
                                             pixels, GDT_Float64, 0, 0, nullptr),
            CE_None);
}

void write_polygon() {
  auto const file = create("GPKG", "heap.gpkg", 0, nullptr);
  auto srs = reference();
  auto* const layer = file->CreateLayer("heap", &srs, wkbPolygon);
  OGRFeature feature(layer->GetLayerDefn());
  OGRLinearRing ring;
  for (Vec2 const p : {Vec2{0, 0}, Vec2{10, 0}, Vec2{10, 5}, Vec2{0, 0}}) ring.addPoint(p.x, p.y);
  OGRPolygon polygon;
  polygon.addRing(&ring);
  feature.SetGeometry(&polygon);
  EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
}

Node node(char const* text, Reading& reading) {
  return parse_yaml(text, reading.files.number("case.yaml"));
}

/// Elevation in the middle. @throws CaseError
double read_raster_file() {
  Reading reading(MPI_COMM_SELF);
  Setting setting;
  setting.crs = crs;
  setting.domain.x = setting.domain.y = {4, 20};
  PlanFunction const ground = read_raster(Section(reading, node("ground.tif", reading)), setting);
  reading.throw_errors();
  return ground({10, 10});
}

/// Number of corners. @throws CaseError
double read_polygon() {
  Reading reading(MPI_COMM_SELF);
  auto const heap = read_polygon_file(Section(reading, node("{file: heap.gpkg}", reading)), crs);
  reading.throw_errors();
  return static_cast<double>(heap.vertices.size());
}

class DamagedMap : public testing::Test {
 protected:
  DamagedMap() { std::filesystem::create_directories(scratch_); }
  ~DamagedMap() override { std::filesystem::remove_all(scratch_); }

  /// A file that is cut off is refused, and one with other bytes read or refused.
  template <class Read>
  void survives(char const* path, Read const& read, double answer) const {
    std::string const whole = read_bytes(path);
    EXPECT_DOUBLE_EQ(read(), answer);
    constexpr int damages = 100;
    for (int k = 0; k < damages; ++k) {
      write_bytes(path, whole.substr(0, whole.size() * static_cast<std::size_t>(k) / damages));
      EXPECT_THROW(read(), CaseError) << path << " cut off at " << k << " of " << damages;
    }
    std::mt19937 random(1);
    for (int k = 0; k < damages; ++k) {
      std::string bytes = whole;
      // Headers come first, and hold what can go wrong.
      std::size_t const within =
          k % 2 == 0 ? std::min<std::size_t>(bytes.size(), 512) : bytes.size();
      for (int n = 0; n < 1 + k % 4; ++n)
        bytes[random() % within] = static_cast<char>(k % 3 == 0 ? 0xff : random() % 256);
      write_bytes(path, bytes);
      try {
        read();
      } catch (CaseError const&) {
      }
    }
  }

  std::filesystem::path scratch_ =
      std::filesystem::path(testing::TempDir()) / "sanggan_damaged_maps";

 private:
  static std::string read_bytes(char const* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void write_bytes(char const* path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
};

TEST_F(DamagedMap, GeoTiffIsReadOrRefused) {
  test::Inside const inside(scratch_);
  for (bool const compressed : {false, true}) {
    write_raster(compressed);
    survives("ground.tif", read_raster_file, 20);
  }
}

TEST_F(DamagedMap, GeoPackageIsReadOrRefused) {
  test::Inside const inside(scratch_);
  write_polygon();
  survives("heap.gpkg", read_polygon, 3);
}

}  // namespace
}  // namespace sanggan
