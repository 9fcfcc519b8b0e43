#include "io/geotiff.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>

#include "app/export.hpp"
#include "tests/app/finished_run.hpp"

namespace sanggan {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Raster {
  std::unique_ptr<GDALDataset> file;
  std::vector<double> values;
  int nx, ny;

  explicit Raster(std::string const& path) {
    GDALAllRegister();
    file.reset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
    if (!file) throw std::runtime_error(path + " is no raster");
    nx = file->GetRasterXSize();
    ny = file->GetRasterYSize();
    values.resize(static_cast<std::size_t>(nx) * static_cast<std::size_t>(ny));
    if (file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, nx, ny, values.data(), nx, ny, GDT_Float64,
                                         0, 0) != CE_None)
      throw std::runtime_error(path + " cannot be read");
  }
  /// Value at a place (m).
  double at(double x, double y) const {
    double g[6];
    file->GetGeoTransform(g);
    auto const i = static_cast<int>((x - g[0]) / g[1]), j = static_cast<int>((y - g[3]) / g[5]);
    return values[static_cast<std::size_t>(j * nx + i)];
  }
};

/// One column of the results, from below.
struct Cell {
  double z, psi, C;
  bool operator<(Cell const& other) const { return z < other.z; }
};
using Column = std::vector<Cell>;

/// The columns of the results by the south-west corner of their 10 m squares.
std::map<std::pair<int, int>, Column> columns(std::string const& folder, std::size_t time) {
  ResultsReader const results(folder + "/results.h5", MPI_COMM_SELF);
  auto const centres = results.centres();
  auto const psi = results.field({"pressure_head", "", 1}, time).values;
  auto const C = results.field({"sulfate_dissolved", "", 1}, time).values;
  std::map<std::pair<int, int>, Column> all;
  for (std::size_t c = 0; c < psi.size(); ++c)
    all[{static_cast<int>(centres[3 * c] / 10), static_cast<int>(centres[3 * c + 1] / 10)}]
        .push_back({centres[3 * c + 2], psi[c], C[c]});
  for (auto& [place, column] : all) std::sort(column.begin(), column.end());
  return all;
}

/// Where the pressure head, linear between centres, first falls to 0 on the way up.
double water_table(Column const& column) {
  if (column.front().psi < 0) return none;
  for (std::size_t k = 1; k < column.size(); ++k)
    if (column[k].psi < 0) {
      auto const &wet = column[k - 1], &dry = column[k];
      return wet.z + (dry.z - wet.z) * wet.psi / (wet.psi - dry.psi);
    }
  return column.back().z + column.back().psi;
}

class GeoTiff : public test::FinishedRun {};

TEST_F(GeoTiff, ShowsTheWaterTableAndTheLargestConcentrationBelowIt) {
  ASSERT_EQ(export_results({folder(), "geotiff", "20 day", ""}, MPI_COMM_WORLD), ExitCode::done);
  Raster const table(folder() + "/maps/water_table_00002.tif"),
      sulfate(folder() + "/maps/sulfate_dissolved_00002.tif");
  EXPECT_EQ(table.nx, 20);
  EXPECT_EQ(table.ny, 10);
  auto const all = columns(folder(), 2);
  ASSERT_EQ(all.size(), 200u);
  double deepest = 1e300, highest = -1e300;
  for (auto const& [place, column] : all) {
    double const x = 10 * place.first + 5, y = 10 * place.second + 5;
    EXPECT_NEAR(table.at(x, y), water_table(column), 1e-12 * 20);
    double most = 0;
    for (auto const& cell : column)
      if (cell.psi >= 0) most = std::max(most, cell.C);
    EXPECT_EQ(sulfate.at(x, y), most);
    deepest = std::min(deepest, table.at(x, y));
    highest = std::max(highest, table.at(x, y));
  }
  EXPECT_GT(highest - deepest, 0.5);  // the heads held at the ends differ by 1 m
}

TEST_F(GeoTiff, CarriesCoordinateSystemUnitTimeAndNodata) {
  ASSERT_EQ(export_results({folder(), "geotiff", "last", ""}, MPI_COMM_WORLD), ExitCode::done);
  Raster const sulfate(folder() + "/maps/sulfate_dissolved_00002.tif");
  auto& band = *sulfate.file->GetRasterBand(1);
  EXPECT_STREQ(band.GetUnitType(), "mg/L");
  EXPECT_STREQ(sulfate.file->GetMetadataItem("time"), "1728000 s");
  EXPECT_TRUE(std::isnan(band.GetNoDataValue()));
  auto const* const reference = sulfate.file->GetSpatialRef();
  ASSERT_TRUE(reference);
  EXPECT_STREQ(reference->GetAuthorityCode(nullptr), "32649");
}

TEST_F(GeoTiff, OfTheTopShowsTheUppermostCells) {
  ASSERT_EQ(export_results({folder(), "geotiff", "last", "top"}, MPI_COMM_WORLD), ExitCode::done);
  Raster const psi(folder() + "/maps/pressure_head_top_00002.tif");
  for (auto const& [place, column] : columns(folder(), 2))
    EXPECT_EQ(psi.at(10 * place.first + 5, 10 * place.second + 5), column.back().psi);
}

TEST(PixelGrid, IsAsFineAsTheFinestColumnAndTakesTheColumnAtThePixelsCentre) {
  PlanGrid const grid{{0, 1, 2, 4}, {10, 14, 16}, {}};
  PlanMap const map{"", "", {1, 2, 3, 4, none, 6}};  // from the south-west corner
  auto const raster = pixel_grid(grid);
  EXPECT_EQ(raster.nx, 4);
  EXPECT_EQ(raster.ny, 3);
  EXPECT_EQ(raster.dx, 1);
  EXPECT_EQ(raster.dy, 2);
  EXPECT_EQ(raster.west, 0);
  EXPECT_EQ(raster.north, 16);
  auto const values = pixels(grid, map, raster);
  std::vector<double> const expected{4, none, 6, 6, 1, 2, 3, 3, 1, 2, 3, 3};
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_TRUE(values[i] == expected[i] || (std::isnan(values[i]) && std::isnan(expected[i])))
        << i << ": " << values[i];
}

}  // namespace
}  // namespace sanggan
