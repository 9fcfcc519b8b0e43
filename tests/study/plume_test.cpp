// Extent of plumes on a few cells by hand.
#include "study/plume.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sanggan {
namespace {

// Three columns of areas 2, 3 and 5 with two cells each.
std::vector<double> const area{2, 3, 5}, volume{4, 6, 6, 9, 10, 5};
std::vector<std::int32_t> const column{0, 0, 1, 1, 2, 2};
PlumeCells const cells{volume, column, area};

TEST(PlumeExtent, CountsColumnsOnceAndCellsEach) {
  std::vector<double> const C{1, 3, 3, 3, 2, 0};
  auto const above_two = plume_extent(cells, C, 2);
  EXPECT_EQ(above_two.area, 2 + 3);
  EXPECT_EQ(above_two.volume, 6 + 6 + 9);
}

TEST(PlumeExtent, NothingOrAll) {
  std::vector<double> const C{1, 1, 1, 1, 1, 1};
  EXPECT_EQ(plume_extent(cells, C, 1).area, 0);  // at the limit is not above it
  EXPECT_EQ(plume_extent(cells, C, 1).volume, 0);
  EXPECT_EQ(plume_extent(cells, C, 0.5).area, 10);
  EXPECT_EQ(plume_extent(cells, C, 0.5).volume, 40);
}

TEST(PlumeExtent, ShrinksAsTheLimitRises) {
  std::vector<double> const C{6, 5, 4, 3, 2, 1};
  double before = 1e9;
  for (double limit = 0; limit < 7; ++limit) {
    auto const extent = plume_extent(cells, C, limit);
    EXPECT_LT(extent.volume, before);
    before = extent.volume > 0 ? extent.volume : 1e9;
  }
}

}  // namespace
}  // namespace sanggan
