#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

CellValue saturation_of(Run const& run) {
  return [&run](Index c) {
    return run.water()[c] / run.simulation.flow().equations().curves().theta_s()[c];
  };
}
double water_error(Run const& run) {
  return std::abs(run.account(0).stored.total() - run.account(0).initial - 1.35) / 1.35;
}

Answer compared(Run& run) {
  Table const table = read_table(path_of("f15-dry-layers", "saturation.csv"));
  double worst = 0, sum = 0, n = 0;
  Curve found{"computed", {}, {}}, expected{"equal", {0.3, 0.7}, {0.3, 0.7}};
  run.complete([&] {
    Probe const probe(run);
    auto const& S = table[fmt::format("S_{:.0f}d", run.t() / day)];
    for (std::size_t k = 0; k < table.rows(); ++k) {
      Vec3 const x{table["x_cm"][k] * cm, 0.5, table["z_cm"][k] * cm};
      double const here = probe(x, saturation_of(run));
      worst = std::max(worst, std::abs(here - S[k]));
      sum += std::abs(here - S[k]);
      ++n;
      found.x.push_back(S[k]);
      found.y.push_back(here);
    }
  });
  Answer answer;
  answer.errors = {worst, sum / n, water_error(run), std::max(0.0, range(run, psi_of(run)).second)};
  answer.computed = {std::move(found)};
  answer.reference = {std::move(expected)};
  return answer;
}

Answer robust(Run& run) {
  run.complete();
  Answer answer;
  answer.errors = {water_error(run), std::max(0.0, range(run, psi_of(run)).second)};
  return answer;
}

}  // namespace

// 0.01 is acceptable with cells of 10 cm; the cells of the coarse grid are of 20 cm, and the answer
// beside a front is off in proportion to them at least.
Problem dry_layers() {
  auto const drier = [](std::string name, std::string const& psi) {
    return Study{
        std::move(name),
        refined("cm", 20, [=](int) { return std::vector{"initial.pressure_head=" + psi}; }),
        {{"error of the water over the rain", "1", 1e-9, 0, ""},
         {"largest pressure head above 0", "m", 0, 0, ""}},
        robust};
  };
  return {"F15",
          "f15-dry-layers",
          {"Saturation at 15 places after 10, 20 and 30 d", "reference", "computed"},
          {{"start at -734 cm",
            // the fronts show the error of the steps
            refined("cm", 20,
                    [](int finer) {
                      return std::vector{set("time.water_content_tolerance", 2e-3 / finer)};
                    }),
            {{"largest error of the saturation", "1", 0.04, 0, "0.01 acceptable at 10 cm"},
             {"mean error of the saturation", "1", 0.01, 0, ""},
             {"error of the water over the rain", "1", 1e-9, 0, ""},
             {"largest pressure head above 0", "m", 0, 0, ""}},
            compared},
           drier("start at -5000 cm", "-5000 cm"),
           drier("start at -1e5 cm", "-1e5 cm")}};
}

}  // namespace sanggan::verification
