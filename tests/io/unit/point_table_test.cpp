#include "io/point_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sanggan {
namespace {

double bilinear(Vec2 p) { return 3 + 2 * p.x - p.y + 0.5 * p.x * p.y; }

TEST(PointTable, AGridIsBilinear) {
  std::vector<Vec3> points;
  for (double const y : {5.0, 0.0, 2.0})
    for (double const x : {0.0, 4.0, 1.0, 10.0}) points.push_back({x, y, bilinear({x, y})});
  auto const f = interpolate_points(points);
  for (Vec2 const p : {Vec2{0, 0}, {10, 5}, {0.5, 1}, {7, 3.3}, {4, 2}})
    EXPECT_NEAR(f(p), bilinear(p), 1e-14);
}

TEST(PointTable, ScatteredPointsKeepTheirValuesAndTheirRange) {
  std::vector<Vec3> points;
  for (int k = 0; k < 200; ++k)
    points.push_back(
        {std::fmod(k * 0.618, 1.0) * 100, std::fmod(k * 0.414, 1.0) * 50, std::sin(0.1 * k)});
  points.push_back({0, 0, 0});
  points.push_back({100, 50, 0});
  auto const f = interpolate_points(points);
  for (auto const& p : points) EXPECT_NEAR(f({p.x, p.y}), p.z, 1e-14);
  for (double x = 1; x < 100; x += 7)
    for (double y = 1; y < 50; y += 3) {
      EXPECT_GE(f({x, y}), -1);
      EXPECT_LE(f({x, y}), 1);
    }
}

TEST(PointTable, HasNoValueOutside) {
  auto const grid = interpolate_points({{0, 0, 1}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}}),
             scatter = interpolate_points({{0, 0, 1}, {1, 0.2, 1}, {0.3, 1, 1}});
  for (auto const& f : {grid, scatter}) {
    EXPECT_TRUE(std::isnan(f({1.1, 0.5})));
    EXPECT_TRUE(std::isnan(f({0.5, -0.1})));
    EXPECT_NEAR(f({0.5, 0.5}), 1, 1e-15);
  }
}

}  // namespace
}  // namespace sanggan
