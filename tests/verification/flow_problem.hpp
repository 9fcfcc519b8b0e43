#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/support/test_run.hpp"

namespace sanggan::test {

constexpr double cm = 0.01, minute = 60, hour = 3600, day = 86400;

/// A vertical column of unit area between two elevations (m).
inline BoxSpec column(double bottom, double top, int cells) {
  return {edges(0, 1, 1), edges(0, 1, 1), edges(bottom, top, cells), "soil", {}, {}, {}};
}

/// Edges of a column whose cells grow downwards from the first one (m) by a constant ratio.
inline std::vector<double> graded(double depth, double first, double ratio) {
  std::vector<double> z{0};
  for (double thickness = first; z.back() > -depth; thickness *= ratio)
    z.push_back(z.back() - thickness);
  for (double& level : z) level *= depth / -z.back();
  return {z.rbegin(), z.rend()};
}

/// A boundary condition named after its patch.
inline Boundary on(std::string const& patch, FlowBoundary law) {
  return {patch, patch, std::move(law), {}, {}, {}};
}
inline Boundary held_pressure(std::string const& patch, double psi) {
  return on(patch, FixedPressureHead{Series::constant(psi)});
}
inline Boundary held_head(std::string const& patch, double head) {
  return on(patch, FixedHead{Series::constant(head)});
}

/// A site of one material in the zone "soil".
inline Site one_soil(Material soil, std::vector<Boundary> boundaries) {
  Site site;
  site.materials = {std::move(soil)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = std::move(boundaries);
  return site;
}

/// Relative conductivity (-) and water content (-) of a material at the pressure head psi (m).
inline CurvePoint curve(Material const& soil, double psi) {
  return std::visit([&](auto const& law) { return law.at(psi); }, soil.retention);
}
inline double k_r(Material const& soil, double psi) { return curve(soil, psi).k_r; }
inline double theta(Material const& soil, double psi) { return curve(soil, psi).theta; }

/// Steps of equal length, whatever their error.
inline TimeControl equal_steps(double end, double dt) {
  TimeControl time;
  time.end = end;
  time.first_step = time.largest_step = dt;
  time.water_content_tolerance = 1;
  return time;
}

/// Starts from psi(place) and runs to the end; the water balance must close whatever the accuracy.
template <class F>
void run_balanced(TestRun& run, F const& psi, RunCallbacks const& callbacks = {}) {
  ASSERT_TRUE(run.simulation->start(run.psi(psi))) << run.simulation->failure().reason;
  ASSERT_EQ(run.simulation->run(callbacks), RunEnd::done) << run.simulation->failure().reason;
  EXPECT_LT(run.simulation->balance().accounts()[0].relative_error(), 1e-9);
}

struct ErrorNorms {
  double L1 = 0, L2 = 0, largest = 0;
};

/// Volume-weighted norms of the difference between value(cell) and exact(centre), over the cells
/// whose centre is `inside`.
template <class V, class E, class W>
ErrorNorms error_norms(TestRun const& run, V const& value, E const& exact, W const& inside) {
  ErrorNorms norms;
  double volume = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const x = run.mesh.centre()[c];
    if (!inside(x)) continue;
    double const error = std::abs(value(c) - exact(x)), V_c = run.mesh.volume()[c];
    volume += V_c;
    norms.L1 += error * V_c;
    norms.L2 += error * error * V_c;
    norms.largest = std::max(norms.largest, error);
  }
  volume = run.sum(volume);
  return {run.sum(norms.L1) / volume, std::sqrt(run.sum(norms.L2) / volume),
          run.largest(norms.largest)};
}
template <class E>
ErrorNorms psi_error(TestRun const& run, E const& exact) {
  return error_norms(
      run, [&](Index c) { return run.simulation->state().psi[c]; }, exact,
      [](Vec3) { return true; });
}

/// value(cell) at the elevation z (m) of a single column, linear between the centres of its cells.
template <class V>
double at_elevation(TestRun const& run, double z, V const& value) {
  auto const centre = run.mesh.centre();
  Index upper = 1;
  while (upper + 1 < run.mesh.n_owned_cells() && centre[upper].z < z) ++upper;
  double const share = (z - centre[upper - 1].z) / (centre[upper].z - centre[upper - 1].z);
  return (1 - share) * value(upper - 1) + share * value(upper);
}
inline double theta_at(TestRun const& run, double z) {
  return at_elevation(run, z, [&](Index c) { return run.simulation->state().water[c]; });
}
inline double psi_at(TestRun const& run, double z) {
  return at_elevation(run, z, [&](Index c) { return run.simulation->state().psi[c]; });
}
/// Elevation (m) at which value(cell), which grows upwards in a single column, equals `level`.
template <class V>
double elevation_of(TestRun const& run, double level, V const& value) {
  auto const centre = run.mesh.centre();
  Index upper = 1;
  while (upper + 1 < run.mesh.n_owned_cells() && value(upper) < level) ++upper;
  double const below = value(upper - 1), above = value(upper);
  return centre[upper - 1].z +
         (level - below) / (above - below) * (centre[upper].z - centre[upper - 1].z);
}

/// Calls look() at each of the `outputs` of the time control.
template <class F>
RunCallbacks at_outputs(F look) {
  RunCallbacks callbacks;
  callbacks.output = [look](Snapshot const&) { look(); };
  return callbacks;
}
/// Water that came in and went out through the boundary of this number since the start (m3).
inline double inflow(TestRun const& run, std::size_t boundary) {
  return run.simulation->balance().accounts()[0].in[boundary];
}
inline double outflow(TestRun const& run, std::size_t boundary) {
  return run.simulation->balance().accounts()[0].out[boundary];
}

/// Observed order of convergence where the second error was found on a mesh (or with a step) finer
/// by `ratio`.
inline double observed_order(double coarse, double fine, double ratio = 2) {
  return std::log(coarse / fine) / std::log(ratio);
}

/// Prints to the test record (`--gtest_output`), not to the screen.
inline void record(std::string const& name, double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.5g", value);
  testing::Test::RecordProperty(name, text);
}

}  // namespace sanggan::test
