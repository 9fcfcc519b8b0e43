#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double C_air = 0.276, D_e = 1e-8, k = 5e-8, S = 2e-9, bottom = 2;

/// Flux into the ground over the last step (kg/m2/s).
double flux(Run const& run) { return -run.account(1).step[0] / run.simulation.report().dt; }
Answer compare(Run& run, std::string const& name, double exact_flux,
               std::function<double(double)> const& exact, double depth) {
  run.complete();
  auto const in_tailings = [](Vec3 x) { return x.z < 0; };
  auto const e = norms(
      run, C_of(run), [&](Vec3 x) { return exact(-x.z); }, in_tailings);
  Answer answer;
  answer.errors = {std::abs(flux(run) / exact_flux - 1), e.Linf / C_air,
                   std::max(0.0, -range(run, C_of(run)).first)};
  answer.computed = {profile(run, name, 2, {}, C_of(run), -1)};
  answer.reference = {sampled("exact", 0, depth, exact, 1, 100)};
  return answer;
}

Study study(std::string name, std::vector<std::string> const& overrides, double flux_exact,
            std::function<double(double)> exact, double depth) {
  return {name,
          refined("cm", 10, [=](int) { return overrides; }),
          // 1 % is acceptable with cells of 5 cm, 4 % with cells of 10 cm.
          {{"error of the flux over it", "1", 0.04, 1.5, "0.01 acceptable at 5 cm"},
           {"Linf of the concentration in the tailings over that in air", "1", 0.04, 1.5, ""},
           {"below zero", "kg/m3", 1e-15, 0, ""}},
          [=](Run& run) { return compare(run, name, flux_exact, exact, depth); }};
}

Study covered(double D_cover) {
  double const f = std::sqrt(k / D_e), uptake = D_e * f * std::tanh(bottom * f);
  double const under = C_air / (1 + uptake * 0.5 / D_cover);
  return study(
      fmt::format("cover of {:g} m2/s", D_cover),
      {"mesh.z.to=0.5 m", "mesh.z.cells=25",
       set("materials.cover.tortuosity", std::min(D_cover / D_e, 1.0)),
       set("materials.tailings.tortuosity", std::min(1.0, D_e / D_cover)),
       set("species.O2.gas.diffusion", std::max(D_e, D_cover) / 0.38, "m2/s")},
      uptake * under,
      [=](double z) { return under * std::cosh(f * (bottom - z)) / std::cosh(f * bottom); },
      bottom);
}

}  // namespace

Problem oxygen() {
  double const f = std::sqrt(k / D_e), X = std::sqrt(2 * D_e * C_air / S);
  return {
      "T11",
      "t11-oxygen",
      {"Oxygen in the tailings", "depth (m)", "gas concentration (kg/m3)"},
      {study(
           "zero order",
           {"mesh.z.from=-2.5 m", "mesh.z.cells=25",
            "species.O2.consumption=[{zones: [tailings], zero_order: 2e-9 mol/m3/s}]"},
           S * X, [=](double z) { return z < X ? C_air * std::pow(1 - z / X, 2) : 0.0; }, 2.5),
       study(
           "first order", {}, C_air * D_e * f * std::tanh(bottom * f),
           [=](double z) { return C_air * std::cosh(f * (bottom - z)) / std::cosh(f * bottom); },
           bottom),
       covered(1e-7), covered(1e-9), covered(1e-10)}};
}

}  // namespace sanggan::verification
