#include "benchmarks/performance/problem_run.hpp"

namespace sanggan::benchmark {

// Loam box with the water table at its base: rain everywhere, five times as much on a square. Check
// values from PFLOTRAN 2023-05 and ParFlow 3.15, which differ by up to 0.012 in saturation at the
// front; with the same upstream weighting. `best_scheme` is compared with what both tend to: the
// values of a refined column.
Measurement infiltration(bool refined, bool best_scheme) {
  constexpr double day = 86400, side = 200, height = 20, mm = 1e-3;
  int const n = refined ? 100 : 50;
  BoxSpec box{edges(side, n), edges(side, n), edges(height, 50), "loam", {}, {}, {}};
  box.surface = {{"heap", Polygon{{{60, 60}, {140, 60}, {140, 140}, {60, 140}}}}};
  Site site;
  Material loam;
  loam.name = "loam";
  loam.K = {0.2496 / day, 0.2496 / day, 0.2496 / day};
  VanGenuchten curve{0.078, 0.43, 3.6, 1.56, 0.5, 0};
  curve.prepare();
  loam.retention = curve;
  site.materials = {loam};
  site.material_of_zone = {{"loam", 0}};
  site.boundaries = {{"water table", "bottom", FixedPressureHead{Series::constant(0)}, {}, {}, {}},
                     {"rain", "top", Recharge{Series::constant(10 * mm / day)}, {}, {}, {}},
                     {"heap", "heap", Recharge{Series::constant(50 * mm / day)}, {}, {}, {}}};
  TimeControl time;
  time.end = (refined ? 5 : 30) * day;
  time.first_step = 1e-3 * day;
  time.largest_step = day;
  time.water_content_tolerance = 1e-2;
  NewtonControl newton;
  newton.upstream = !best_scheme;
  auto const checks = [&](Simulation const& simulation, std::vector<Check>& out) {
    auto const& mesh = simulation.mesh();
    double const water = simulation.balance().accounts()[0].stored.dissolved;
    out.push_back({"water in the box (m3)", water, refined ? 117583.0 : 133983.0,
                   1e-4 * (refined ? 117583.0 : 133983.0)});
    auto const saturation = [&](Vec3 x) {
      return at(mesh, x, [&](Index c) { return simulation.state().water[c] / 0.43; });
    };
    auto const psi = [&](Vec3 x) {
      return at(mesh, x, [&](Index c) { return simulation.state().psi[c]; });
    };
    double const middle = refined ? 101 : 98, corner = refined ? 1 : 2;
    if (refined) {
      double const from_top[] = {0.9109, 0.7961, 0.5062, 0.2712};
      for (int k = 0; k < 4; ++k)
        out.push_back({"saturation at the centre", saturation({middle, middle, 19.8 - 0.4 * k}),
                       from_top[k], 0.012});
      out.push_back({"saturation at a corner", saturation({corner, corner, 19.8}), 0.5154, 0.012});
      out.push_back({"saturation at a corner", saturation({corner, corner, 19.4}), 0.2890, 0.012});
    } else {
      double const heads[] = {-0.2000,
                              -2.2000,
                              -4.2001,
                              -6.2001,
                              -8.2001,
                              -10.2002,
                              -12.2002,
                              best_scheme ? -14.2 : -13.7011,
                              best_scheme ? -0.1067 : -0.1104,
                              -0.1067};
      for (int k = 0; k < 10; ++k)
        out.push_back({"pressure head at the centre (m)", psi({middle, middle, 0.2 + 2 * k}),
                       heads[k], k == 7 ? 0.35 : 2e-3});
      out.push_back({"saturation at the top", saturation({middle, middle, 19.8}), 0.9425, 2e-3});
      out.push_back({"saturation at a corner", saturation({corner, corner, 19.8}),
                     best_scheme ? 0.8138 : 0.8007, 2e-3});
    }
  };
  return measure(
      std::string(refined ? "PA2" : "PA1") + (best_scheme ? " best scheme" : ""), box, site, time,
      newton, {}, [](Vec3 x) { return -x.z; }, checks);
}

}  // namespace sanggan::benchmark
