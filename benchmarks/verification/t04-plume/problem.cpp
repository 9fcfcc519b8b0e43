#include <fmt/format.h>

#include <numbers>

#include "benchmarks/verification/own_mesh.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

/// A line that gives off tracer in uniform flow, spread over a square.
struct Source {
  double n, v, alpha_L, alpha_T;  ///< porosity, pore velocity (m/s), dispersivities (m)
  double side, load;              ///< of the square (m), per m of depth (mol/s)

  /// Concentration (mol/m3) along and across the flow from the line alone.
  double line(double along, double across, double t) const {
    double const D_x = alpha_L * v, D_y = alpha_T * v;
    constexpr int steps = 1500;  // of the midpoint rule in ln s
    double const low = std::log(1e-6 * t), step = (std::log(t) - low) / steps;
    double sum = 0;
    for (int k = 0; k < steps; ++k) {
      double const s = std::exp(low + (k + 0.5) * step), x = along - v * s;
      sum += step * std::exp(-x * x / (4 * D_x * s) - across * across / (4 * D_y * s));
    }
    return load / (4 * std::numbers::pi * n * std::sqrt(D_x * D_y)) * sum;
  }
  /// From the square, whose sides lie at an angle to the flow: Gauss's rule with three points each.
  double exact(double along, double across, double t, double angle) const {
    double const at[] = {-std::sqrt(0.6), 0, std::sqrt(0.6)},
                 weight[] = {5. / 18, 8. / 18, 5. / 18};
    double const c = std::cos(angle), s = std::sin(angle);
    double sum = 0;
    for (int i = 0; i < 3; ++i)
      for (int k = 0; k < 3; ++k) {
        double const x = at[i] * side / 2, y = at[k] * side / 2;
        sum += weight[i] * weight[k] * line(along - (x * c + y * s), across - (y * c - x * s), t);
      }
    return sum;
  }
};

constexpr Source porflow{0.35, 1.8634e-6 / 0.35, 21.3, 4.3, 15, 8.1483e-8 / 0.1};
constexpr Source mt3dms{0.3, 1 / (3 * day), 10, 3, 10, 1 / day};

using Places = std::vector<std::pair<double, double>>;  // along, across (m)
Places const porflow_places{{210, 0}, {450, 0}, {690, 0}, {420, 60}, {420, 120}};
Places const mt3dms_places{{30, 0}, {50, 0}, {80, 0}, {110, 0}, {140, 0}, {50, 20}, {80, 20}};

/// Root mean square of relative errors, and the largest.
struct RelativeErrors {
  double squares = 0, worst = 0, count = 0;
  void add(double found, double exact) {
    double const error = found / exact - 1;
    squares += error * error;
    worst = std::max(worst, std::abs(error));
    ++count;
  }
  double mean() const { return std::sqrt(squares / count); }
};

Answer solve(Run& run, Source const& source, Places const& places, double angle) {
  run.complete();
  Probe const probe(run);
  double const c = std::cos(angle), s = std::sin(angle);
  RelativeErrors errors;
  for (auto const& [along, across] : places)
    errors.add(probe({along * c - across * s, along * s + across * c, 0.5}, C_of(run)),
               source.exact(along, across, run.t(), angle));
  auto const [least, most] = range(run, C_of(run));
  Answer answer;
  answer.errors = {errors.mean(), errors.worst, std::max(0.0, -least / most)};
  return answer;
}

/// With the plume across the flow, 420 m downstream, to be drawn.
Answer solve_porflow(Run& run, double angle, std::string const& name) {
  Answer answer = solve(run, porflow, porflow_places, angle);
  Probe const probe(run);
  double const c = std::cos(angle), s = std::sin(angle);
  Curve across{name, {}, {}};
  for (double y = -120; y <= 120; y += 7.5) {
    across.x.push_back(y);
    across.y.push_back(1e5 * 0.1 * probe({420 * c - y * s, 420 * s + y * c, 0.5}, C_of(run)));
  }
  answer.computed = {std::move(across)};
  answer.reference = {sampled(
      "exact", -120, 120,
      [&](double y) { return 1e5 * 0.1 * porflow.exact(420, y, run.t(), angle); }, 1, 60)};
  return answer;
}

std::vector<Grid> grids(double h, double dt_coarse) {
  std::vector<Grid> all;
  for (int const finer : {1, 2, 3}) {
    Grid grid{fmt::format("{:.3g} m", h / finer), h / finer, {}};
    grid.overrides.push_back(fmt::format("mesh.refinement={}", finer));
    double const dt = dt_coarse / finer;
    grid.overrides.push_back(set("time.first_step", dt, "day"));
    grid.overrides.push_back(set("time.largest_step", dt, "day"));
    all.push_back(std::move(grid));
  }
  return all;
}

// ---- along the grid, on a mesh whose nodes are moved at random

