#include <memory>

#include "benchmarks/verification/measure.hpp"
#include "benchmarks/verification/problems.hpp"

namespace sanggan::verification {
namespace {

constexpr double K_0 = 1e-5;  // (m/s)

double head(Vec3 x) { return 11 + std::sin(2 * x.x + x.y); }

/// ln K and its slopes from the modes.
struct LogConductivity {
  Table modes = read_table(path_of("f05-lognormal", "modes.csv"));
  double scale;  // standard deviation over the root of half the number of modes
  double Y = 0, Y_x = 0, Y_y = 0;

  explicit LogConductivity(double variance)
      : scale(std::sqrt(variance * 2 / static_cast<double>(modes.rows()))) {}
  LogConductivity& at(double x, double y) {
    Y = Y_x = Y_y = 0;
    for (std::size_t j = 0; j < modes.rows(); ++j) {
      double const kx = modes["kx"][j], ky = modes["ky"][j];
      double const phase = kx * x + ky * y + modes["phase"][j];
      Y += scale * std::cos(phase);
      Y_x -= scale * kx * std::sin(phase);
      Y_y -= scale * ky * std::sin(phase);
    }
    return *this;
  }
};

void make_up(Case& c, double variance) {
  auto const field = std::make_shared<LogConductivity>(variance);
  c.cell_fields = {{"hydraulic_conductivity", "", "",
                    [field](Vec3 x) { return std::exp(field->at(x.x, x.y).Y); }}};
  c.site.sources[0].water_density = [field](double x, double y, double) {
    auto const& f = field->at(x, y);
    return -K_0 * std::exp(f.Y) *
           ((2 * f.Y_x + f.Y_y) * std::cos(2 * x + y) - 5 * std::sin(2 * x + y));
  };
}

Answer solve(Run& run, std::string const& name, bool plotted) {
  run.complete();
  Answer answer;
  answer.errors = {norms(run, head_of(run), head).L2};
  if (!plotted) return answer;
  answer.computed = {profile(run, name, 0, {10, 5, 0.5}, head_of(run))};
  double const y = run.mesh.centre()[Probe(run).line(0, {10, 5, 0.5}).front()].y;
  answer.reference = {sampled("exact", 0, 20, [y](double x) { return head({x, y, 0}); })};
  return answer;
}

}  // namespace

// Allowed is 1.5 times what two-point fluxes with harmonic means reach at 100 cells.
Problem lognormal() {
  auto const study = [](std::string name, double variance, double level, std::string literature) {
    return Study{name,
                 refined("m", 0.2),
                 {{"L2 of the head", "m", 1.5 * level, 1.9, std::move(literature)}},
                 [=](Run& run) { return solve(run, name, variance == 4); },
                 [=](Case& c) { make_up(c, variance); }};
  };
  return {"F05",
          "f05-lognormal",
          {"Head along the middle", "x (m)", "head (m)"},
          {study("variance 1", 1, 1.5786e-2, "1.58e-2, 3.93e-3, 9.83e-4 (two-point)"),
           study("variance 4", 4, 4.94e-2, "4.94e-2, 1.24e-2, 3.09e-3 (two-point)")}};
}

}  // namespace sanggan::verification
