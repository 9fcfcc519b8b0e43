#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <fstream>
#include <limits>
#include <memory>
#include <sstream>

#include "app/export.hpp"
#include "app/export_geopackage.hpp"
#include "io/io_error.hpp"
#include "tests/app/finished_run.hpp"

namespace sanggan {
namespace {

std::unique_ptr<GDALDataset> open(std::string const& path) {
  GDALAllRegister();
  std::unique_ptr<GDALDataset> file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  if (!file) throw std::runtime_error(path + " is no GeoPackage");
  return file;
}

class GeoPackage : public test::FinishedRun {};

TEST_F(GeoPackage, HoldsTheMonitoredPointsWithPeakAndLastConcentration) {
  ASSERT_EQ(export_results({folder(), "gpkg", "", ""}, MPI_COMM_WORLD), ExitCode::done);
  auto const file = open(folder() + "/monitors.gpkg");
  auto* const layer = file->GetLayerByName("monitors");
  ASSERT_TRUE(layer);
  EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "32649");
  ASSERT_EQ(layer->GetFeatureCount(), 2);
  std::ifstream csv(folder() + "/monitors.csv");
  std::string line, last;
  while (std::getline(csv, line)) last = line;
  std::istringstream fields(last);
  std::string C;
  for (int i = 0; i < 4; ++i) std::getline(fields, C, ',');  // time, head, water content, sulfate
  OGRFeatureUniquePtr const feature(layer->GetNextFeature());
  EXPECT_STREQ(feature->GetFieldAsString("name"), "below_heap");
  EXPECT_STREQ(feature->GetFieldAsString("kind"), "point");
  EXPECT_EQ(feature->GetFieldAsDouble("sulfate_last_mg_L"), std::stod(C));
  EXPECT_GE(feature->GetFieldAsDouble("sulfate_peak_mg_L"), std::stod(C));
  EXPECT_NEAR(feature->GetFieldAsDouble("sulfate_limit_mg_L"), 15, 1e-12 * 15);
  auto const& point = *feature->GetGeometryRef()->toPoint();
  EXPECT_EQ(point.getX(), 65);
  EXPECT_EQ(point.getY(), 50);
  EXPECT_EQ(point.getZ(), 13);
}

TEST_F(GeoPackage, OutlinesThePlumeAboveTheLimit) {
  ASSERT_EQ(export_results({folder(), "gpkg", "10 day", ""}, MPI_COMM_WORLD), ExitCode::done);
  auto const file = open(folder() + "/monitors.gpkg");
  auto* const layer = file->GetLayerByName("plumes");
  ASSERT_EQ(layer->GetFeatureCount(), 1);  // the background is above this limit everywhere
  OGRFeatureUniquePtr const feature(layer->GetNextFeature());
  EXPECT_STREQ(feature->GetFieldAsString("species"), "sulfate");
  EXPECT_NEAR(feature->GetFieldAsDouble("area_m2"), 200 * 100, 1e-9 * 20000);
  EXPECT_NEAR(feature->GetFieldAsDouble("time_yr"), 10 / 365.25, 1e-12);
}

TEST(Plume, HasOnePolygonForEachConnectedPart) {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank != 0) return;
  auto const path = (std::filesystem::temp_directory_path() /
                     ("sanggan-plume-" + std::to_string(getpid()) + ".gpkg"))
                        .string();
  PlanGrid const grid{{0, 10, 20, 30}, {0, 10, 20}, {}};
  double const none = std::numeric_limits<double>::quiet_NaN();
  // From the south-west corner: two cells side by side in the south, one apart in the north-east.
  Plume const plume{"Cd", 5, 0, {"Cd_dissolved", "mg/L", {6, 7, 5, none, 4, 9}}};
  write_geopackage(path, {}, grid, {plume}, "");
  {
    auto const file = open(path);
    auto* const layer = file->GetLayerByName("plumes");
    ASSERT_EQ(layer->GetFeatureCount(), 2);
    double least = 1e300, largest = 0;
    for (auto const& feature : *layer) {
      OGREnvelope box;
      feature->GetGeometryRef()->getEnvelope(&box);
      double const area = feature->GetFieldAsDouble("area_m2");
      least = std::min(least, area);
      largest = std::max(largest, area);
      EXPECT_EQ(box.MinX, area > 150 ? 0 : 20);
      EXPECT_EQ(box.MinY, area > 150 ? 0 : 10);
    }
    EXPECT_EQ(least, 100);
    EXPECT_EQ(largest, 200);
  }
  std::filesystem::remove(path);
}

MonitorTable table_of(std::string const& text) {
  auto const path =
      std::filesystem::temp_directory_path() / ("monitors-" + std::to_string(::getpid()) + ".csv");
  std::ofstream(path) << text;
  auto const table = read_monitors(path.string());
  std::filesystem::remove(path);
  return table;
}

TEST(MonitoredPlaces, TakePeakAndLastFromTheTableAndLeaveOutAHalfWrittenRow) {
  Case c;
  c.output.points.push_back({"village", {1, 2, 3}});
  Species s;
  s.name = "Cd";
  s.molar_mass = 0.1124;
  s.C_limit = 1;
  c.site.species.push_back(s);
  auto const places = monitored_places(
      c, table_of("time (s),village head (m),village Cd (mg/L)\n0,9,1\n5,9,4\n8,9,3\n9,9,7"));
  ASSERT_EQ(places.size(), 1u);
  ASSERT_EQ(places[0].species.size(), 1u);
  EXPECT_EQ(places[0].species[0].peak, 4);
  EXPECT_EQ(places[0].species[0].t_peak, 5);
  EXPECT_EQ(places[0].species[0].last, 3);
  EXPECT_NEAR(places[0].species[0].limit, 112.4, 1e-10);
  EXPECT_THROW(monitored_places(c, table_of("time (s),village head (m)\n")), IoError);
}

}  // namespace
}  // namespace sanggan
