#include "physics/boundary.hpp"

#include "law_checks.hpp"

namespace sanggan {
namespace {

using namespace test;

constexpr double K = 1e-5, area = 4;  // (m/s), (m2)
constexpr double z_cell = 9.75, z_face = 10;
constexpr double rate = 2e-6, evaporation = 3e-8;  // (m/s)

// Samples of each law. A new law has to add its own here.
template <class Law>
std::vector<Law> samples();
template <>
std::vector<FixedHead> samples() {
  return {{Series::constant(8.5)}, {Series::constant(10.5)}};
}
template <>
std::vector<FixedPressureHead> samples() {
  return {{Series::constant(-0.75)}, {Series::constant(0.2)}};
}
template <>
std::vector<FixedFlux> samples() {
  return {{Series::constant(rate)}, {Series::constant(-rate)}};
}
template <>
std::vector<Recharge> samples() {
  return {{Series::constant(rate)}};
}
template <>
std::vector<Atmosphere> samples() {
  auto const none = Series::constant(0);
  return {{Series::constant(rate), none, -100, 0},
          {Series::constant(50 * rate), none, -100, 0},
          {Series::constant(50 * rate), none, -100, 0.05},
          {none, Series::constant(evaporation), -100, 0},
          {none, Series::constant(evaporation), -2, 0},
          {none, Series::constant(300 * evaporation), -2, 0.05},  // as much as groundwater brings
          {none, none, -100, 0.05}};
}
template <>
std::vector<SeepageFace> samples() {
  return {{}, {Series::constant(10.2)}, {Series::constant(9.9)}};
}
template <>
std::vector<FreeDrainage> samples() {
  return {{}};
}
template <>
std::vector<GeneralHead> samples() {
  return {{Series::constant(9.5), 1e-7}};
}
template <>
std::vector<River> samples() {
  return {{Series::constant(10.3), 9.6, 1e-7}};
}
template <>
std::vector<Drain> samples() {
  return {{Series::constant(9.6), 1e-7}};
}

Retention const& loam() {
  static Retention const soil = [] {
    VanGenuchten law{0.078, 0.43, 3.6, 1.56};
    law.prepare();
    return law;
  }();
  return soil;
}

/// The top face of a cell of loam, an hour into a day of forcing.
SurfaceView ground(double psi, double ponded = 0) {
  SurfaceView face;
  face.t_rate = 5400;
  face.t_head = 7200;
  face.dt = 3600;
  face.cell = std::visit([&](auto const& law) { return law.at(psi); }, loam());
  face.psi = psi;
  face.z_cell = z_cell;
  face.z_face = z_face;
  face.conductance = K * area / (z_face - z_cell);
  face.K_vertical = K;
  face.area = face.plan_area = area;
  face.ponded = ponded;
  face.retention = &loam();
  return face;
}

/// Pressure heads from very dry to under water; none is an edge of a sample.
std::vector<double> states() {
  std::vector<double> psi;
  for (double const suction : log_spaced(5e-3, 110, 200)) psi.insert(psi.begin(), -suction);
  for (double const depth : log_spaced(7e-3, 1.3, 50)) psi.push_back(depth);
  std::sort(psi.begin(), psi.end());
  return psi;
}

template <class Law>
class Boundaries : public testing::Test {};
TYPED_TEST_SUITE(Boundaries, LawsOf<FlowBoundary>::Types, NameOfLaw);

TYPED_TEST(Boundaries, SlopeIsTheDerivativeOfTheFlow) {
  for (auto const& law : samples<TypeParam>())
    for (double const ponded : {0.0, 0.01}) {
      int compared = 0;
      for (double const psi : states()) {
        double const h = 1e-5 * std::abs(psi);
        auto const flow = [&](double p) { return law.flow(ground(p, ponded)).Q; };
        // Where the law switches between two branches there are two slopes.
        double const low = law.flow(ground(psi - h, ponded)).dQ_dpsi,
                     high = law.flow(ground(psi + h, ponded)).dQ_dpsi;
        if (std::abs(high - low) > 0.1 * std::max(std::abs(high), std::abs(low))) continue;
        double const slope = law.flow(ground(psi, ponded)).dQ_dpsi;
        expect_slope(flow, psi, slope, h, std::abs(slope) * z_face);  // heads are of this size
        ++compared;
      }
      EXPECT_GE(compared, 240);
    }
}

TYPED_TEST(Boundaries, FlowHasNoJumps) {
  for (auto const& law : samples<TypeParam>())
    for (double const ponded : {0.0, 0.01})
      for (double psi = -3; psi < 1; psi += 1e-3) {
        auto const here = law.flow(ground(psi, ponded)),
                   next = law.flow(ground(psi + 1e-3, ponded));
        double const slope = std::max(std::abs(here.dQ_dpsi), std::abs(next.dQ_dpsi));
        // A slope may double from one state to the next where it is steep.
        EXPECT_LE(std::abs(next.Q - here.Q), 2e-3 * slope + 1e-15) << psi;
      }
}

TEST(FixedHead, IsAtRestWithAnEqualHead) {
  FixedHead const law{Series::constant(9.25)};
  EXPECT_NEAR(law.flow(ground(9.25 - z_cell)).Q, 0, 1e-18);
  EXPECT_LT(law.flow(ground(-0.6)).Q, 0);
  EXPECT_GT(law.flow(ground(-0.4)).Q, 0);
}

TEST(FixedFlux, BringsItsRatePerArea) {
  auto face = ground(-1);
  face.plan_area = 3;
  EXPECT_DOUBLE_EQ((FixedFlux{Series::constant(rate)}.flow(face).Q), -rate * area);
  EXPECT_DOUBLE_EQ((Recharge{Series::constant(rate)}.flow(face).Q), -rate * 3);
}

TEST(SeepageFace, LetsWaterOutOnlyAboveAtmosphericPressure) {
  SeepageFace const law;
  double const at_rest = z_face - z_cell;
  for (double const psi : states()) {
    double const Q = law.flow(ground(psi)).Q;
    EXPECT_GE(Q, 0);
    EXPECT_EQ(Q > 0, psi > at_rest) << psi;
  }
  // Saturated on both sides: Darcy's law.
  EXPECT_NEAR(law.flow(ground(0.75)).Q, K * area * (0.75 - at_rest) / at_rest, 1e-18);
}

TEST(FreeDrainage, IsTheConductivityOfTheCell) {
  FreeDrainage const law;
  EXPECT_DOUBLE_EQ(law.flow(ground(0.3)).Q, K * area);
  EXPECT_DOUBLE_EQ(law.flow(ground(-0.5)).Q, K * area * ground(-0.5).cell.k_r);
}

TEST(Drain, OnlyDrains) {
  Drain const law{Series::constant(9.6), 1e-7};
  for (double const psi : states()) {
    double const head = psi + z_cell;
    EXPECT_NEAR(law.flow(ground(psi)).Q, std::max(0.0, 1e-7 * area * (head - 9.6)), 1e-20);
  }
}

TEST(River, LosesNoMoreOnceTheWaterTableIsBelowItsBed) {
  River const law{Series::constant(10.3), 9.6, 1e-7};
  EXPECT_NEAR(law.flow(ground(0.8)).Q, 1e-7 * area * (10.55 - 10.3), 1e-20);
  EXPECT_NEAR(law.flow(ground(-0.1)).Q, 1e-7 * area * (9.65 - 10.3), 1e-20);
  for (double const psi : {-0.16, -1.0, -50.0})
    EXPECT_NEAR(law.flow(ground(psi)).Q, 1e-7 * area * (9.6 - 10.3), 1e-20);
}

class Weather : public testing::Test {
 protected:
  static Atmosphere weather(double rain, double evaporation, double psi_dry, double pond) {
    return {Series::constant(rain), Series::constant(evaporation), psi_dry, pond};
  }
};

TEST_F(Weather, DryGroundTakesAllTheRain) {
  auto const law = weather(rate, 0, -100, 0);
  auto const flow = law.flow(ground(-3));
  EXPECT_DOUBLE_EQ(flow.Q, -rate * area);
  EXPECT_EQ(flow.dQ_dpsi, 0);
  EXPECT_EQ(flow.runoff, 0);
}

// What falls enters, stays on the ground or runs off, in every state.
TEST_F(Weather, WaterOnTheGroundIsAccountedFor) {
  for (double const pond : {0.0, 0.02, 0.5})
    for (double const rain : {0.0, rate, 20 * rate, 500 * rate})
      for (double const evaporation : {0.0, 1e-8})
        for (double const ponded : {0.0, 0.01})
          for (double const psi : states()) {
            if (rain <= evaporation || ponded > pond) continue;
            auto const face = ground(psi, ponded);
            auto const flow = weather(rain, evaporation, -100, pond).flow(face);
            double const supply = (rain - evaporation) * area + ponded * area / face.dt;
            EXPECT_NEAR(-flow.Q + flow.ponded * area / face.dt + flow.runoff, supply,
                        1e-13 * supply + 1e-13 * std::abs(flow.Q));
            EXPECT_GE(flow.runoff, -1e-13 * supply);
            EXPECT_GE(flow.ponded, 0);
            EXPECT_LE(flow.ponded, pond);
            // Nothing runs off before the pond is full.
            bool const spills = flow.runoff > 1e-12 * supply;
            EXPECT_TRUE(!spills || flow.ponded == pond);
          }
}

// Groundwater that stands above the ground comes out of it, whatever evaporates.
TEST_F(Weather, WetGroundSeepsUnderEvaporation) {
  double const evaporation = 1e-8;
  auto const face = ground(1.3);
  auto const flow = weather(0, evaporation, -100, 0).flow(face);
  EXPECT_EQ(flow.Q, face.toward(0).Q);
  EXPECT_GT(flow.Q, evaporation * area);
  EXPECT_NEAR(flow.runoff, flow.Q - evaporation * area, 1e-18);
}

TEST_F(Weather, WetGroundYieldsToItsCapacity) {
  auto const law = weather(500 * rate, 0, -100, 0);
  // Saturated under an open surface: Darcy's law.
  EXPECT_NEAR(law.flow(ground(0)).Q, -K * area, 1e-18);
  EXPECT_NEAR(law.flow(ground(0)).runoff, (500 * rate - K) * area, 1e-18);
}

TEST_F(Weather, EvaporationFallsBelowItsPotentialInDryGround) {
  auto const law = weather(0, evaporation, -100, 0);
  EXPECT_DOUBLE_EQ(law.flow(ground(-0.5)).Q, evaporation * area);
  double const dry = law.flow(ground(-60)).Q;
  EXPECT_GT(dry, 0);
  EXPECT_LT(dry, evaporation * area);
  // A surface at its least pressure head draws no water from drier ground.
  EXPECT_EQ(law.flow(ground(-105)).Q, 0);
}

TEST_F(Weather, RainAndEvaporationAreNetted) {
  auto const law = weather(rate, rate / 4, -100, 0);
  EXPECT_DOUBLE_EQ(law.flow(ground(-3)).Q, -0.75 * rate * area);
}

TEST_F(Weather, OverhangsGetNone) {
  auto face = ground(-1);
  face.plan_area = 0;
  EXPECT_EQ(weather(rate, 0, -100, 0).flow(face).Q, 0);
}

}  // namespace
}  // namespace sanggan
