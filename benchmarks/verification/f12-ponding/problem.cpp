#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

struct Reference {
  std::vector<double> t, infiltrated;  ///< (h), (cm)
  double ponding;                      ///< (h)
};

Answer solve(Run& run, double rain, Reference const& reference, std::string const& name) {
  Answer answer;
  double worst = 0, runoff = 0, ponding = 0;
  Curve found{name, {}, {}};
  run.start();
  RunCallbacks callbacks;
  callbacks.output = [&](Snapshot const&) {
    double const exact = interpolate(reference.t, reference.infiltrated, run.t() / hour);
    worst = std::max(worst, std::abs(run.inflow("surface") / cm / exact - 1));
  };
  callbacks.step = [&](StepReport const& step) {
    double const rate = run.simulation.flow().equations().boundary().runoff().back();
    if (rate > 0 && runoff == 0) ponding = step.t - step.dt;
    runoff += rate * step.dt;
    found.x.push_back(step.t / hour);
    found.y.push_back(run.inflow("surface") / cm);
  };
  run.finish(callbacks);
  double const fallen = rain * run.t();
  answer.errors = {worst, std::abs(ponding / hour / reference.ponding - 1),
                   std::abs(run.inflow("surface") + runoff - fallen) / fallen};
  answer.computed = {std::move(found)};
  answer.reference = {{"reference", reference.t, reference.infiltrated}};
  return answer;
}

/// Infiltration (cm) at t (h): F - psi d ln(1 + F/(psi d)) = K (t - t_p + t_s) after ponding.
double green_ampt(double t) {
  double const K = 1, rain = 4, capillary = 11 * 0.30, t_p = K * capillary / (rain * (rain - K)),
               F_p = rain * t_p;
  if (t <= t_p) return rain * t;
  auto const time = [&](double F) { return (F - capillary * std::log(1 + F / capillary)) / K; };
  double low = F_p, high = rain * t;
  for (int k = 0; k < 100; ++k) {
    double const F = 0.5 * (low + high);
    (time(F) - time(F_p) < t - t_p ? low : high) = F;
  }
  return low;
}

}  // namespace

Problem ponding() {
  Table const table = read_table(path_of("f12-ponding", "loam.csv"));
  Reference const loam{table["t_h"], table["infiltration_cm"], 0.2613};
  Reference sharp{{}, {}, 0.275};
  for (int k = 0; k <= 80; ++k) {
    sharp.t.push_back(0.05 * k);
    sharp.infiltrated.push_back(green_ampt(0.05 * k));
  }
  auto const steps = [](int finer) {
    return std::vector{set("time.water_content_tolerance", 1e-3 / finer)};
  };
  return {
      "F12",
      "f12-ponding",
      {"Infiltration under steady rain", "time (h)", "infiltration (cm)"},
      {{"loam",
        refined("mm at the surface", 1.95, steps),
        {{"largest error of the infiltration over it", "1", 0.01, 0,
          "0.001 at dz 1 mm, several 0.01 at 1 cm (arithmetic means); 0.01 acceptable"},
         {"error of the time of ponding over it", "1", 0.05, 0.7,
          "0.01 to 0.02 at dz 1 mm (arithmetic means)"},
         {"infiltration and runoff less the rain, over it", "1", 1e-10, 0, ""}},
        [=](Run& run) { return solve(run, 3 * cm / hour, loam, "loam"); }},
       // The relative permeability falls as the power 17 of the suction: the soil is a step to 1/17
       // of its suction. By as much may the time of ponding differ. What has infiltrated goes as
       // the root of the suction at most, which draws 0.64 of it at half an hour: 0.64/(2 x 17).
       {"Green and Ampt",
        refined("mm at the surface", 0.55, steps),
        {{"largest error of the infiltration over it", "1", 0.019, 0, ""},
         {"error of the time of ponding over it", "1", 0.059, 0, ""},
         {"infiltration and runoff less the rain, over it", "1", 1e-10, 0, ""}},
        [=](Run& run) { return solve(run, 4 * cm / hour, sharp, "Green and Ampt"); },
        {},
        "green-ampt.yaml"}}};
}

}  // namespace sanggan::verification
