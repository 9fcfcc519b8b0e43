#include "physics/well.hpp"

#include <gtest/gtest.h>

namespace sanggan {
namespace {

constexpr double pi = std::numbers::pi, K = 1e-4, length = 10, radius = 0.1;

// r_o = 0.14 sqrt(dx^2 + dy^2) where the ground conducts alike in x and y.  [Peaceman1983]
TEST(WellIndex, IsotropicGround) {
  double const r_o = 0.14 * std::hypot(20.0, 50.0);
  EXPECT_NEAR(well_index({K, K, K}, 20, 50, length, radius, 0),
              2 * pi * K * length / std::log(r_o / radius), 1e-15);
}

// Stretching x by sqrt(K_y/K_x)^(1/2) makes anisotropic ground isotropic with sqrt(K_x K_y).
TEST(WellIndex, AnisotropicGroundIsAStretchedOne) {
  double const K_x = 4e-4, K_y = 1e-4, stretch = std::pow(K_y / K_x, 0.25);
  double const dx = 30, dy = 20;
  double const r_o = 0.14 * std::hypot(dx * stretch, dy / stretch);
  // The borehole becomes an ellipse there; Peaceman takes the mean of its half axes.
  double const r = radius * 0.5 * (stretch + 1 / stretch);
  EXPECT_NEAR(well_index({K_x, K_y, K}, dx, dy, length, radius, 0),
              2 * pi * std::sqrt(K_x * K_y) * length / std::log(r_o / r), 1e-15);
  EXPECT_NEAR(well_index({K_x, K_y, K}, dx, dy, length, radius, 0),
              well_index({K_y, K_x, K}, dy, dx, length, radius, 0), 1e-18);
}

// Turning the main axes of K and the cell with them changes nothing, but for the shape of the cell.
TEST(WellIndex, TurnedAxesKeepTheConductivityOfThePlan) {
  double const K_1 = 4e-4, K_2 = 1e-4, mean = 0.5 * (K_1 + K_2), off = 0.5 * (K_1 - K_2);
  double const r_o = 0.14 * std::hypot(20.0, 20.0);  // K_xx = K_yy at 45 degrees
  EXPECT_NEAR(well_index({mean, mean, K, off}, 20, 20, length, radius, 0),
              2 * pi * std::sqrt(K_1 * K_2) * length / std::log(r_o / radius), 1e-15);
}

TEST(WellIndex, SkinHolds) {
  double const clean = well_index({K, K, K}, 20, 20, length, radius, 0),
               clogged = well_index({K, K, K}, 20, 20, length, radius, 3);
  EXPECT_NEAR(1 / clogged - 1 / clean, 3 / (2 * pi * K * length), 1e-9);
}

}  // namespace
}  // namespace sanggan
