#include "io/expression.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sanggan {
namespace {

TEST(Expression, KnowsThePlace) {
  auto const f = parse_expression("20 + 0.01*x - y^2 + sin(_pi*z)");
  ASSERT_TRUE(f.at) << f.problem;
  EXPECT_DOUBLE_EQ(f.at({100, 3, 0.5}), 20 + 1 - 9 + 1);
  EXPECT_DOUBLE_EQ(f.at({0, 0, 0}), 20);
}

TEST(Expression, ComparesAndChooses) {
  auto const f = parse_expression("z < 0.1*x ? 2 : 3");
  ASSERT_TRUE(f.at) << f.problem;
  EXPECT_EQ(f.at({10, 0, 0.9}), 2);
  EXPECT_EQ(f.at({10, 0, 1.1}), 3);
}

TEST(Expression, SaysWhatIsWrong) {
  for (auto const* text : {"2 +", "2 + * x", "w", "sin(x", "x; y"}) {
    auto const f = parse_expression(text);
    EXPECT_FALSE(f.at) << text;
    EXPECT_FALSE(f.problem.empty()) << text;
  }
}

TEST(Expression, CopiesDoNotDisturbOneAnother) {
  auto const f = parse_expression("x"), g = f;
  EXPECT_EQ(f.at({1, 0, 0}) + g.at({2, 0, 0}) + f.at({4, 0, 0}), 7);
}

}  // namespace
}  // namespace sanggan
