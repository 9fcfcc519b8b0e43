// Gravity and pressure balance at rest on any mesh, and the flow of a linear head is exact where
// the faces are normal to the lines between cell centres.
#include <gtest/gtest.h>

#include <numbers>

#include "flow_problem.hpp"

namespace sanggan {
namespace {
using namespace sanggan::test;

VanGenuchten const sand{0.045, 0.43, 15, 3};

/// A reproducible number in [0, 1) for a place.
double chance(Vec3 p) {
  double const s = std::sin(12.9898 * p.x + 78.233 * p.y + 37.719 * p.z) * 43758.5453;
  return s - std::floor(s);
}

TerrainSpec hills() {
  TerrainSpec spec;
  spec.x = edges(0, 40, 10);
  spec.y = edges(0, 30, 8);
  spec.base = [](Vec2) { return 0.0; };
  spec.layers = {{"soil", 12, 0.5, [](Vec2 p) {
                    return 20 + 3 * std::sin(2 * std::numbers::pi * p.x / 40) *
                                    std::cos(2 * std::numbers::pi * p.y / 30);
                  }}};
  return spec;
}

TEST(Rest, AWaterTableUnderHillsStaysStill) {
  Material soil = material(sand, 1e-4);
  soil.K = {1e-4, 1e-4, 1e-5};
  soil.S_s = 1e-5;
  TimeControl time;
  time.end = 100 * day;
  time.first_step = 1 * hour;
  time.largest_step = 10 * day;
  auto const decades = [](Vec3 p) { return std::pow(10, 4 * (chance(p) - 0.5)); };
  TestRun run(build_terrain(hills(), MPI_COMM_WORLD), one_soil(soil, {}), time, {}, {},
              MPI_COMM_WORLD, decades);
  auto const rest = [](Vec3 p) { return 8 - p.z; };
  run_balanced(run, rest);
  EXPECT_LT(psi_error(run, rest).largest, 1e-11);  // round-off of 20 m, at contrasts of 10^4
  double fastest = 0;
  auto const Q = run.simulation->flow().equations().face_flow();
  for (Index f = 0; f < run.mesh.n_faces(); ++f)
    fastest = std::max(fastest, std::abs(Q[f]) / norm(run.mesh.area_vector()[f]));
  EXPECT_LT(fastest, 1e-12 * 1e-4 * 100);
}

/// Uneven spacing, saturated, one conductivity along each axis.
void expect_linear_head(std::string const& from, std::string const& to, Vec3 along, double K) {
  BoxSpec box;
  box.x = {0, 1, 1.5, 3, 3.2, 6};
  box.y = {-2, 0, 0.3, 1, 2};
  box.z = {-10, -9, -6, -5.5, -4};
  box.default_zone = "soil";
  Vec3 const low{0, -2, -10}, high{6, 2, -4};
  double const length = dot(along, high - low);
  Material soil = material(sand, 1);
  soil.K = {5 / day, 4 / day, 1 / day};
  TimeControl time;
  time.end = day;
  time.steady_start = true;
  TestRun run(box, one_soil(soil, {held_head(from, 2), held_head(to, 1)}), time);
  run_balanced(run, [](Vec3 p) { return 1.5 - p.z; });
  auto const exact = [&](Vec3 p) { return 2 - dot(along, p - low) / length - p.z; };
  EXPECT_LT(psi_error(run, exact).largest, 1e-9);
  double const q = K / length;
  auto const Q = run.simulation->flow().equations().face_flow();
  for (Index f = 0; f < run.mesh.n_faces(); ++f)
    EXPECT_NEAR(Q[f], q * dot(along, run.mesh.area_vector()[f]), 1e-9 * q) << "face " << f;
}

TEST(LinearHead, FlowAlongEachAxisIsExact) {
  expect_linear_head("west", "east", {1, 0, 0}, 5 / day);
  expect_linear_head("south", "north", {0, 1, 0}, 4 / day);
  expect_linear_head("bottom", "top", {0, 0, 1}, 1 / day);
}

}  // namespace
}  // namespace sanggan
