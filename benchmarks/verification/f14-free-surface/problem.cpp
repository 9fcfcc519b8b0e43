#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double foot = 0.3048;

/// Elevation of psi = 0 in the column of cells nearest to x (m), linear between the centres.
double water_table(Run const& run, Probe const& probe, double x) {
  auto const cells = probe.line(2, {x, 0, 0});
  for (std::size_t k = cells.size() - 1; k > 0; --k) {
    double const above = run.psi()[cells[k]], below = run.psi()[cells[k - 1]];
    if (below < 0 || above >= 0) continue;
    double const z = run.mesh.centre()[cells[k - 1]].z;
    return z + below / (below - above) * (run.mesh.centre()[cells[k]].z - z);
  }
  return run.mesh.centre()[cells.front()].z + run.psi()[cells.front()];
}

Curve computed_table(Run const& run, std::string name, double length) {
  Probe const probe(run);
  Curve table{std::move(name), {}, {}};
  for (Index const c : probe.line(0, {})) {
    double const x = run.mesh.centre()[c].x;
    table.x.push_back(x / length);
    table.y.push_back(water_table(run, probe, x) / length);
  }
  return table;
}

Answer dupuit(Run& run, double length, std::function<double(double)> const& level) {
  run.complete();
  Probe const probe(run);
  double worst = 0;
  for (Index const c : probe.line(0, {})) {
    double const x = run.mesh.centre()[c].x, share = x / length;
    if (share < 0.05 || share > 0.9) continue;  // beside the lakes the flow is not horizontal
    worst = std::max(worst, std::abs(water_table(run, probe, x) / level(share) - 1));
  }
  Answer answer;
  answer.errors = {worst};
  return answer;
}

struct Dam {
  double L, H, h;          ///< width, water upstream and downstream (m)
  double exit;             ///< elevation where the free surface leaves (m)
  double quarter, middle;  ///< elevations of the free surface at L/4, L/2 (m); 0: not known
};
constexpr Dam square{10, 10, 2, 3.9395929, 9.195, 8.02}, tall{16, 24, 4, 12.705914, 22.585, 20.404},
    thin{5, 10, 2, 6.3445505, 0, 0};

Answer dam_flow(Run& run, Dam const& dam, std::string const& name) {
  run.complete();
  Probe const probe(run);
  double const Q = (run.outflow("downstream") - run.inflow("downstream")) / run.c.time.end;
  double const exact = 1e-4 * (dam.H * dam.H - dam.h * dam.h) / (2 * dam.L);
  // The highest face that seeps.
  auto const flow = run.simulation.flow().equations().boundary().Q();
  double top = dam.h, cell = run.mesh.extent()[0].z;
  Patch const& patch = run.mesh.patches()[run.mesh.patch_index("east")];
  for (Index f = patch.first; f < patch.last; ++f)
    if (flow[f - run.mesh.n_interior_faces()] > 1e-6 * Q)
      top = std::max(top, run.mesh.face_centre()[f].z + 0.5 * cell);
  Answer answer;
  answer.errors = {std::abs(Q / exact - 1), std::abs(top - dam.exit) / (cell + 0.02 * dam.H)};
  double surface = 0;
  if (dam.middle > 0)
    surface = std::max(std::abs(water_table(run, probe, dam.L / 4) - dam.quarter),
                       std::abs(water_table(run, probe, dam.L / 2) - dam.middle)) /
              (cell + 0.02 * dam.H);
  answer.errors.push_back(surface);
  answer.computed = {computed_table(run, name, dam.L)};
  answer.reference = {{"exact",
                       {0, 0.25, 0.5, 1},
                       {dam.H / dam.L, dam.quarter / dam.L, dam.middle / dam.L, dam.exit / dam.L}}};
  if (dam.middle == 0) answer.computed.clear(), answer.reference.clear();
  return answer;
}

Study dam_study(std::string name, Dam const& dam) {
  auto const more = [=](int) {
    return std::vector{
        set("mesh.x.to", dam.L, "m"), set("mesh.z.to", dam.H, "m"),
        fmt::format("initial.water_table.expression={} - {}*x", dam.H, (dam.H - dam.h) / dam.L),
        set("boundaries.upstream.flow.head", dam.H, "m"),
        set("boundaries.downstream.flow.water_level", dam.h, "m")};
  };
  return {name,
          refined("m", dam.H / 20, more),
          {{"error of the discharge over it", "1", 0.04, 0, "0.02 acceptable"},
           {"error of the exit point over a cell and 2 % of H", "1", 1, 0,
            "within a cell and 2 % of H"},
           {"error of the free surface over a cell and 2 % of H", "1", 1, 0, ""}},
          [=](Run& run) { return dam_flow(run, dam, name); }};
}

}  // namespace

Problem free_surface() {
  return {"F14",
          "f14-free-surface",
          {"Free surfaces of the dams", "distance over width", "elevation over width"},
          {{"between two lakes",
            refined("m", 15.24 / 25),
            {{"largest relative error of the water table", "1", 0.02, 0, "0.01 to 0.02"}},
            [](Run& run) {
              return dupuit(run, 100 * foot,
                            [](double x) { return foot * std::sqrt(1600 - 1200 * x); });
            },
            {},
            "two-lakes.yaml"},
           {"under recharge",
            refined("m", 82.296 / 27),
            // half a cell of 3 m
            {{"largest relative error of the water table", "1", 0.03, 0, "0.01 to 0.02"}},
            [](Run& run) {
              return dupuit(run, 1640 * foot,
                            [](double x) { return 164 * foot * std::sqrt(1 + x * (2 - x)); });
            },
            {},
            "recharge.yaml"},
           dam_study("dam 10 x 10 m", square),
           dam_study("dam 16 x 24 m", tall),
           dam_study("dam 5 x 10 m", thin)}};
}

}  // namespace sanggan::verification
