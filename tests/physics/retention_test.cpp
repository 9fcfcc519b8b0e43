#include "physics/retention.hpp"

#include "law_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

// Soils from sand to clay for each law. A new law has to say here which soils it is tested on.
template <class Law>
std::vector<Law> soils();
template <>
std::vector<VanGenuchten> soils() {
  return {{0.102, 0.368, 3.35, 2},          // New Mexico  [Celia1990]
          {0.153, 0.25, 0.79, 10.4},        // Hygiene sandstone  [vanGenuchten1980]
          {0.0, 0.446, 0.152, 1.17},        // Beit Netofa clay  [vanGenuchten1980]
          {0.05, 0.4, 2, 1.3, -1, -0.02}};  // with an air-entry head
}
template <>
std::vector<BrooksCorey> soils() {
  return {{0.05, 0.43, -0.2, 2.5, true}, {0.05, 0.43, -0.2, 2.5, false}, {0.1, 0.5, -1, 0.2, true}};
}
template <>
std::vector<Gardner> soils() {
  return {{0.06, 0.4, 10}, {0.1, 0.5, 0.2}};
}
template <>
std::vector<Haverkamp> soils() {
  // a and b of the paper, in cm, as scales in m.  [Haverkamp1977]
  return {{0.075, 0.287, std::pow(1.611e6, 1 / 3.96) / 100, 3.96, std::pow(1.175e6, 1 / 4.74) / 100,
           4.74}};
}
template <>
std::vector<TabulatedRetention> soils() {
  TabulatedRetention sand;
  sand.psi = {-100, -10, -1, -0.5, -0.1, 0};
  sand.theta = {0.05, 0.08, 0.15, 0.25, 0.38, 0.40};
  sand.k_r = {1e-9, 1e-6, 1e-3, 0.02, 0.5, 1};
  return {sand};
}

template <class Law>
class Retentions : public testing::Test {
 protected:
  static std::vector<Law> prepared() {
    auto list = soils<Law>();
    for (Law& law : list) EXPECT_EQ(law.prepare(), "");
    return list;
  }
  // Suctions (m) that no sample has for an edge of its curves.
  static std::vector<double> suctions() { return log_spaced(1.3e-3, 970, 151); }
};
TYPED_TEST_SUITE(Retentions, LawsOf<Retention>::Types, NameOfLaw);

TYPED_TEST(Retentions, SlopesAreDerivatives) {
  for (auto const& law : this->prepared())
    for (double const suction : this->suctions()) {
      double const psi = -suction, h = 1e-5 * suction;
      auto const point = law.at(psi);
      expect_slope([&](double p) { return law.at(p).theta; }, psi, point.dtheta_dpsi, h);
      expect_slope([&](double p) { return law.at(p).k_r; }, psi, point.dk_r_dpsi, h);
    }
}

TYPED_TEST(Retentions, WetterSoilHoldsAndConductsMore) {
  for (auto const& law : this->prepared()) {
    CurvePoint wetter = law.at(0);
    for (double const suction : this->suctions()) {
      auto const point = law.at(-suction);
      EXPECT_LE(point.theta, wetter.theta);
      EXPECT_LE(point.k_r, wetter.k_r);
      EXPECT_GE(point.dtheta_dpsi, 0);
      EXPECT_GE(point.dk_r_dpsi, 0);
      wetter = point;
    }
    EXPECT_LT(wetter.theta, law.at(0).theta);
    EXPECT_LT(wetter.k_r, 0.1);
  }
}

TYPED_TEST(Retentions, StayWithinTheirLimits) {
  for (auto const& law : this->prepared()) {
    for (double const psi : {0.0, 1e-9, 3.0, 1e4}) {
      auto const saturated = law.at(psi);
      EXPECT_EQ(saturated.theta, law.saturated());
      EXPECT_EQ(saturated.dtheta_dpsi, 0);
      EXPECT_EQ(saturated.k_r, 1);
      EXPECT_EQ(saturated.dk_r_dpsi, 0);
    }
    for (double const suction : log_spaced(1e-9, 1e7, 200)) {
      auto const point = law.at(-suction);
      EXPECT_GE(point.theta, law.residual());
      EXPECT_LE(point.theta, law.saturated());
      EXPECT_GE(point.k_r, 0);
      EXPECT_LE(point.k_r, 1);
      EXPECT_TRUE(std::isfinite(point.dtheta_dpsi) && std::isfinite(point.dk_r_dpsi));
    }
  }
}

TYPED_TEST(Retentions, AreContinuousAtSaturation) {
  for (auto const& law : this->prepared()) {
    double const edge = law.pressure_head(law.saturated());
    EXPECT_LE(edge, 0);
    // So near because k_r of a clay falls as fast as |psi|^0.17.
    double const below = edge < 0 ? std::nextafter(edge, -1e9) : -1e-100;
    EXPECT_NEAR(law.at(below).theta, law.saturated(), 1e-13);
    EXPECT_NEAR(law.at(below).k_r, 1, 1e-13);
  }
}

