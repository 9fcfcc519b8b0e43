#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double q = 0.5 * cm / day, interface = -0.5;  // (m/s), (m)

/// psi (m) at the elevation z (m): uniform below the interface, above it by Runge and Kutta.
double exact(Material const& upper, Material const& lower, double z) {
  auto const K = [](Material const& soil, double psi) { return soil.K.zz * curve(soil, psi).k_r; };
  double low = -10, high = 0;
  for (int k = 0; k < 100; ++k) {
    double const middle = 0.5 * (low + high);
    (K(lower, middle) < q ? low : high) = middle;
  }
  if (z <= interface) return low;
  auto const slope = [&](double psi) { return q / K(upper, psi) - 1; };
  int const n = 2000;
  double const h = (z - interface) / n;
  double psi = low;
  for (int k = 0; k < n; ++k) {
    double const s_1 = slope(psi), s_2 = slope(psi + 0.5 * h * s_1),
                 s_3 = slope(psi + 0.5 * h * s_2), s_4 = slope(psi + h * s_3);
    psi += h / 6 * (s_1 + 2 * s_2 + 2 * s_3 + s_4);
  }
  return psi;
}

Answer solve(Run& run, std::string const& name) {
  run.complete();
  Material const &upper = run.material("upper"), &lower = run.material("lower");
  auto const at = [&](double z) { return exact(upper, lower, z); };
  auto const here = [&](Vec3 x) { return at(x.z); };
  auto const away = [](Vec3 x) { return std::abs(x.z - interface) > 0.1; };
  Norms const all = norms(run, psi_of(run), here), far = norms(run, psi_of(run), here, away);
  Answer answer;
  answer.errors = {all.L1, all.Linf, far.Linf};
  answer.computed = {profile(run, name, 2, {}, psi_of(run))};
  answer.reference = {sampled("exact", -1, 0, at, 1, 100)};
  auto& shown = answer.computed[0];
  std::size_t const skipped = shown.x.size() / 2;  // the lower metre is uniform
  shown.x.erase(shown.x.begin(), shown.x.begin() + static_cast<std::ptrdiff_t>(skipped));
  shown.y.erase(shown.y.begin(), shown.y.begin() + static_cast<std::ptrdiff_t>(skipped));
  return answer;
}

Study study(std::string name, std::string const& upper, std::string const& lower,
            std::vector<Criterion> criteria) {
  return {name,
          refined("cm", 2,
                  [=](int) {
                    return std::vector{"zones.upper=" + upper, "zones.lower=" + lower};
                  }),
          std::move(criteria), [=](Run& run) { return solve(run, name); }};
}

}  // namespace

// 5 mm is acceptable with cells of 1 cm, so 10 mm with cells of 2 cm: upstream weighting between
// two soils is of first order.
Problem two_layers() {
  std::vector<Criterion> const first_order{
      {"L1 of the pressure head", "m", 0.002, 0.9, ""},
      {"Linf of the pressure head", "m", 0.010, 0.9,
       "0.0044 at dz 1 cm (Amanzi, loam over sand); 0.005 acceptable"},
      {"Linf beyond 10 cm of the contact", "m", 0.010, 0.9, "0.001 near the surface (Amanzi)"}};
  // The sand dries from -0.17 m to -0.46 m within a few millimetres over the loam, which no cell
  // resolves: the largest error, the drop itself, stays in that layer.
  std::vector<Criterion> const thin_layer{{"L1 of the pressure head", "m", 0.005, 0, ""},
                                          {"Linf of the pressure head", "m", 0.287, 0, ""},
                                          {"Linf beyond 10 cm of the contact", "m", 0.001, 0, ""}};
  return {"F07",
          "f07-two-layers",
          {"Pressure head in the upper metre", "elevation (m)", "pressure head (m)"},
          {study("loam over sand", "loam", "sand", first_order),
           study("clay over sand", "clay", "sand", first_order),
           study("sand over loam", "sand", "loam", thin_layer)}};
}

}  // namespace sanggan::verification
