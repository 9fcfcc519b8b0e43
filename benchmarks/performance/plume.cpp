#include <fmt/format.h>

#include "benchmarks/performance/problem_run.hpp"

namespace sanggan::benchmark {

// Saturated box with a recharge window that carries a sorbing solute. Check values: MODFLOW 6.6.2
// with upstream weighting and without cross terms.
Measurement plume(int species, int steps, bool best_scheme) {
  constexpr double day = 86400, month = 36.5 * day;
  BoxSpec box{edges(1000, 100), edges(1000, 100), edges(20, 20), "sand", {}, {}, {}};
  box.surface = {{"window", Polygon{{{200, 450}, {300, 450}, {300, 550}, {200, 550}}}}};
  Site site;
  Material sand;
  sand.name = "sand";
  sand.K = {10 / day, 10 / day, 10 / day};
  VanGenuchten curve{0.0, 0.25, 1, 2, 0.5, 0};
  curve.prepare();
  sand.retention = curve;
  sand.dispersivity = {10, 1, 1};
  sand.rho_b = 1000;
  sand.tortuosity = 1;
  sand.sorption.assign(static_cast<std::size_t>(species),
                       Sorption{LinearIsotherm{0.795 * 0.25 / 1000}});
  site.materials = {sand};
  site.material_of_zone = {{"sand", 0}};
  auto const carried = std::vector<Series>(static_cast<std::size_t>(species), Series::constant(1));
  for (int s = 0; s < species; ++s) {
    Species one;
    one.name = fmt::format("S{}", s);
    one.molar_mass = 0.1;
    one.D_m = 8.64e-5 / day;
    site.species.push_back(one);
  }
  site.boundaries = {{"west", "west", FixedHead{Series::constant(25)}, {}, {}, {}},
                     {"east", "east", FixedHead{Series::constant(20)}, {}, {}, {}},
                     {"window", "window", Recharge{Series::constant(2e-3 / day)}, carried, {}, {}}};
  TimeControl time;
  time.end = steps * month;
  time.first_step = time.largest_step = month;
  time.steady_flow = true;
  TransportControl transport;
  transport.courant = 1e300;
  if (best_scheme) {
    transport.courant = 1;
  } else {
    transport.advection = TransportControl::Advection::upwind;
    transport.cross_dispersion = false;
  }
  auto const checks = [&](Simulation const& simulation, std::vector<Check>& out) {
    if (best_scheme) return;
    auto const C = [&](double x, int layer) {
      return at(simulation.mesh(), {x, 495, 20.5 - layer},
                [&](Index c) { return simulation.state().C[0][c]; });
    };
    double const mass = simulation.balance().accounts()[1].stored.dissolved;
    struct Row {
      double x, top, tenth, bottom;
    };
    std::vector<Row> const early{{255, 0.26272, 0.083452, 0.025833},
                                 {305, 0.20696, 0.099289, 0.040682},
                                 {405, 0.021424, 0.016456, 0.010963}};
    std::vector<Row> const late{{405, 0.18671, 0.17563, 0.16295}, {505, 0.15733, 0.15570, 0.15380}};
    double const expected = steps == 20 ? 8133.66 : 40657.2;
    out.push_back({"dissolved mass (mol)", mass, expected, 1e-4 * expected});
    for (Row const& row : steps == 20 ? early : late)
      for (auto const& [layer, value] : {std::pair{1, row.top}, {10, row.tenth}, {20, row.bottom}})
        out.push_back({fmt::format("C at {:.0f} m, layer {}", row.x, layer), C(row.x, layer), value,
                       0.01 * value});
  };
  return measure(
      fmt::format("PB{} {} species{}", steps == 20 ? 2 : 1, species,
                  best_scheme ? ", best scheme" : ""),
      box, site, time, {}, transport, [](Vec3 x) { return 25 - x.x / 200 - x.z; }, checks);
}

}  // namespace sanggan::benchmark
