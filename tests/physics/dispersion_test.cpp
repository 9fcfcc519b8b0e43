#include "physics/dispersion.hpp"

#include <gtest/gtest.h>

#include <array>

namespace sanggan {
namespace {

using Vector = std::array<double, 3>;

Vector times(SymmetricTensor const& D, Vector const& v) {
  return {D.xx * v[0] + D.xy * v[1] + D.xz * v[2], D.xy * v[0] + D.yy * v[1] + D.yz * v[2],
          D.xz * v[0] + D.yz * v[1] + D.zz * v[2]};
}

void expect_eigenpair(SymmetricTensor const& D, Vector const& v, double value) {
  Vector const image = times(D, v);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(image[i], value * v[i], 1e-14 * std::abs(value));
}

TEST(Dispersion, SpreadsAlongAndAcrossTheFlow) {
  constexpr double alpha_L = 10, alpha_T = 0.5, diffusion = 3e-10, q = 7e-8;
  Vector const along{2.0 / 7, 3.0 / 7, -6.0 / 7};  // of length 1, as the two across it
  Vector const across_1{6.0 / 7, 2.0 / 7, 3.0 / 7}, across_2{3.0 / 7, -6.0 / 7, -2.0 / 7};
  auto const D = dispersion_tensor(q * along[0], q * along[1], q * along[2],
                                   {alpha_L, alpha_T, alpha_T}, diffusion);
  expect_eigenpair(D, along, alpha_L * q + diffusion);
  expect_eigenpair(D, across_1, alpha_T * q + diffusion);
  expect_eigenpair(D, across_2, alpha_T * q + diffusion);
}

// The formula of Burnett and Frind, case by case.
TEST(Dispersion, OfLayeredGroundSpreadsLessTowardsTheVertical) {
  constexpr Dispersivity alpha{10, 0.5, 0.02};
  constexpr double q = 3e-8;
  Vector const east{0.6, 0.8, 0}, side{0.8, -0.6, 0}, up{0, 0, 1};
  auto const level = dispersion_tensor(q * east[0], q * east[1], 0, alpha, 0);
  expect_eigenpair(level, east, 10 * q);
  expect_eigenpair(level, side, 0.5 * q);
  expect_eigenpair(level, up, 0.02 * q);
  auto const falling = dispersion_tensor(0, 0, -q, alpha, 0);
  expect_eigenpair(falling, up, 10 * q);
  expect_eigenpair(falling, side, 0.02 * q);
}

TEST(Dispersion, IsDiffusionAloneInStandingWater) {
  auto const D = dispersion_tensor(0, 0, 0, {10, 1, 0.1}, 4e-10);
  for (double const d : {D.xx, D.yy, D.zz}) EXPECT_EQ(d, 4e-10);
  for (double const d : {D.xy, D.xz, D.yz}) EXPECT_EQ(d, 0);
}

TEST(Dispersion, DoesNotKnowUpstreamFromDownstream) {
  auto const one = dispersion_tensor(1e-8, -2e-8, 3e-8, {5, 1, 0.2}, 0),
             two = dispersion_tensor(-1e-8, 2e-8, -3e-8, {5, 1, 0.2}, 0);
  EXPECT_EQ(one.xx, two.xx);
  EXPECT_EQ(one.xy, two.xy);
  EXPECT_EQ(one.yz, two.yz);
}

TEST(Tortuosity, MillingtonQuirk) {
  EXPECT_NEAR(millington_quirk(0.4, 0.4), std::cbrt(0.4), 1e-15);
  EXPECT_NEAR(millington_quirk(0.2, 0.4), std::pow(0.2, 7.0 / 3) / 0.16, 1e-15);
  EXPECT_EQ(millington_quirk(0, 0.4), 0);
  EXPECT_EQ(millington_quirk(-1e-18, 0.4), 0);
}

}  // namespace
}  // namespace sanggan
