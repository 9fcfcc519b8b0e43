#include "physics/face_flow.hpp"

#include "law_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

using Scheme = UnitFlow (*)(FaceEnd const&, FaceEnd const&, double);

FaceEnd end(Retention const& soil, double psi) {
  auto const point = std::visit([&](auto const& law) { return law.at(psi); }, soil);
  return {psi, point.k_r, point.dk_r_dpsi};
}

Retention loam() {
  VanGenuchten law{0.078, 0.43, 3.6, 1.56};
  law.prepare();
  return law;
}
Retention gardner(double alpha) { return Gardner{0.06, 0.4, alpha}; }

std::vector<Retention> soils() { return {loam(), gardner(5), BrooksCorey{0.05, 0.43, -0.2, 2.5}}; }

class FaceFlow : public testing::TestWithParam<Scheme> {
 protected:
  static UnitFlow flow(Retention const& soil, double psi_1, double psi_2, double dz) {
    return GetParam()(end(soil, psi_1), end(soil, psi_2), dz);
  }
};

TEST_P(FaceFlow, DerivativesAreExact) {
  for (auto const& soil : soils())
    for (double const psi_1 : {-8.1, -2.3, -0.47, -0.21, 0.3})
      for (double const psi_2 : {-6.3, -2.1, -0.43, -0.22, 0.7})
        for (double const dz : {-0.5, 0.0, 0.1, 2.0}) {
          auto const at = flow(soil, psi_1, psi_2, dz);
          double const terms = 10;  // that a small flow may be the difference of (m)
          expect_slope([&](double p) { return flow(soil, p, psi_2, dz).flow; }, psi_1, at.d_psi_1,
                       1e-4 * std::abs(psi_1), terms);
          expect_slope([&](double p) { return flow(soil, psi_1, p, dz).flow; }, psi_2, at.d_psi_2,
                       1e-4 * std::abs(psi_2), terms);
        }
}

TEST_P(FaceFlow, NothingFlowsAtRest) {
  for (auto const& soil : soils())
    for (double const psi : {-5.0, -0.75, -0.25, 0.0, 1.5})
      for (double const dz : {-0.5, 0.25, 2.0}) EXPECT_EQ(flow(soil, psi, psi + dz, dz).flow, 0);
}

TEST_P(FaceFlow, RunsFromTheHigherHead) {
  for (auto const& soil : soils())
    for (double const psi_1 : {-20.0, -1.0, -0.1, 0.2})
      for (double const psi_2 : {-21.0, -1.1, -0.1, 0.4})
        for (double const dz : {-1.0, 0.0, 1.0}) {
          double const drop = psi_1 - psi_2 + dz;
          EXPECT_GE(flow(soil, psi_1, psi_2, dz).flow * drop, 0);
        }
}

// Upstream this holds for every soil; the exponential fit is monotone where the soil is
// exponential.
TEST_P(FaceFlow, GrowsWithTheHeadThatDrivesIt) {
  auto const soil = gardner(5);
  for (double const psi_1 : {-20.0, -1.0, -0.1, 0.0, 0.3, 17.0})
    for (double const psi_2 : {-21.0, -1.1, -0.1, -0.02, 0.01, 4.0})
      for (double const dz : {-1.0, 0.0, 1.0}) {
        EXPECT_GE(flow(soil, psi_1, psi_2, dz).d_psi_1, -1e-15);  // round-off of terms below 1
        EXPECT_LE(flow(soil, psi_1, psi_2, dz).d_psi_2, 1e-15);
      }
}

TEST_P(FaceFlow, IsTheSameSeenFromTheOtherEnd) {
  for (auto const& soil : soils())
    for (double const dz : {-0.5, 0.0, 0.3}) {
      auto const forth = flow(soil, -1.2, -0.4, dz), back = flow(soil, -0.4, -1.2, -dz);
      EXPECT_NEAR(forth.flow, -back.flow, 1e-14 * std::abs(forth.flow));
      EXPECT_NEAR(forth.d_psi_1, -back.d_psi_2, 1e-13 * std::abs(forth.d_psi_1));
    }
}

