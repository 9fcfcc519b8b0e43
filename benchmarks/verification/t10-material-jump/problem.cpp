#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double n_1 = 0.45, D_1 = 5e-10, n_2 = 0.30, D_2 = 1e-10, R_2 = 4;

double contact() {
  double const b_1 = n_1 * std::sqrt(D_1), b_2 = n_2 * std::sqrt(D_2 * R_2);
  return b_1 / (b_1 + b_2);
}
double exact(double z, double t) {
  if (z < 0) return 1 - (1 - contact()) * std::erfc(-z / (2 * std::sqrt(D_1 * t)));
  return contact() * std::erfc(z / (2 * std::sqrt(D_2 * t / R_2)));
}

Answer solve(Run& run) {
  run.complete();
  double const t = run.t();
  double above = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c)
    if (run.mesh.centre()[c].z > 0) above += n_2 * R_2 * run.mesh.volume()[c] * run.C()[c];
  Norms const e = norms(run, C_of(run), [t](Vec3 x) { return exact(x.z, t); });
  double const crossed = 2 * n_2 * contact() * std::sqrt(D_2 * R_2 * t / std::numbers::pi);
  Answer answer;
  answer.errors = {e.Linf, e.L1, std::abs(above / crossed - 1)};
  answer.computed = {profile(run, "10 yr", 2, {}, C_of(run))};
  answer.reference = {sampled("exact", -4, 1, [t](double z) { return exact(z, t); })};
  return answer;
}

}  // namespace

// 0.002 is acceptable with cells of 1 cm, which is 16 times as much with cells of 4 cm.
Problem material_jump() {
  return {"T10",
          "t10-material-jump",
          {"Concentration around the contact after 10 yr", "height above the contact (m)",
           "concentration (-)"},
          {{"two half spaces",
            // Beyond a cell per step the scheme leans to backward Euler: steps as the square.
            refined("cm", 4,
                    [](int finer) {
                      double const dt = 0.4 / (finer * finer);
                      return std::vector{set("time.first_step", dt, "yr"),
                                         set("time.largest_step", dt, "yr")};
                    }),
            {{"Linf of the concentration", "1", 0.032, 1.8, "0.002 acceptable at 1 cm"},
             {"L1 of the concentration", "1", 0.032, 1.8, ""},
             {"error of the mass that crossed over it", "1", 0.032, 1.5, ""}},
            solve}}};
}

}  // namespace sanggan::verification
