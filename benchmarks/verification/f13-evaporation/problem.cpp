#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double alpha = 2, K_s = 5 * cm / day, psi_dry = -10;  // (1/m), (m/s), (m)

Answer largest_rate(Run& run) {
  run.complete();
  double const rate = run.outflow("surface") / run.c.time.end;
  double const exact = K_s * (1 - std::exp(alpha * (1 + psi_dry))) / std::expm1(alpha * 1);
  double const e = exact / K_s;
  auto const psi = [=](Vec3 x) { return std::log((1 + e) * std::exp(-alpha * x.z) - e) / alpha; };
  Answer answer;
  answer.errors = {std::abs(rate / exact - 1), norms(run, psi_of(run), psi).Linf};
  return answer;
}

Answer two_stages(Run& run) {
  Table const table = read_table(path_of("f13-evaporation", "loam.csv"));
  double worst = 0, worst_rate = 0, first_stage = 0;
  double const potential = 0.3 * cm / day;
  Curve found{"loam", {}, {}};
  run.start();
  RunCallbacks callbacks;
  callbacks.output = [&](Snapshot const&) {
    double const exact = interpolate(table["t_d"], table["cumulative_cm"], run.t() / day);
    double const exact_rate = interpolate(table["t_d"], table["rate_cm_per_d"], run.t() / day);
    double const rate = run.simulation.flow().equations().boundary().Q().back() * day / cm;
    worst = std::max(worst, std::abs(run.outflow("surface") / cm / exact - 1));
    worst_rate = std::max(worst_rate, std::abs(rate / exact_rate - 1));
  };
  callbacks.step = [&](StepReport const& step) {
    if (run.account(0).step[0] > (1 - 1e-9) * potential * step.dt) first_stage = step.t;
    found.x.push_back(step.t / day);
    found.y.push_back(run.outflow("surface") / cm);
  };
  run.finish(callbacks);
  Answer answer;
  answer.errors = {worst, worst_rate, std::abs(first_stage / (0.1435 * day) - 1)};
  answer.computed = {std::move(found)};
  answer.reference = {{"converged", table["t_d"], table["cumulative_cm"]}};
  return answer;
}

}  // namespace

Problem evaporation() {
  return {
      "F13",
      "f13-evaporation",
      {"Evaporation from loam in two stages", "time (d)", "cumulative evaporation (cm)"},
      {// Exponential fitting is exact for Gardner's soil in a column.
       {"steady, above a water table",
        refined("cm", 4),
        {{"error of the rate over it", "1", 1e-9, 0, "0.01 acceptable"},
         {"Linf of the pressure head", "m", 1e-6, 0, ""}},
        largest_rate},
       {"two stages",
        refined("mm at the surface", 0.46,
                [](int finer) {
                  return std::vector{set("time.water_content_tolerance", 6e-6 / (finer * finer))};
                }),
        {{"largest error of the cumulative evaporation over it", "1", 0.02, 0,
          "0.02 acceptable with 1 mm at the surface; 0.01 at 0.5 mm (arithmetic means)"},
         {"largest error of the rate over it", "1", 0.02, 0, ""},
         {"error of the end of the first stage over it", "1", 0.1, 0.8, ""}},
        two_stages,
        {},
        "two-stage.yaml"}}};
}

}  // namespace sanggan::verification