TEST_P(FaceFlow, SaturatedGroundFollowsDarcy) {
  auto const at = flow(loam(), 0.8, 0.3, 0.1);
  EXPECT_NEAR(at.flow, 0.6, 1e-15);
  EXPECT_EQ(at.d_psi_1, 1);
  EXPECT_EQ(at.d_psi_2, -1);
}

// A soil may be so dry that its k_r underflows to 0.
TEST_P(FaceFlow, StaysFiniteInTheDriestSoil) {
  for (double const dz : {-1.0, 0.0, 1.0})
    for (auto const& [psi_1, psi_2] :
         {std::pair{-100.0, -0.2}, {-0.2, -100.0}, {-100.0, -200.0}, {-1e5, 0.1}}) {
      auto const at = flow(gardner(10), psi_1, psi_2, dz);
      double const drop = psi_1 - psi_2 + dz;
      EXPECT_TRUE(std::isfinite(at.flow) && std::isfinite(at.d_psi_1) && std::isfinite(at.d_psi_2))
          << psi_1 << " " << psi_2 << " " << dz;
      EXPECT_GE(at.flow * drop, 0);
      EXPECT_LE(std::abs(at.flow), std::abs(drop));
    }
}

INSTANTIATE_TEST_SUITE_P(Schemes, FaceFlow, testing::Values(&upstream_flow, &exponential_flow),
                         [](auto const& info) {
                           return info.index == 0 ? "upstream" : "exponential";
                         });

// Between two points of a soil with k_r = e^(alpha psi) the steady vertical flux q (of K_s) obeys
// k_r,upper = q + (k_r,lower - q) e^(-alpha d).  [Gardner1958]
TEST(ExponentialFlow, IsExactForGardnersSoil) {
  constexpr double d = 0.4;
  for (double const alpha : {0.5, 5.0, 40.0})
    for (double const q : {0.9, 0.1, 1e-3, -1e-3})
      for (double const k_lower : {0.95, 0.3, 0.02}) {
        double const k_upper = q + (k_lower - q) * std::exp(-alpha * d);
        if (k_upper <= 1e-3 || k_upper >= 1) continue;
        auto const soil = gardner(alpha);
        auto const at = exponential_flow(end(soil, std::log(k_upper) / alpha),
                                         end(soil, std::log(k_lower) / alpha), d);
        // Where the flux is a small difference of large terms their round-off stays.
        EXPECT_NEAR(at.flow, q * d, 1e-13 * (std::abs(q) + k_lower + k_upper / (alpha * d)));
      }
}

// Below a water table the flux is Darcy's, above it Gardner's.
TEST(ExponentialFlow, IsExactAcrossTheWaterTable) {
  for (double const alpha : {0.5, 5.0, 40.0})
    for (double const q : {0.9, 0.1, -1e-3, -0.05})  // downwards, of K_s
      for (double const wet : {0.05, 0.4}) {
        double const dry = 0.3, k = q + (1 - q) * std::exp(-alpha * dry);
        if (k <= 1e-3) continue;
        auto const soil = gardner(alpha);
        // From the dry end above to the wet one, where psi rises by 1 - q a metre.
        auto const at =
            exponential_flow(end(soil, std::log(k) / alpha), {(1 - q) * wet, 1, 0}, wet + dry);
        EXPECT_NEAR(at.flow, q * (wet + dry), 1e-12) << alpha << ' ' << q << ' ' << wet;
      }
}

// For small steps the mean k_r of the two ends is what any consistent scheme tends to.
TEST(ExponentialFlow, IsSecondOrder) {
  auto const soil = loam();
  auto const error = [&](double step) {
    auto const one = end(soil, -1 + step / 2), two = end(soil, -1 - step / 2);
    return std::abs(exponential_flow(one, two, 0).flow - end(soil, -1).k_r * step) / step;
  };
  EXPECT_NEAR(std::log2(error(0.1) / error(0.05)), 2, 0.1);
}

TEST(UpstreamFlow, TakesTheEndThatWaterLeaves) {
  auto const soil = loam();
  EXPECT_EQ(upstream_flow(end(soil, -1), end(soil, -3), 0).flow, 2 * end(soil, -1).k_r);
  EXPECT_EQ(upstream_flow(end(soil, -1), end(soil, -3), -5).flow, -3 * end(soil, -3).k_r);
}

}  // namespace
}  // namespace sanggan