/// The mesh of case.yaml, h its cell size (m), with the nodes that lie inside and not near the
/// source moved by up to 0.3 h along x and y.
test::TwistedBox shaken(double h) {
  test::TwistedBox box;
  box.nx = static_cast<Index>(std::lround(1425 / h));
  box.ny = static_cast<Index>(std::lround(495 / h));
  box.nz = 1;
  box.zones = {"sand", "source"};
  box.zone_of = [](Vec3 at) { return std::max(std::abs(at.x), std::abs(at.y)) < 7.5 ? 1 : 0; };
  box.place = [h](Vec3 p) {
    Vec3 at{-217.5 + 1425 * p.x, -247.5 + 495 * p.y, p.z};
    bool const inside = std::min({p.x, 1 - p.x, p.y, 1 - p.y}) > 1e-9;
    if (!inside || std::max(std::abs(at.x), std::abs(at.y)) < 45) return at;
    p.z = 0;
    at.x += 0.3 * h * test::jitter(p);
    at.y += 0.3 * h * test::jitter({p.y, p.x, 1});
    return at;
  };
  return box;
}

Site porflow_site(Mesh const& mesh) {
  constexpr double K = 1e-4;
  Site site;
  Material sand = test::material(VanGenuchten{0, porflow.n, 1, 2, 0.5, 0}, K, 1);
  sand.dispersivity = {porflow.alpha_L, porflow.alpha_T, porflow.alpha_T};
  site.materials = {sand};
  site.material_of_zone = {{"sand", 0}, {"source", 0}};
  site.species = {test::tracer("A")};
  site.sources = {{"spill", "source", {}, {Series::constant(porflow.load)}}};
  for (Index f = mesh.n_interior_faces(); f < mesh.n_faces(); ++f) {
    if (mesh.area_vector()[f].z != 0) continue;  // closed above and below
    double const head = 50 - porflow.v * porflow.n / K * test::held_at(mesh, f, {K, K, K}).x;
    auto const name = test::patch_of_face(mesh, f);
    site.boundaries.push_back({name, name, FixedHead{Series::constant(head)}, {}, {}, {}});
  }
  return site;
}

Answer solve_shaken(Grid const& grid, Work& work) {
  TimeControl time;
  time.end = 1400 * day;
  time.first_step = time.largest_step = 14 * day * grid.h / 15;
  time.steady_flow = true;
  NewtonControl newton;
  newton.linear_tolerance = 1e-12;
  Mesh mesh = shaken(grid.h).build();
  Site site = porflow_site(mesh);
  test::TestRun run{std::move(mesh), std::move(site), time, newton};
  auto& simulation = *run.simulation;
  if (!simulation.start(run.psi([](Vec3 x) { return 50 - x.z; })) ||
      simulation.run({}) != RunEnd::done)
    throw std::runtime_error(simulation.failure().reason);
  work = work_of(simulation);
  work.cells = static_cast<long>(run.mesh.n_cells_global());
  auto const& C = simulation.state().C[0];
  RelativeErrors errors;
  for (auto const& [along, across] : porflow_places) {
    auto const apart = [&](Vec3 at) { return std::hypot(at.x - along, at.y - across); };
    auto const centre = run.mesh.centre();
    auto const nearest = std::min_element(centre.begin(), centre.end(),
                                          [&](Vec3 a, Vec3 b) { return apart(a) < apart(b); });
    errors.add(C[static_cast<std::size_t>(nearest - centre.begin())],
               porflow.exact(nearest->x, nearest->y, time.end, 0));
  }
  auto const [least, most] = std::minmax_element(C.begin(), C.end());
  return {{errors.mean(), errors.worst, std::max(0.0, -*least / *most)}, {}, {}};
}

}  // namespace

// The levels of a van Leer scheme with central full-tensor dispersion at the same points; the
// injection's plume is half as wide in cells, so that errors of second order are four times as
// large.
Problem plume() {
  auto const criteria = [](double rms, double worst, std::string literature) {
    return std::vector<Criterion>{
        {"root mean square of the relative errors", "1", rms, 1.5, std::move(literature)},
        {"largest relative error", "1", worst, 1.5, ""},
        {"below zero, over the largest", "1", 1e-9, 0, "1e-6 acceptable"}};
  };
  auto const study = [&](std::string name, double angle, std::string const& file, double rms,
                         double worst, std::string literature) {
    return Study{name,
                 grids(15, 14),
                 criteria(rms, worst, std::move(literature)),
                 [=](Run& run) { return solve_porflow(run, angle, name); },
                 {},
                 file};
  };
  return {"T04",
          "t04-plume",
          {"Plume 420 m downstream, across the flow", "distance across (m)",
           "concentration (1e-5 kg/m3)"},
          {study("along the grid", 0, "case.yaml", 0.0179, 0.03,
                 "-2, -1, -1, -1, +3 % at 15 m (van Leer)"),
           study("at 45 degrees", std::numbers::pi / 4, "oblique.yaml", 0.0789, 0.12,
                 "-11, -6, -3, +1, +12 % at 15 m, -3, -1, -1, 0, +3 % at 7.5 m (van Leer)"),
           {"an injection",
            grids(10, 7.3),
            criteria(4 * 0.0179, 4 * 0.03, ""),
            [](Run& run) { return solve(run, mt3dms, mt3dms_places, 0); },
            {},
            "mt3dms.yaml"},
           {.name = "along a shaken grid",
            .grids = grids(15, 14),
            .criteria = criteria(0.0179, 0.03, "the answer must not depend on the mesh"),
            .solve_apart = solve_shaken}}};
}

}  // namespace sanggan::verification
