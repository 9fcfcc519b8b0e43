#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <stdexcept>
#include <string>

#include "tests/support/test_run.hpp"

// Transient problems of flow whose error in time is known by a solution with far shorter steps.
namespace sanggan::test::transient {

constexpr double cm = 0.01, hour = 3600, day = 86400;  // (m), (s)

struct Problem {
  std::string name;
  BoxSpec box;
  Site site;
  double end;  ///< (s)
  std::function<double(Vec3)> psi;
};

inline Site one_soil(Retention retention, double K, std::vector<Boundary> boundaries) {
  Site site;
  site.materials = {material(std::move(retention), K)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = std::move(boundaries);
  return site;
}
inline Boundary on(std::string const& patch, FlowBoundary law) {
  return {patch, patch, std::move(law), {}, {}, {}};
}
inline Boundary held(std::string const& patch, double psi) {
  return on(patch, FixedPressureHead{Series::constant(psi)});
}
inline BoxSpec column(double bottom, double top, int cells) {
  return {edges(0, 1, 1), edges(0, 1, 1), edges(bottom, top, cells), "soil", {}, {}, {}};
}

// Infiltration rises ninefold above a water table.  [SrivastavaYeh1991]
inline Problem wetting() {
  double const K = 1 * cm / hour;
  return {"srivastava_yeh", column(0, 1, 100),
          one_soil(Gardner{0.06, 0.40, 10}, K,
                   {on("top", FixedFlux{Series::constant(0.9 * K)}), held("bottom", 0)}),
          10 * hour, [](Vec3 x) { return std::log(0.1 + 0.9 * std::exp(-10 * x.z)) / 10; }};
}
// A smooth state in loam evens out in two dimensions while the rain swells and fades.
inline Problem redistribution() {
  constexpr double pi = std::numbers::pi;
  BoxSpec const box{edges(0, 1, 16), edges(0, 1, 1), edges(0, 1, 16), "soil", {}, {}, {}};
  Series const rain{{0, 1 * day, 2 * day}, {0, 2e-7, 0}, Series::Kind::linear, 0};
  return {"redistribution", box,
          one_soil(VanGenuchten{0.08, 0.43, 4, 1.6}, 1e-5,
                   {held("bottom", -1), on("top", FixedFlux{rain})}),
          1.5 * day, [](Vec3 p) {
            double const s = std::sin(pi * p.z);
            return -1 + 0.6 * std::cos(pi * p.x) * s * s + 0.3 * p.z;
          }};
}
// A front runs into dry soil.  [Celia1990]
inline Problem front() {
  return {"celia", column(-1, 0, 100),
          one_soil(VanGenuchten{0.102, 0.368, 3.35, 2}, 0.00922 * cm,
                   {held("top", -75 * cm), held("bottom", -1000 * cm)}),
          24 * hour, [](Vec3) { return -1000 * cm; }};
}

/// Steps by the estimate of the error.
inline TimeControl controlled(Problem const& problem, double tolerance) {
  TimeControl time;
  time.end = problem.end;
  time.first_step = 1;
  time.smallest_step = 1e-6;
  time.water_content_tolerance = tolerance;
  return time;
}
/// The problem at its end; Newton's method far more exact than the steps.
inline std::unique_ptr<TestRun> solved(Problem const& problem, TimeControl const& time) {
  NewtonControl newton;
  newton.tolerance = 1e-11;
  auto run = std::make_unique<TestRun>(problem.box, problem.site, time, newton);
  if (!run->simulation->start(run->psi(problem.psi)) || run->simulation->run({}) != RunEnd::done)
    throw std::runtime_error(problem.name + ": " + run->simulation->failure().reason);
  return run;
}
/// Largest difference of the water content.
inline double difference(TestRun const& one, TestRun const& two) {
  double largest = 0;
  auto const &a = one.simulation->state().water, &b = two.simulation->state().water;
  for (std::size_t c = 0; c < a.size(); ++c) largest = std::max(largest, std::abs(a[c] - b[c]));
  return one.largest(largest);
}

}  // namespace sanggan::test::transient
