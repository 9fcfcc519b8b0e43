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

/// Integral of the relative permeability over the pressure heads below psi <= 0 (m); at 0 it is the
/// height of saturated ground that conducts as much as what is not saturated above a water table.
double fringe(Run const& run, std::string const& zone, double psi = 0) {
  Material const& soil = run.material(zone);
  double sum = 0;
  constexpr int n = 2000;  // midpoints, equally spaced in the logarithm of the suction
  double const low = std::log(std::max(1e-6, -psi)),
               step = std::max(0.0, std::log(100.0) - low) / n;
  for (int k = 0; k < n; ++k) {
    double const suction = std::exp(low + (k + 0.5) * step);
    sum += curve(soil, -suction).k_r * suction * step;
  }
  return sum;
}

/// Dupuit's parabola under the rate recharge over K (-), with the flow above the water table: where
/// nothing resists vertical flow, h^2/2 + F h is that of the water that passes.
double dupuit_level(double F, double h_0, double h_L, double L, double recharge, double x) {
  auto const passed = [F](double h) { return 0.5 * h * h + F * h; };
  double const at = h_L > 0 ? passed(h_0) + (passed(h_L) - passed(h_0)) * x / L
                            : passed(h_0) + recharge * (L * x - 0.5 * x * x);
  return std::sqrt(F * F + 2 * at) - F;
}

Answer dupuit(Run& run, double length, std::function<double(double F, double x)> const& level) {
  run.complete();
  double const F = fringe(run, "gravel");
  Probe const probe(run);
  double worst = 0;
  for (Index const c : probe.line(0, {})) {
    double const x = run.mesh.centre()[c].x, share = x / length;
    if (share < 0.05 || share > 0.9) continue;  // beside the lakes the flow is not horizontal
    worst = std::max(worst, std::abs(water_table(run, probe, x) / level(F, x) - 1));
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
  // With Phi the integral of k_r below psi, the width times the discharge is K times the integral
  // of Phi(0, z) - Phi(L, z) over the height, exactly: without a fringe (H^2 - h^2)/2; with it, the
  // sides differ above the seepage face as well. The highest face that seeps is its top.
  double const F = fringe(run, "dam");
  double above = 0;
  auto const flow = run.simulation.flow().equations().boundary().Q();
  double top = dam.h, cell = run.mesh.extent()[0].z;
  Patch const& patch = run.mesh.patches()[run.mesh.patch_index("east")];
  for (Index f = patch.first; f < patch.last; ++f) {
    double const psi = run.psi()[run.mesh.owner()[f]];
    if (flow[f - run.mesh.n_interior_faces()] > 1e-6 * Q)
      top = std::max(top, run.mesh.face_centre()[f].z + 0.5 * cell);
    else
      above += cell * (F - fringe(run, "dam", std::min(0.0, psi)));
  }
  Answer answer;
  double const exact = 1e-4 * (0.5 * (dam.H * dam.H - dam.h * dam.h) + above) / dam.L;
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
  // No order: the cells are wider than the fringe, 1/alpha = 5 cm, and may miss all that passes in
  // it, 2 F H/(H^2 - h^2) of the discharge with F = 3 cm.
  return {name,
          refined("m", dam.H / 20, more),
          {{"error of the discharge over it", "1", 0.00625, 0, "0.02 acceptable"},
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
            {{"largest relative error of the water table", "1", 0.02, 1, "0.01 to 0.02"}},
            [](Run& run) {
              return dupuit(run, 100 * foot, [](double F, double x) {
                return dupuit_level(F, 40 * foot, 20 * foot, 100 * foot, 0, x);
              });
            },
            {},
            "two-lakes.yaml"},
           {"under recharge",
            refined("m", 82.296 / 27),
            // A cell conducts as its centre does, so the saturated thickness is known to half a
            // cell: 1.5 m of at least 50 m, and in proportion to the cells.
            {{"largest relative error of the water table", "1", 0.0305, 1, "0.01 to 0.02"}},
            [](Run& run) {
              return dupuit(run, 1640 * foot, [](double F, double x) {
                return dupuit_level(F, 164 * foot, 0, 1640 * foot, 0.01, x);
              });
            },
            {},
            "recharge.yaml"},
           dam_study("dam 10 x 10 m", square),
           dam_study("dam 16 x 24 m", tall),
           dam_study("dam 5 x 10 m", thin)}};
}

}  // namespace sanggan::verification
