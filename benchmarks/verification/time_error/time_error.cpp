// The error that a tolerance asks for and the error got, with the work that it took:
//   time_error > time_error.csv
// Each problem is run on one mesh with falling tolerances. The error is the largest difference of
// the water content at the end from the same problem solved with a tolerance far below the last, so
// that the mesh does not enter.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <stdexcept>

#include "solver/petsc_runtime.hpp"
#include "tests/support/test_run.hpp"

namespace {

using namespace sanggan;
using sanggan::test::TestRun;

constexpr double cm = 0.01, hour = 3600, day = 86400;

struct Problem {
  std::string name;
  BoxSpec box;
  Site site;
  double end;  ///< (s)
  std::function<double(Vec3)> psi;
};

Site one_soil(Retention retention, double K, std::vector<Boundary> boundaries) {
  Site site;
  site.materials = {test::material(std::move(retention), K)};
  site.material_of_zone = {{"soil", 0}};
  site.boundaries = std::move(boundaries);
  return site;
}
Boundary on(std::string const& patch, FlowBoundary law) {
  return {patch, patch, std::move(law), {}, {}, {}};
}
Boundary held(std::string const& patch, double psi) {
  return on(patch, FixedPressureHead{Series::constant(psi)});
}
BoxSpec column(double bottom, double top, int cells) {
  return {test::edges(0, 1, 1), test::edges(0, 1, 1), test::edges(bottom, top, cells), "soil",
          {},                   {},                   {}};
}

// Infiltration rises ninefold above a water table.  [SrivastavaYeh1991]
Problem wetting() {
  double const K = 1 * cm / hour;
  return {"srivastava_yeh", column(0, 1, 100),
          one_soil(Gardner{0.06, 0.40, 10}, K,
                   {on("top", FixedFlux{Series::constant(0.9 * K)}), held("bottom", 0)}),
          10 * hour, [](Vec3 x) { return std::log(0.1 + 0.9 * std::exp(-10 * x.z)) / 10; }};
}
// A smooth state in loam evens out in two dimensions while the rain swells and fades.
Problem redistribution() {
  constexpr double pi = std::numbers::pi;
  BoxSpec const box{test::edges(0, 1, 16), test::edges(0, 1, 1), test::edges(0, 1, 16), "soil", {},
                    {},                    {}};
  Series const rain{{0, 1 * day, 2 * day}, {0, 2e-7, 0}, Series::Kind::linear, 0};
  return {"redistribution", box,
          one_soil(VanGenuchten{0.08, 0.43, 4, 1.6}, 1e-5,
                   {held("bottom", -1), on("top", FixedFlux{rain})}),
          1.5 * day, [](Vec3 p) {
            double const s = std::sin(pi * p.z);
            return -1 + 0.6 * std::cos(pi * p.x) * s * s + 0.3 * p.z;
          }};
}
// A front runs into dry soil.  [Celia1990]
Problem front() {
  return {"celia", column(-1, 0, 100),
          one_soil(VanGenuchten{0.102, 0.368, 3.35, 2}, 0.00922 * cm,
                   {held("top", -75 * cm), held("bottom", -1000 * cm)}),
          24 * hour, [](Vec3) { return -1000 * cm; }};
}

std::unique_ptr<TestRun> solved(Problem const& problem, double tolerance) {
  TimeControl time;
  time.end = problem.end;
  time.first_step = 1;
  time.smallest_step = 1e-6;
  time.water_content_tolerance = tolerance;
  NewtonControl newton;
  newton.tolerance = std::min(1e-9, 1e-4 * tolerance);
  auto run = std::make_unique<TestRun>(problem.box, problem.site, time, newton);
  if (!run->simulation->start(run->psi(problem.psi)) ||
      run->simulation->run({}) != RunEnd::done)
    throw std::runtime_error(problem.name + ": " + run->simulation->failure().reason);
  return run;
}

void compare(Problem const& problem, double finest) {
  auto const reference = solved(problem, finest / 30);
  for (double tolerance = 1e-2; tolerance > 0.99 * finest; tolerance /= std::sqrt(10)) {
    auto const run = solved(problem, tolerance);
    double error = 0;
    for (Index c = 0; c < run->mesh.n_cells(); ++c)
      error = std::max(error, std::abs(run->simulation->state().water[c] -
                                       reference->simulation->state().water[c]));
    StepReport const& work = run->simulation->report();
    fmt::print("{},{:.3g},{:.3g},{},{},{},{}\n", problem.name, tolerance, error, work.step,
               work.cuts, work.newton_iterations, work.linear_iterations);
    std::fflush(stdout);
  }
}

}  // namespace

int main(int argc, char** argv) {
  PetscRuntime const runtime(argc, argv);
  double const finest = argc > 1 ? std::atof(argv[1]) : 1e-5;
  fmt::print("problem,tolerance,error,steps,cuts,newton,linear\n");
  for (Problem const& problem : {wetting(), redistribution(), front()}) compare(problem, finest);
}
