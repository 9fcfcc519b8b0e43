#include <fmt/format.h>

#include <numbers>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double end = 2000 * day;

struct Column {
  double alpha_L, R, lambda;
  bool first_type = false;
  double v = 0.24 / day;

  double exact(double x, double t = end) const {
    using std::erfc, std::exp, std::sqrt;
    double const D = alpha_L * v, s = 2 * sqrt(D * R * t), mu = lambda * R;
    double const u = v * sqrt(1 + 4 * mu * D / (v * v));
    // The products of a huge exponential and a tiny erfc vanish where the first overflows.
    auto const late = [&](double exponent, double argument) {
      return argument > 20 ? 0.0 : exp(exponent) * erfc(argument);
    };
    double const early = exp((v - u) * x / (2 * D)) * erfc((R * x - u * t) / s);
    double const mirrored = late((v + u) * x / (2 * D), (R * x + u * t) / s);
    if (first_type) return 0.5 * early + 0.5 * mirrored;
    double const back = late(v * x / D - mu * t / R, (R * x + v * t) / s);
    if (lambda > 0)
      return v / (v + u) * early + v / (v - u) * mirrored + v * v / (2 * mu * D) * back;
    return 0.5 * early +
           sqrt(v * v * t / (std::numbers::pi * D * R)) *
               exp(-std::pow(R * x - v * t, 2) / (4 * D * R * t)) -
           0.5 * (1 + v * x / D + v * v * t / (D * R)) * back;
  }
  std::vector<Grid> grids() const {
    return refined("m", 10, [*this](int finer) {
      std::vector<std::string> all{set("materials.sand.dispersivity.longitudinal", alpha_L, "m"),
                                   set("time.first_step", 10.0 / finer, "day"),
                                   set("time.largest_step", 10.0 / finer, "day")};
      if (R > 1)
        all.push_back("materials.sand.sorption={A: {law: linear, distribution_coefficient: " +
                      std::to_string(1000 * (R - 1) * 0.25 / 1000) + " L/kg}}");
      if (lambda > 0)
        all.push_back("species.A.decay={rate: " + std::to_string(lambda * day) + " 1/day}");
      if (first_type) {  // what diffuses in at first goes as the root of time: short first steps
        all.push_back("boundaries.inlet.fixed={A: 1 mol/m3}");
        all.push_back(set("time.first_step", 0.01 / (finer * finer), "day"));
        all.push_back("time.largest_growth=1.2");
      }
      return all;
    });
  }
};

Answer smooth(Run& run, Column const& column, std::string const& name) {
  run.complete();
  Answer answer;
  auto const e = norms(run, C_of(run), [&](Vec3 x) { return column.exact(x.x); });
  answer.errors = {e.Linf, e.L1, beyond(run, C_of(run), 0, 1)};
  answer.computed = {profile(run, name, 0, {}, C_of(run))};
  answer.reference = {sampled("exact", 0, 1010, [&](double x) { return column.exact(x); })};
  return answer;
}

Answer sharp(Run& run) {
  run.complete();
  auto const exact = [](double x) { return x < 480 ? 1.0 : 0.0; };
  double x_5 = 0, x_95 = 0;
  for (Index c = 0; c < run.mesh.n_owned_cells(); ++c) {
    double const x = run.mesh.centre()[c].x;
    if (run.C()[c] > 0.95) x_95 = std::max(x_95, x);
    if (run.C()[c] > 0.05) x_5 = std::max(x_5, x);
  }
  Answer answer;
  answer.errors = {1010 * norms(run, C_of(run), [&](Vec3 x) { return exact(x.x); }).L1, x_5 - x_95,
                   beyond(run, C_of(run), 0, 1)};
  answer.computed = {profile(run, "no dispersion", 0, {}, C_of(run))};
  answer.reference = {sampled("exact", 0, 1010, exact)};
  return answer;
}

/// A column of problem 1 of MOC3D, with the times (s) and the names of its printed values.
struct Moc3d {
  std::string name;
  Column column;
  std::string printed;
  std::vector<double> times;
};

