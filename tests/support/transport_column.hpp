#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/test_run.hpp"

namespace sanggan::test {

constexpr double day = 86400, year = 365.25 * day, cm = 0.01;

/// Porous material of water content theta when saturated; its other properties are set after.
inline Material saturated(double theta, std::size_t n_species = 1) {
  return material(VanGenuchten{0.0, theta, 1, 2, 0.5, 0}, 1e-4, n_species);
}
/// `from` until `until`, then `after`.
inline Series pulse(double from, double until, double after = 0) {
  return {{0, until}, {from, after}, Series::Kind::step, 0};
}

/// A saturated column along x with a steady Darcy flux and a third-type inlet in the west.
struct SteadyColumn {
  double length = 1;  ///< (m)
  int cells = 100;    ///< (-)
  double q = 0;       ///< (m/s)
  Material soil;      ///< one material
  std::vector<Species> species;
  std::vector<Series> C_inflow;  ///< by species (mol/m3)
  double end = 0, dt = 0;        ///< (s)
  std::vector<double> outputs;   ///< times that a step must hit (s)
  TransportControl::Advection advection = TransportControl::Advection::tvd;

  TestRun build() const {
    BoxSpec const box{edges(0, length, cells), edges(0, 1, 1), edges(0, 1, 1), "soil", {}, {}, {}};
    Site site;
    site.materials = {soil};
    site.material_of_zone = {{"soil", 0}};
    site.species = species;
    site.boundaries = {{"in", "west", FixedFlux{Series::constant(q)}, C_inflow, {}, {}},
                       {"out", "east", FixedHead{Series::constant(10)}, {}, {}, {}}};
    TimeControl time;
    time.end = end;
    time.first_step = time.largest_step = dt;
    time.steady_flow = true;
    time.outputs = outputs;
    TransportControl transport;
    transport.advection = advection;
    return {box, site, time, {}, transport};
  }
};

/// The project's promise: what comes in, goes out and is stored agrees for every quantity.
inline void expect_balance(TestRun const& run) {
  for (auto const& account : run.simulation->balance().accounts())
    EXPECT_LT(account.relative_error(), 1e-9) << account.name;
}
/// Runs to the end from the pressure heads psi(x).
template <class Psi>
void complete(TestRun& run, Psi const& psi) {
  ASSERT_TRUE(run.simulation->start(run.psi(psi))) << run.simulation->failure().reason;
  ASSERT_EQ(run.simulation->run({}), RunEnd::done) << run.simulation->failure().reason;
  expect_balance(run);
}
inline void complete(TestRun& run) {
  complete(run, [](Vec3 x) { return 10.0 - x.z; });
}
/// Concentration (mol/m3) of a species on a line of cells along x, linear between the centres.
inline double on_line(TestRun const& run, std::size_t species, double x) {
  auto const& C = run.simulation->state().C[species];
  std::pair<double, double> left{-1e300, 0}, right{1e300, 0};
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    double const at = run.mesh.centre()[c].x;
    if (at <= x && at > left.first) left = {at, C[c]};
    if (at > x && at < right.first) right = {at, C[c]};
  }
  double const share = (x - left.first) / (right.first - left.first);
  return left.second + share * (right.second - left.second);
}

/// Errors against an exact concentration(x), over the cells with centre.x < `until`.
struct Errors {
  double L1 = 0, L2 = 0, Linf = 0;  ///< means over the volume (mol/m3)
};
template <class Exact>
Errors errors(TestRun const& run, std::size_t species, Exact const& exact, double until = 1e300) {
  Errors e;
  double volume = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    Vec3 const x = run.mesh.centre()[c];
    if (x.x >= until) continue;
    double const V = run.mesh.volume()[c];
    double const d = std::abs(run.simulation->state().C[species][c] - exact(x));
    volume += V;
    e.L1 += V * d;
    e.L2 += V * d * d;
    e.Linf = std::max(e.Linf, d);
  }
  return {e.L1 / volume, std::sqrt(e.L2 / volume), e.Linf};
}
/// Order observed where a refinement by two changes an error from `coarse` to `fine`.
inline double order(double coarse, double fine) { return std::log2(coarse / fine); }

/// Smallest and largest concentration.
inline std::pair<double, double> range(TestRun const& run, std::size_t species = 0) {
  auto const& C = run.simulation->state().C[species];
  auto const [least, most] = std::minmax_element(C.begin(), C.begin() + run.mesh.n_owned_cells());
  return {*least, *most};
}

}  // namespace sanggan::test