TYPED_TEST(Retentions, InverseGivesTheWaterContentBack) {
  for (auto const& law : this->prepared()) {
    double const range = law.saturated() - law.residual();
    for (double const S : {1e-3, 0.05, 0.3, 0.5, 0.9, 0.999, 1.0}) {
      double const theta = law.residual() + S * range;
      EXPECT_NEAR(law.at(law.pressure_head(theta)).theta, theta, 1e-13) << S;
    }
  }
}

TYPED_TEST(Retentions, RefuseResidualAboveSaturated) {
  auto law = soils<TypeParam>().front();
  if constexpr (requires { law.theta_r = 0.0; })
    law.theta_r = law.saturated();
  else
    std::reverse(law.theta.begin(), law.theta.end());
  EXPECT_NE(law.prepare(), "");
}

TEST(VanGenuchten, FollowsTheClosedFormOfThePaper) {
  // K_r(h), equation 9 of [vanGenuchten1980], written in the pressure head.
  for (VanGenuchten law : {VanGenuchten{0.102, 0.368, 3.35, 2}, {0.153, 0.25, 0.79, 10.4}}) {
    law.prepare();
    for (double const psi : {-0.05, -0.75, -1.5}) {
      double const x = -law.alpha * psi, n = law.n, m = 1 - 1 / n, base = 1 + std::pow(x, n);
      double const bracket = 1 - std::pow(x, n - 1) * std::pow(base, -m);
      EXPECT_NEAR(law.at(psi).k_r, bracket * bracket / std::pow(base, m / 2), 1e-13);
    }
  }
}

TEST(VanGenuchten, AirEntryRemovesTheInfiniteSlope) {
  VanGenuchten bare{0.05, 0.4, 2, 1.3}, entry{0.05, 0.4, 2, 1.3, 0.5, -0.02};
  bare.prepare();
  entry.prepare();
  EXPECT_EQ(entry.at(-0.0199).k_r, 1);
  EXPECT_GT(bare.at(-1e-9).dk_r_dpsi, 1e4);
  EXPECT_LT(entry.at(-0.02 - 1e-9).dk_r_dpsi, 1e2);
  // Below the entry both curves are those of van Genuchten's function, but for one factor.
  double const factor = entry.at(-1).theta - 0.05, other = entry.at(-30).theta - 0.05;
  EXPECT_NEAR(factor / other, (bare.at(-1).theta - 0.05) / (bare.at(-30).theta - 0.05), 1e-12);
}

TEST(BrooksCorey, ConductivityHasThePublishedPower) {
  // K/K_s = (psi_b/psi)^(2 + 3 lambda).  [BrooksCorey1964]
  BrooksCorey const law{0.05, 0.43, -0.2, 2.5, true};
  EXPECT_NEAR(law.at(-0.7).k_r, std::pow(0.2 / 0.7, 2 + 3 * 2.5), 1e-15);
}

TEST(Haverkamp, WaterContentsOfTheSandColumn) {
  // The column starts at -61.5 cm with 0.10 and is held at -20.7 cm with 0.267.  [Haverkamp1977]
  auto const sand = soils<Haverkamp>().front();
  EXPECT_NEAR(sand.at(-0.615).theta, 0.10, 5e-4);
  EXPECT_NEAR(sand.at(-0.2073).theta, 0.267, 5e-4);
}

TEST(Gardner, PressureHeadOfAUnitGradient) {
  // A flux of a tenth of K_s moves under gravity alone where psi = -ln(10)/alpha.
  // [SrivastavaYeh1991]
  Gardner const soil{0.06, 0.4, 10};
  EXPECT_NEAR(soil.at(-std::log(10.0) / 10).k_r, 0.1, 1e-15);
}

TEST(Tabulated, PassesThroughItsPoints) {
  auto table = soils<TabulatedRetention>().front();
  table.prepare();
  for (std::size_t i = 0; i < table.psi.size(); ++i) {
    EXPECT_NEAR(table.at(table.psi[i]).theta, table.theta[i], 1e-15);
    EXPECT_NEAR(table.at(table.psi[i]).k_r, table.k_r[i], 1e-14);
  }
  EXPECT_EQ(table.at(-1e4).theta, 0.05);
  EXPECT_EQ(table.at(-1e4).k_r, 1e-9);
}

TEST(Tabulated, RefusesPointsOutOfOrder) {
  auto const good = soils<TabulatedRetention>().front();
  auto wrong = good;
  wrong.k_r[2] = wrong.k_r[1];
  EXPECT_NE(wrong.prepare(), "");
  wrong = good;
  wrong.psi.back() = -0.01;
  EXPECT_NE(wrong.prepare(), "");
  wrong = good;
  wrong.theta.pop_back();
  EXPECT_NE(wrong.prepare(), "");
}

}  // namespace
}  // namespace sanggan
