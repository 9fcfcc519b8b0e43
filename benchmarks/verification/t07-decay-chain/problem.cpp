#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

Answer solve(Run& run) {
  Table const table = read_table(path_of("t07-decay-chain", "chain.csv"));
  run.complete();
  Probe const probe(run);
  Answer answer;
  double front = 0, elsewhere = 0, below = 0, sum = 0;
  for (std::size_t s = 0; s < 3; ++s) {
    auto const& exact = table["c" + std::to_string(s + 1) + "_t200h"];
    for (std::size_t k = 1; k < table.rows(); ++k) {
      double const x = table["x_cm"][k];
      if (std::isnan(exact[k])) continue;
      double const error = std::abs(probe({x * cm, 0.5, 0.5}, C_of(run, s)) - exact[k]);
      double& worst = x > 85 && x < 115 ? front : elsewhere;  // of the first member
      worst = std::max(worst, error);
      sum += error / static_cast<double>(3 * (table.rows() - 1));
    }
    below = std::max(below, -range(run, C_of(run, s)).first);
    answer.computed.push_back(profile(run, run.c.site.species[s].name, 0, {}, C_of(run, s), cm));
    answer.reference.push_back({"exact", table["x_cm"], exact});
  }
  answer.errors = {sum, elsewhere, front, below};
  return answer;
}

}  // namespace

// 0.005 away from the front of the first member and 0.03 in it are acceptable with cells of 1 cm;
// the coarse grid has cells of 2 cm.
Problem decay_chain() {
  return {"T07",
          "t07-decay-chain",
          {"The three members after 200 h", "distance (cm)", "concentration (-)"},
          {{"three members",
            refined("cm", 2,
                    [](int finer) {
                      return std::vector{set("time.first_step", 1.0 / finer, "h"),
                                         set("time.largest_step", 1.0 / finer, "h")};
                    }),
            {{"mean error", "1", 0.005, 0.9, ""},
             {"largest error away from the front", "1", 0.01, 0.9, "0.005 acceptable at 1 cm"},
             {"largest error at the front", "1", 0.06, 0.9, "0.03 acceptable at 1 cm"},
             {"below zero", "1", 1e-12, 0, ""}},
            solve}}};
}

}  // namespace sanggan::verification
