#include <gtest/gtest.h>

#include <algorithm>

#include "mesh/builders.hpp"

namespace sanggan {
namespace {

// An L: the unit squares at (0,0), (1,0) and (0,1).
Polygon const corner{{{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}}};

TEST(Polygon, ContainsByTheEvenOddRuleInEitherSense) {
  Polygon reversed = corner;
  std::ranges::reverse(reversed.vertices);
  for (Polygon const& p : {corner, reversed}) {
    EXPECT_TRUE(p.contains({0.5, 0.5}));
    EXPECT_TRUE(p.contains({1.5, 0.5}));
    EXPECT_TRUE(p.contains({0.5, 1.5}));
    EXPECT_FALSE(p.contains({1.5, 1.5}));
    EXPECT_FALSE(p.contains({-0.1, 1}));
    EXPECT_FALSE(p.contains({3, 0.5}));
  }
  EXPECT_FALSE(Polygon{}.contains({0, 0}));
}

TEST(Polygon, ASharedEdgeBelongsToExactlyOneOfTwoNeighbours) {
  Polygon const left{{{0, 0}, {1, 0}, {1.3, 1}, {0, 1}}}, right{{{1, 0}, {2, 0}, {2, 1}, {1.3, 1}}};
  for (double y = 0.05; y < 1; y += 0.1) {
    Vec2 const p{1 + 0.3 * y, y};
    EXPECT_EQ(left.contains(p) + right.contains(p), 1) << y;
  }
}

TEST(Polygon, DistanceToEdgeIsThatToTheNearestSegment) {
  EXPECT_NEAR(corner.distance_to_edge({0.25, 0.5}), 0.25, 1e-15);
  EXPECT_NEAR(corner.distance_to_edge({5, 5}), 5, 1e-14);  // to (2,1) 3-4-5, to (1,2) the same
  EXPECT_NEAR(corner.distance_to_edge({0.9, 0.9}), std::sqrt(0.02), 1e-15);
  EXPECT_EQ(corner.distance_to_edge({1, 1.5}), 0);
}

}  // namespace
}  // namespace sanggan
