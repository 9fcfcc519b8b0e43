// Costs against a table worked out by hand.
#include "study/cost.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sanggan {
namespace {

CostItem cover() {
  return {.name = "cover",
          .payer = "enterprise",
          .kind = CostKind::capital,
          .amount = {800, 1000, 1500},
          .price_year = 2025,
          .first_year = 2026,
          .last_year = 2026};
}
CostItem upkeep() {
  return {.name = "upkeep",
          .payer = "county",
          .kind = CostKind::running,
          .amount = {40, 50, 80},
          .price_year = 2025,
          .first_year = 2027,
          .last_year = 2029};
}
CostItem pump() {  // bought in 2026, again in 2028; prices of 2020
  return {.name = "pump",
          .payer = "county",
          .kind = CostKind::capital,
          .amount = {90, 100, 120},
          .price_year = 2020,
          .first_year = 2026,
          .last_year = 2029,
          .every = 2};
}
Money const money{.price_year = 2025,
                  .base_year = 2026,
                  .discount_rate = 0.05,
                  .prices = {{2020, 100}, {2025, 110}}};

// year  capital          running  factor     discounted   cumulative
// 2026  1000+110 = 1110  -        1          1110         1110
// 2027  -                50       0.952381   47.6190      1157.6190
// 2028  110              50       0.907029   145.1247     1302.7438
// 2029  -                50       0.863838   43.1919      1345.9356
TEST(CashFlow, AgainstATableByHand) {
  std::vector<CostItem> const costs{cover(), upkeep(), pump()};
  auto const flow = cash_flow(costs, money);
  ASSERT_EQ(flow.size(), 4);
  EXPECT_EQ(flow[0].year, 2026);
  EXPECT_DOUBLE_EQ(flow[0].capital.typical, 1110);
  EXPECT_EQ(flow[0].running.typical, 0);
  EXPECT_DOUBLE_EQ(flow[2].capital.typical, 110);
  EXPECT_DOUBLE_EQ(flow[2].running.typical, 50);
  EXPECT_NEAR(flow[1].discounted.typical, 47.6190, 5e-5);
  EXPECT_NEAR(flow[2].discounted.typical, 145.1247, 5e-5);
  EXPECT_NEAR(flow[3].cumulative.typical, 1345.9356, 5e-5);
  // 800 + 99 + 40/1.05 + (99 + 40)/1.1025 + 40/1.157625, and
  // 1500 + 132 + 80/1.05 + (132 + 80)/1.1025 + 80/1.157625
  EXPECT_NEAR(present_value(flow).low, 1097.7258, 5e-5);
  EXPECT_NEAR(present_value(flow).high, 1969.5877, 5e-5);
}

TEST(CashFlow, PayersShareTheWhole) {
  std::vector<CostItem> const costs{cover(), upkeep(), pump()};
  auto const shares = present_value_by_payer(costs, money);
  EXPECT_DOUBLE_EQ(shares.at("enterprise").typical, 1000);
  EXPECT_NEAR(shares.at("enterprise").typical + shares.at("county").typical,
              present_value(cash_flow(costs, money)).typical, 1e-9);
}

// A yearly payment of 1 for n years from the next on is worth (1 - (1 + r)^-n)/r.
TEST(CashFlow, YearlyPaymentsHaveTheValueOfAnAnnuity) {
  CostItem const yearly{.name = "",
                        .payer = "",
                        .kind = CostKind::running,
                        .amount = {1, 1, 1},
                        .price_year = 2025,
                        .first_year = 2027,
                        .last_year = 2056};
  double const value = present_value(cash_flow({&yearly, 1}, money)).typical;
  EXPECT_NEAR(value, (1 - std::pow(1.05, -30)) / 0.05, 1e-12 * value);
}

TEST(CashFlow, PaymentsBeforeTheBaseYearGrow) {
  CostItem survey = cover();
  survey.first_year = survey.last_year = 2024;
  auto const flow = cash_flow({&survey, 1}, money);
  EXPECT_EQ(flow.front().year, 2024);
  EXPECT_DOUBLE_EQ(present_value(flow).typical, 1000 * 1.05 * 1.05);
}

TEST(CashFlow, OfNothingIsNothing) { EXPECT_EQ(present_value(cash_flow({}, money)), Estimate{}); }

TEST(Prices, TellsWhichYearsItLacks) {
  std::vector<CostItem> const costs{cover(), pump(), pump()};
  Money const without{
      .price_year = 2025, .base_year = 2026, .discount_rate = 0.05, .prices = {{2025, 1}}};
  EXPECT_EQ(missing_prices(costs, without), std::vector<int>{2020});
  EXPECT_TRUE(missing_prices(costs, money).empty());
}

TEST(CostPerUnit, NoneWhereNothingIsGained) {
  EXPECT_EQ(cost_per_unit({100, 200, 400}, 50), (Estimate{2, 4, 8}));
  EXPECT_FALSE(cost_per_unit({100, 200, 400}, 0));
  EXPECT_FALSE(cost_per_unit({100, 200, 400}, -3));
}

}  // namespace
}  // namespace sanggan
