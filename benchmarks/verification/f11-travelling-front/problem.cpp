#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

struct Front {
  double q, end;     ///< rain (m/s), duration (s)
  double psi_0;      ///< behind the front (m)
  double mid_point;  ///< depth of the mean water content (m)
};
constexpr Front sand{1 / day, 0.5 * day, -0.06808448, 2.1139},
    loam{0.25 / day, 1.5 * day, -0.03259413, 1.3586};

/// Water content against the depth (m): d psi/dx = 1 - (q + w (theta - theta_0))/K in the frame
/// that travels at the speed w, from the mid-point both ways.
Curve wave(Material const& soil, Front const& front) {
  auto const theta = [&](double psi) { return curve(soil, psi).theta; };
  auto const K = [&](double psi) { return soil.K.zz * curve(soil, psi).k_r; };
  double const psi_i = -4, theta_0 = theta(front.psi_0), theta_i = theta(psi_i);
  double const w = (front.q - K(psi_i)) / (theta_0 - theta_i), middle = 0.5 * (theta_0 + theta_i);
  double low = psi_i, high = front.psi_0;
  for (int k = 0; k < 100; ++k)
    (theta(0.5 * (low + high)) < middle ? low : high) = 0.5 * (low + high);
  Curve result{"travelling wave", {}, {}};
  for (double const step : {-1e-4, 1e-4}) {
    double psi = low;
    std::vector<double> x, y;
    for (int k = 0; k < 4000 && psi > psi_i && psi < front.psi_0; ++k) {
      if (k % 20 == 0) x.push_back(front.mid_point + k * step), y.push_back(theta(psi));
      psi += step * (1 - (front.q + w * (theta(psi) - theta_0)) / K(psi));
    }
    if (step < 0) std::reverse(x.begin(), x.end()), std::reverse(y.begin(), y.end());
    result.x.insert(result.x.end(), x.begin(), x.end());
    result.y.insert(result.y.end(), y.begin(), y.end());
  }
  return result;
}

Answer solve(Run& run, Front const& front, std::string const& name) {
  run.complete();
  auto const& soil = run.material();
  double const theta_0 = curve(soil, front.psi_0).theta, theta_i = curve(soil, -4).theta;
  double const depth = -elevation_from_above(run, 0.5 * (theta_0 + theta_i), water_of(run));
  double const cell = run.mesh.extent()[0].z;
  Answer answer;
  answer.errors = {std::abs(depth - front.mid_point) / cell,
                   beyond(run, water_of(run), theta_i, theta_0),
                   std::abs(run.inflow("rain") / (front.q * front.end) - 1)};
  answer.computed = {profile(run, name, 2, {}, water_of(run), -1)};
  answer.reference = {wave(soil, front)};
  return answer;
}

}  // namespace

Problem travelling_front() {
  auto const study = [](std::string name, Front const& front, std::string const& rain,
                        std::string const& end, std::string const& found) {
    return Study{name,
                 refined("cm", 2,
                         [=](int) {
                           return std::vector{"zones.soil=" + name,
                                              "boundaries.rain.flow.inflow=" + rain,
                                              "time.end=" + end};
                         }),
                 {{"error of the front's depth", "cells", 1, 0, found},
                  {"water content beyond the wave's", "1", 1e-6, 0, ""},
                  {"error of the rain over it", "1", 1e-12, 0, ""}},
                 [=](Run& run) { return solve(run, front, name); }};
  };
  return {"F11",
          "f11-travelling-front",
          {"Water content behind and ahead of the front", "depth (m)", "water content (-)"},
          {study("sand", sand, "1 m/day", "0.5 day",
                 "0.2 and 0.3 at dz 2 and 1 cm (arithmetic means); 0.9 at 1 cm (Amanzi)"),
           study("loam", loam, "0.25 m/day", "1.5 day", "")}};
}

}  // namespace sanggan::verification
