#include <fmt/format.h>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

Answer solve(Run& run) {
  Table const table = read_table(path_of("t06-radial-injection", "radius.csv"));
  run.complete();
  Probe const probe(run);
  Curve row{"along a row", {}, {}}, diagonal{"along the diagonal", {}, {}};
  double worst = 0, difference = 0;
  for (std::size_t k = 0; k < table.rows(); ++k) {
    double const r = table["r_m"][k], exact = table["c_t1000_flux_inlet"][k];
    if (r < 30 || r > 250 || std::isnan(exact)) continue;
    double const along = probe({r, 0, 5}, C_of(run)),
                 across = probe({r * std::sqrt(0.5), r * std::sqrt(0.5), 5}, C_of(run));
    worst = std::max({worst, std::abs(along - exact), std::abs(across - exact)});
    difference = std::max(difference, std::abs(along - across));
    row.x.push_back(r), row.y.push_back(along);
    diagonal.x.push_back(r), diagonal.y.push_back(across);
  }
  Answer answer;
  answer.errors = {worst, difference, beyond(run, C_of(run), 0, 1)};
  answer.computed = {std::move(row), std::move(diagonal)};
  answer.reference = {{"exact", table["r_m"], table["c_t1000_flux_inlet"]}};
  return answer;
}

}  // namespace

// The front at 193 m is s = (4/3 r alpha_L)^(1/2) = 51 m wide, its second derivative 0.24/s^2 at
// most. Cells of 10 m may err by h^2 times that, 0.0093; row and diagonal may differ by as much.
Problem radial_injection() {
  return {"T06",
          "t06-radial-injection",
          {"Concentration after 1000 d", "distance from the well (m)", "concentration (-)"},
          {{"row and diagonal",
            refined("m", 10,
                    [](int finer) {
                      return std::vector{
                          set("time.first_step", 5.0 / finer, "day"),
                          set("time.largest_step", 5.0 / finer, "day"),
                          fmt::format("mesh.regions.0.where=\"x < {0} && y < {0}\"", 10.0 / finer)};
                    }),
            {{"largest error, 30 to 250 m", "1", 0.0093, 1.8,
              "0.028 at 10 m (MODFLOW 6); 0.035 at 10 m, 0.02 at 5 m acceptable"},
             {"largest difference of row and diagonal", "1", 0.0093, 1.8, ""},
             {"beyond 0 to 1", "1", 1e-9, 0, ""}},
            solve}}};
}

}  // namespace sanggan::verification
