#include "mesh/layering.hpp"

#include <gtest/gtest.h>

namespace sanggan {
namespace {

std::vector<double> closed(std::vector<double> levels, double least) {
  close_thin_cells(levels, least);
  return levels;
}

TEST(Layering, FractionsGrowByAConstantFactor) {
  EXPECT_EQ(graded_fractions(1, 7), (std::vector<double>{0, 1}));
  auto const f = graded_fractions(3, 4);  // 1 : 2 : 4
  EXPECT_NEAR(f[1], 1.0 / 7, 1e-15);
  EXPECT_NEAR(f[2], 3.0 / 7, 1e-15);
  EXPECT_EQ(f[3], 1);
}

TEST(Layering, ThinCellsGiveTheirThicknessToTheOneAboveElseBelow) {
  EXPECT_EQ(closed({0, 1, 2, 3}, 0.5), (std::vector<double>{0, 1, 2, 3}));
  EXPECT_EQ(closed({0, 1, 1.2, 3}, 0.5), (std::vector<double>{0, 1, 1, 3}));
  EXPECT_EQ(closed({0, 1, 2, 2.1}, 0.5), (std::vector<double>{0, 1, 2.1, 2.1}));
  EXPECT_EQ(closed({0, 0.3, 0.6, 0.9, 1.0}, 0.5), (std::vector<double>{0, 0, 1.0, 1.0, 1.0}));
  EXPECT_EQ(closed({0, 0, 0, 2}, 0.5), (std::vector<double>{0, 0, 0, 2}));
}

TEST(Layering, AColumnThinnerThanACellVanishes) {
  EXPECT_EQ(closed({1, 1.1, 1.2}, 0.5), (std::vector<double>{1, 1, 1}));
}

TEST(Layering, WithoutALeastThicknessNothingMoves) {
  EXPECT_EQ(closed({0, 1e-12, 1e-12, 1}, 0), (std::vector<double>{0, 1e-12, 1e-12, 1}));
}

}  // namespace
}  // namespace sanggan
