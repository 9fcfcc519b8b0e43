#include <fmt/format.h>

#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double Q = 0.004, S = 5e-4, rest = 100;  // (m3/s), (-), (m)

/// W(u, beta) = integral from u to infinity of exp(-y - beta^2/(4 y))/y dy, in the variable ln y.
double leaky_well_function(double u, double beta) {
  int const n = 1000;
  double const from = std::log(u), h = (std::log(50.0) - from) / n;
  double sum = 0;
  for (int k = 0; k <= n; ++k) {
    double const y = std::exp(from + k * h), weight = k == 0 || k == n ? 1 : (k % 2 ? 4 : 2);
    sum += weight * std::exp(-y - beta * beta / (4 * y));
  }
  return sum * h / 3;
}

struct Aquifer {
  double T_x, T_y, B = 0;  // transmissivities (m2/s), length of leakage (m), 0: none
  double turn = 0;         // of the axes of the transmissivity, counter-clockwise
  Vec3 along_axes(Vec3 x) const {
    return {std::cos(turn) * x.x + std::sin(turn) * x.y,
            std::cos(turn) * x.y - std::sin(turn) * x.x, x.z};
  }
  double u(Vec3 at, double t) const {
    Vec3 const x = along_axes(at);
    return S / (4 * t) * (x.x * x.x / T_x + x.y * x.y / T_y);
  }
  double drawdown(Vec3 x, double t) const {
    double const W =
        B > 0 ? leaky_well_function(u(x, t), std::hypot(x.x, x.y) / B) : -std::expint(-u(x, t));
    return Q / (4 * std::numbers::pi * std::sqrt(T_x * T_y)) * W;
  }
  /// Distance where the cone is round.
  double r(Vec3 at) const {
    Vec3 const x = along_axes(at);
    double const stretch = std::pow(T_x / T_y, 0.25);
    return std::hypot(x.x / stretch, x.y * stretch);
  }
  SymmetricTensor conductivity() const {
    double const c = std::cos(turn), s = std::sin(turn), K_x = T_x / 10, K_y = T_y / 10;
    return {K_x * c * c + K_y * s * s, K_x * s * s + K_y * c * c, K_x, (K_x - K_y) * c * s, 0, 0};
  }
};

Answer solve(Run& run, Aquifer const& aquifer, std::string const& name) {
  Answer answer;
  double worst = 0, sum = 0, compared = 0;
  run.complete([&] {
    for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
      Vec3 const x = run.mesh.centre()[c];
      if (aquifer.r(x) < 20 || aquifer.r(x) > 100 || aquifer.u(x, run.t()) > 0.1) continue;
      double const found = rest - x.z - run.psi()[c];
      double const error = std::abs(found / aquifer.drawdown(x, run.t()) - 1);
      worst = std::max(worst, error);
      sum += error;
      ++compared;
    }
  });
  answer.errors = {worst, sum / compared};
  Curve found{name, {}, {}};
  for (Index const c : Probe(run).line(0, {0, 0, 5}))
    if (double const x = run.mesh.centre()[c].x; x > 5 && x < 300) {
      found.x.push_back(x);
      found.y.push_back(rest - run.psi()[c] - run.mesh.centre()[c].z);
    }
  answer.computed = {std::move(found)};
  answer.reference = {sampled("exact", 5, 300, [&](double x) {
    return aquifer.drawdown({x, 0, 0}, day);
  })};
  return answer;
}

Study study(std::string name, Aquifer const& aquifer) {
  auto const more = [aquifer](int finer) {
    int const inner[] = {15, 31, 61};
    double const growth[] = {1.2, 1.08, 1.03};
    int const k = finer / 2;
    std::vector<std::string> all{set("time.largest_growth", growth[k])};
    for (std::string const axis : {"x", "y"}) {
      all.push_back(fmt::format("mesh.{}.segments.0.cells={}", axis, 17 * finer));
      all.push_back(fmt::format("mesh.{}.segments.1.cells={}", axis, inner[k]));
      all.push_back(fmt::format("mesh.{}.segments.2.cells={}", axis, 17 * finer));
    }
    if (aquifer.B > 0)
      all.push_back(set("boundaries.roof.flow.conductance", 1e-3 / (aquifer.B * aquifer.B), "1/s"));
    return all;
  };
  // 1 % at ten cells of the well, where the coarse grid begins at five: four times as much. The
  // steps shrink by 2.6 per refinement and are of first order.
  return {name,
          {{"4.1 m at the well", 62.0 / 15, more(1)},
           {"2 m at the well", 62.0 / 31, more(2)},
           {"1 m at the well", 62.0 / 61, more(4)}},
          {{"Linf of the relative error of the drawdown", "1", 0.04, 1.2,
            "0.005 to 0.01 at 10 cells of the well"},
           {"mean relative error of the drawdown", "1", 0.02, 1.2, ""}},
          [=](Run& run) { return solve(run, aquifer, name); },
          [=](Case& c) { c.site.materials[0].K = aquifer.conductivity(); }};
}

}  // namespace

Problem wells() {
  return {"F06",
          "f06-wells",
          {"Drawdown along x after a day", "distance (m)", "drawdown (m)"},
          {study("Theis", {1e-3, 1e-3}), study("leaky roof", {1e-3, 1e-3, 200}),
           study("anisotropic", {2e-3, 2e-4}),
           study("anisotropic, turned by 30 degrees", {2e-3, 2e-4, 0, std::numbers::pi / 6})}};
}

}  // namespace sanggan::verification
