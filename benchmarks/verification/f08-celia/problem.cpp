#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double infiltrated = 4.1130 * cm, front = 56.5 * cm;  // after 24 h, converged

Answer solve(Run& run, bool plotted) {
  Answer answer;
  Table const table = read_table(path_of("f08-celia", "profiles.csv"));
  run.complete([&] {
    auto const when = fmt::format("{:.0f}h", run.t() / hour);
    Curve curve = profile(run, fmt::format("{:.0f} h", run.t() / hour), 2, {}, psi_of(run), -cm);
    for (double& psi : curve.y) psi /= cm;
    answer.computed.push_back(std::move(curve));
    answer.reference.push_back({"converged", table["depth_cm"], table["psi_cm_" + when]});
  });
  if (!plotted) answer.computed.clear(), answer.reference.clear();
  // Behind the front, down to 50 cm, the converged profile is known to 0.04 cm.
  auto const theta = norms(
      run, water_of(run),
      [&](Vec3 x) { return interpolate(table["depth_cm"], table["theta_24h"], -x.z / cm); },
      [](Vec3 x) { return x.z > -50 * cm; });
  answer.errors = {std::abs(run.inflow("surface") - infiltrated) / cm,
                   std::abs(-elevation_from_above(run, -500 * cm, psi_of(run)) - front) / cm,
                   theta.L1};
  return answer;
}

}  // namespace

// A plain scheme with arithmetic means is off by 0.0767 cm of infiltration and 2.3 cm of front with
// cells of 2.5 cm, by 0.0239 cm and 0.5 cm with cells of 1 cm. Its order there is 1.3: with cells
// of 2 cm that is 0.0574 cm and 1.3 cm.
Problem celia() {
  auto const study = [](std::string name, std::vector<std::string> steps, double order) {
    return Study{
        std::move(name),
        refined("cm", 2,
                [steps](int finer) {
                  std::vector<std::string> all = steps;
                  if (all.empty()) all.push_back(set("time.water_content_tolerance", 5e-4 / finer));
                  return all;
                }),
        {{"infiltration after 24 h", "cm", 0.0574, order,
          "0.0767, 0.0239, 0.0090 at dz 2.5, 1, 0.5 cm (arithmetic means)"},
         {"depth of the front", "cm", 1.3, 0, "2.3, 0.5, 0.2 at dz 2.5, 1, 0.5 cm"},
         {"L1 of the water content down to 50 cm", "1", 1e-3, 0, "0.001 acceptable at dz 1 cm"}},
        [order](Run& run) { return solve(run, order > 0); }};
  };
  return {
      "F08a",
      "f08-celia",
      {"Pressure head in the column", "depth (cm)", "pressure head (cm)"},
      {study("steps by their error", {}, 1),
       study("steps of an hour",
             {"time.first_step=1 h", "time.largest_step=1 h", "time.water_content_tolerance=0.5"},
             0)}};
}

}  // namespace sanggan::verification