Answer moc3d(Run& run, Moc3d const& one) {
  Table const table = read_table(path_of("t01-advection-dispersion", "moc3d.csv"));
  Answer answer;
  answer.errors = {0, 0, 0};
  run.complete([&] {
    double const t = run.t();
    if (std::find(one.times.begin(), one.times.end(), t) == one.times.end()) return;
    auto const exact = [&](Vec3 x) { return one.column.exact(x.x, t); };
    double const error = norms(run, C_of(run), exact, [](Vec3 x) { return x.x < 12 * cm; }).Linf;
    auto const& printed = table[fmt::format("{}_t{:.0f}", one.printed, t)];
    double difference = 0;
    for (std::size_t k = 0; k < table.rows(); ++k)
      difference =
          std::max(difference, std::abs(one.column.exact(table["x_cm"][k] * cm, t) - printed[k]));
    answer.errors[0] = std::max(answer.errors[0], error);
    answer.errors[1] = std::max(answer.errors[1], beyond(run, C_of(run), 0, 1));
    answer.errors[2] = std::max(answer.errors[2], difference);
  });
  return answer;
}

/// Steps fall as the square of the cells: what enters begins with a jump, beside which the error is
/// of first order in the step. At 6 s and a dispersivity of 0.1 cm the front is s = 0.35 cm wide:
/// dispersion may err by 0.55/24 (h/s)^2 there, and what is left of the jump by (dt/t)^2.
Study moc3d_study(Moc3d const& one) {
  auto const grids = refined("cm", 0.125, [column = one.column](int finer) {
    std::vector<std::string> all{
        set("materials.sand.dispersivity.longitudinal", column.alpha_L, "m"),
        set("time.first_step", 0.5 / (finer * finer), "s"),
        set("time.largest_step", 0.5 / (finer * finer), "s")};
    if (column.R > 1)
      all.push_back("materials.sand.sorption={A: {law: linear, distribution_coefficient: " +
                    std::to_string(0.1 * (column.R - 1)) + " L/kg}}");
    if (column.lambda > 0)
      all.push_back("species.A.decay={rate: " + std::to_string(column.lambda) + " 1/s}");
    return all;
  });
  return {one.name,
          grids,
          {{"Linf of the concentration", "1", 0.01, 1.8, ""},
           {"beyond 0 to 1", "1", 1e-10, 0, ""},
           {"exact solution less printed values", "1", 1e-8, 0, ""}},
          [=](Run& run) { return moc3d(run, one); },
          {},
          "moc3d.yaml"};
}

}  // namespace

Problem advection_dispersion() {
  constexpr double slow = 0.1 * cm;  // (m/s)
  auto const study = [](std::string name, Column const& column, std::string literature,
                        double order = 1.8) {
    // 0.005 is acceptable with 10-m cells.
    return Study{name,
                 column.grids(),
                 {{"Linf of the concentration", "1", 0.005, order, std::move(literature)},
                  {"L1 of the concentration", "1", 0.005, order, ""},
                  {"beyond 0 to 1", "1", 1e-10, 0, ""}},
                 [=](Run& run) { return smooth(run, column, name); }};
  };
  std::string const levels = "van Leer 0.0015 and 0.0004 at 10 and 5 m, upwind 0.049 at 10 m";
  return {
      "T01",
      "t01-advection-dispersion",
      {"Concentration along the column after 2000 d", "distance (m)", "concentration (-)"},
      {{"no dispersion",
        Column{0, 1, 0}.grids(),
        {{"L1 of the concentration times the length", "m", 17.5, 0.6,
          "van Leer 17.5, 10.7, 6.6 at 10, 5, 2.5 m; upwind 55 at 10 m"},
         {"width of the front, 5 to 95 %", "m", 100, 0,
          "van Leer 74, 44, 27 at 10, 5, 2.5 m; upwind 228 at 10 m"},
         {"beyond 0 to 1", "1", 1e-10, 0, ""}},
        sharp},
       study("dispersion, third type", {10, 1, 0}, levels),
       // What crosses a held boundary is of first order in time.
       study("dispersion, first type", {10, 1, 0, true}, "", 1),
       study("and sorption, third type", {10, 5, 0}, ""),
       study("and decay, third type", {10, 5, 0.002 / day}, ""),
       moc3d_study({"MOC3D, dispersivity 0.1 cm", {0.1 * cm, 1, 0, false, slow}, "aL0.1", {6, 60}}),
       moc3d_study({"MOC3D, dispersivity 1 cm", {1 * cm, 1, 0, false, slow}, "aL1", {6, 60, 120}}),
       moc3d_study({"MOC3D, R 2", {1 * cm, 2, 0, false, slow}, "aL1_R2", {6, 60, 120}}),
       moc3d_study({"MOC3D, decay", {1 * cm, 1, 0.01, false, slow}, "aL1_lam0.01", {6, 60, 120}})}};
}

}  // namespace sanggan::verification
